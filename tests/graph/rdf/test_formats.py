"""Every format says the same: read by two parsers, written again, compared as sorted N-Quads."""

from __future__ import annotations

import hashlib
import json
import re
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Dataset as RdflibDataset
from rdflib import Graph, Namespace
from rdflib.query import ResultRow

from practice_atlas.graph.rdf import (
    WRITERS,
    as_graph,
    as_rdflib,
    canonical_lines,
    checksum,
    conforms,
    quads,
    triples,
    write_rdf,
)
from practice_atlas.graph.rdf.jsonld import context
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.derive.__main__ import root_of_repository
from practice_atlas.ontology.derive.context import terms
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.semantics import LEARNED_FROM
from practice_atlas.ontology.terms import THINGS, expand
from tests.graph.rdf.reading import QUIET_RDFLIB, WITH_GRAPHS, by_pyoxigraph, by_rdflib, canonical, union
from tests.support.sample import sample

CITY = Namespace(f"{THINGS}city/")
PASSAGES = {"evidence:exchange": (10, 240), "evidence:closed": (700, 900)}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return sample(changed={"source:report": {"sha256": "0a" * 32}})


@pytest.fixture
def written(dataset: Dataset, tmp_path: Path) -> Path:
    for kind in WRITERS:
        write_rdf(dataset, tmp_path / kind, kind, passages=PASSAGES)
    return tmp_path


def test_nquads_are_sorted_and_each_line_stands_once(written: Path) -> None:
    lines = (written / "nquads").read_bytes().splitlines()

    assert len(lines) > 500
    assert lines == sorted(set(lines))
    assert not any(line.startswith(b"_:") or b" _:" in line for line in lines)


@pytest.mark.parametrize("kind", WITH_GRAPHS)
def test_pyoxigraph_reads_the_same(kind: str, written: Path) -> None:
    assert by_pyoxigraph(written / kind, kind) == (written / "nquads").read_bytes()


@QUIET_RDFLIB
@pytest.mark.parametrize("kind", WITH_GRAPHS)
def test_rdflib_reads_the_same(kind: str, written: Path) -> None:
    assert by_rdflib(written / kind, kind) == (written / "nquads").read_bytes()


@pytest.mark.parametrize("kind", [*WITH_GRAPHS, "turtle"])
@QUIET_RDFLIB
def test_what_rdflib_reads_conforms(kind: str, written: Path) -> None:
    formats = {"turtle": "turtle", **{name: pair[1] for name, pair in WITH_GRAPHS.items()}}
    found = RdflibDataset(default_union=True)
    found.parse(written / kind, format=formats[kind])
    whole = Graph()
    for triple in found.triples((None, None, None)):
        whole.add(triple)

    assert conforms(whole).violations == ()
    assert len(whole) > 500


def test_turtle_is_the_union_of_the_graphs(dataset: Dataset, written: Path) -> None:
    told = canonical(parse((written / "turtle").read_bytes(), format=RdfFormat.TURTLE))

    assert told == union(quads(dataset, passages=PASSAGES))


@QUIET_RDFLIB
def test_rdflib_gets_the_same_without_a_file(dataset: Dataset) -> None:
    whole = as_graph(dataset, passages=PASSAGES)
    named = as_rdflib(dataset, passages=PASSAGES)

    assert set(whole) == set(named.triples((None, None, None)))
    assert len({graph.identifier for graph in named.graphs() if len(graph)}) == 2
    rows = named.query("SELECT ?name { city:arda skos:prefLabel ?name }", initNs={"city": CITY})
    assert {str(row[0]) for row in rows if isinstance(row, ResultRow)} == {"Arda", "Arde", "أردة"}


def test_rdf_12_adds_one_triple_for_each_flow_that_is_done_between_named_ends(written: Path) -> None:
    turtle = set(parse((written / "turtle").read_bytes(), format=RdfFormat.TURTLE))
    newer = set(parse((written / "rdf12").read_bytes(), format=RdfFormat.TURTLE))
    added = newer - turtle

    assert turtle < newer
    assert {quad.predicate.value for quad in added} == {expand("rdf:reifies")}
    assert sorted(quad.subject.value.rpartition("/")[2] for quad in added if isinstance(quad.subject, NamedNode)) == [
        "arda-dalma", "arda-elin", "bela-dalma",
    ]  # fmt: skip
    for quad in added:
        assert isinstance(quad.object, Triple)
        assert quad.object.predicate == NamedNode(LEARNED_FROM)


def test_jsonld_carries_the_committed_context_and_speaks_in_its_terms(written: Path) -> None:
    document = json.loads((written / "jsonld").read_bytes())
    published = json.loads((root_of_repository() / "ontology/published/context.jsonld").read_text(encoding="utf-8"))
    nodes: list[dict[str, Any]] = [node for graph in document["@graph"] for node in graph["@graph"]]
    flow = next(node for node in nodes if node["@id"] == "thing:flow/arda-elin")

    assert document["@context"] == published["@context"] == terms() == context()
    assert flow["@type"] == ["LearningFlow", "prov:Influence"]
    assert flow["learner"] == "thing:city/elin"
    assert flow["flowKind"] == "code:flow-kind/inspired"
    city = next(node for node in nodes if node["@id"] == "thing:city/arda")
    assert city["population"] == 160000
    assert city["latitude"] == "33.5"
    assert city["name"] == {"@language": "en", "@value": "Arda"}


@QUIET_RDFLIB
def test_jsonld_is_read_without_a_network(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert by_rdflib(written / "jsonld", "jsonld") == (written / "nquads").read_bytes()


def test_the_same_records_in_any_order_give_the_same_bytes(dataset: Dataset, tmp_path: Path, written: Path) -> None:
    turned = Dataset.of(dataset.info, reversed(list(dataset.records.values())))

    for kind in WRITERS:
        write_rdf(turned, tmp_path / "again", kind, passages=PASSAGES)
        assert (tmp_path / "again").read_bytes() == (written / kind).read_bytes(), kind


def test_the_checksum_is_that_of_the_file(dataset: Dataset, written: Path) -> None:
    lines = canonical_lines(quads(dataset, passages=PASSAGES))

    assert checksum(lines) == hashlib.sha256((written / "nquads").read_bytes()).hexdigest()


def test_sorting_in_pieces_gives_the_same(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = canonical(quads(dataset))
    monkeypatch.setattr("practice_atlas.graph.rdf.canonical._PIECE", 97)

    assert canonical(quads(dataset)) == whole
    monkeypatch.setattr("practice_atlas.graph.rdf.canonical._PIECE", len(whole.splitlines()))
    assert canonical(quads(dataset)) == whole


def test_two_data_sets_lie_side_by_side(dataset: Dataset) -> None:
    other = Dataset.of(
        DatasetInfo(id="other", title="Other", publisher="Test", licence="All rights reserved", version="2"),
        [dataset.records["city:arda"]],
    )
    found = list(quads([other, dataset]))
    graphs = sorted({quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode)})

    assert [graph.partition("/id/")[2] for graph in graphs] == [
        "dataset/other#statements", "dataset/sample#statements", "source/report#statements",
    ]  # fmt: skip
    assert set(found) >= set(quads(dataset))
    assert conforms(as_graph([dataset, other])).violations == ()
    assert union(found) == canonical(Quad(*triple) for triple in triples([dataset, other]))


def test_an_unknown_format_is_refused_with_the_known_ones(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="'rdfxml' is no RDF format") as refused:
        write_rdf(dataset, tmp_path / "x", "rdfxml")

    assert refused.value.fix == "Choose one of trig, nquads, jsonld, turtle, rdf12."


def test_half_an_export_is_never_left(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "export.trig"
    target.write_text("before", encoding="utf-8")

    def broken(*_: object) -> NoReturn:
        raise OSError("no space left on device")

    monkeypatch.setitem(WRITERS, "trig", broken)

    with pytest.raises(OSError, match="no space"):
        write_rdf(dataset, target, "trig")
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_turtle_reads_like_the_records(written: Path) -> None:
    text = (written / "turtle").read_text(encoding="utf-8")

    assert re.search(r"^flow:arda-elin a atlas:LearningFlow", text, re.MULTILINE)
    assert "atlas:flowKind flow-kind:inspired" in text
