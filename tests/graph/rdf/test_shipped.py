"""The data set that is shipped, in RDF: it conforms, and comes back from every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from practice_atlas.graph.rdf import WRITERS, as_graph, checksum, conforms, quads, write_rdf
from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.derive.__main__ import root_of_repository
from tests.graph.rdf.reading import QUIET_RDFLIB, WITH_GRAPHS, by_pyoxigraph, by_rdflib, canonical, union


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    checked = read_dataset(root_of_repository() / "datasets/strong-cities-mena")
    assert checked.problems == ()
    assert checked.dataset is not None
    return checked.dataset


@pytest.fixture(scope="module")
def folder(shipped: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("shipped")
    for kind in WRITERS:
        write_rdf(shipped, target / kind, kind)
    return target


def test_it_conforms_to_the_shapes(shipped: Dataset) -> None:
    assert conforms(as_graph(shipped)).violations == ()


@QUIET_RDFLIB
@pytest.mark.parametrize("kind", WITH_GRAPHS)
def test_both_parsers_read_the_same_from_every_format(kind: str, folder: Path) -> None:
    told = (folder / "nquads").read_bytes()

    assert told.count(b"\n") > 5000
    assert by_pyoxigraph(folder / kind, kind) == told
    assert by_rdflib(folder / kind, kind) == told


def test_turtle_is_the_union(shipped: Dataset, folder: Path) -> None:
    told = canonical(parse((folder / "turtle").read_bytes(), format=RdfFormat.TURTLE))

    assert told == union(quads(shipped))


def test_the_checksum_is_the_same_again(shipped: Dataset, folder: Path) -> None:
    with (folder / "nquads").open("rb") as lines:
        first = checksum(lines)
    write_rdf(shipped, folder / "again", "nquads")
    with (folder / "again").open("rb") as lines:
        assert checksum(lines) == first
