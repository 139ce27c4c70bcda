"""Dumps of the newest revision: whole, checked, in ranges, for whoever asks, and described."""

from __future__ import annotations

import gzip
import hashlib
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, Dataset, Graph, Literal, URIRef

from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.rdf import checksum, triples
from practice_atlas.graph.rdf.canonical import canonical_lines
from practice_atlas.graph.rdf.export import quads
from practice_atlas.graph.records import datasets
from practice_atlas.graph.writing import load
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving
from tests.support.sample import sample

#: In rdflib itself.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated"),
]

FORMATS: Final = {".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".jsonld": "json-ld"}
CLOSED: Final = ("hidden", "Hidden City", "evidence/closed", "only the hub", "In confidence")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dumps")


@pytest.fixture(scope="module")
def dumping(sample_address: str, folder: Path) -> Iterator[Client]:
    with serving(Settings(engine=sample_address, dumps=folder)) as client:
        yield client


def _offered(client: Client) -> list[dict[str, Any]]:
    """As a client does: it comes back as long as the dumps are being made."""
    until = time.monotonic() + 120
    while (answer := client.get("/v1/dumps")).status_code == 503 and time.monotonic() < until:
        assert answer.headers["retry-after"]
    assert answer.status_code == 200, answer.text
    offers: list[dict[str, Any]] = answer.json()["dumps"]
    return offers


def _content(client: Client, offer: dict[str, Any]) -> bytes:
    return gzip.decompress(client.get(offer["address"].removeprefix("http://test")).content)


def test_each_dump_is_what_is_said_of_it(dumping: Client) -> None:
    offers = _offered(dumping)
    answers = [dumping.get(offer["address"].removeprefix("http://test")) for offer in offers]

    assert len(offers) == 5
    for offer, answer in zip(offers, answers, strict=True):
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == offer["sha256"]
        assert answer.headers["etag"] == f'"{offer["sha256"]}"'
        assert (len(answer.content), answer.headers["content-type"]) == (offer["bytes"], "application/gzip")
        assert "content-encoding" not in answer.headers


def test_dumps_hold_what_the_export_does(dumping: Client, sample_address: str) -> None:
    with open_engine(sample_address) as engine:
        found = datasets(engine, Audience.PUBLIC)
    texts = {offer["name"].removeprefix("practice-atlas"): _content(dumping, offer) for offer in _offered(dumping)}
    lines = list(canonical_lines(quads(found)))

    assert checksum(texts[".nq.gz"].splitlines(keepends=True)) == checksum(lines)
    assert texts[".nq.gz"] == b"".join(lines)
    assert set(parse(texts[".trig.gz"], format=RdfFormat.TRIG)) == set(parse(texts[".nq.gz"], format=RdfFormat.N_QUADS))
    assert {quad.triple for quad in parse(texts[".ttl.gz"], format=RdfFormat.TURTLE)} == set(triples(found))
    more = set(parse(texts[".rdf12.nq.gz"], format=RdfFormat.N_QUADS)) - set(
        parse(b"".join(lines), format=RdfFormat.N_QUADS)
    )
    assert len(more) == 3
    assert {quad.predicate.value.rpartition("#")[2] for quad in more} == {"reifies"}


def test_dumps_are_read_by_rdflib_and_counted_right(dumping: Client) -> None:
    for offer in _offered(dumping):
        ending = offer["name"].removeprefix("practice-atlas").removesuffix(".gz")
        if ending not in FORMATS:  # RDF 1.2, which rdflib does not read
            continue
        found: Any = Graph() if ending == ".ttl" else Dataset()
        found.parse(io.BytesIO(_content(dumping, offer)), format=FORMATS[ending])
        assert len(list(found.quads() if ending != ".ttl" else found)) == offer["statements"] > 200


def test_ranges(dumping: Client) -> None:
    offer = _offered(dumping)[0]
    path = offer["address"].removeprefix("http://test")
    whole = dumping.get(path).content
    part = dumping.get(path, range="bytes=10-19")
    rest = dumping.get(path, range=f"bytes={len(whole) - 5}-", if_range=f'"{offer["sha256"]}"')
    other = dumping.get(path, range="bytes=0-9", if_range='"another"')
    beyond = dumping.get(path, range=f"bytes={len(whole) + 5}-")

    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole)}"
    assert part.headers["etag"] == f'"{offer["sha256"]}"'
    assert (rest.status_code, rest.content) == (206, whole[-5:])
    assert (other.status_code, other.content) == (200, whole)
    assert beyond.status_code == 416


def test_what_the_caller_has_is_not_sent_again(dumping: Client) -> None:
    offer = _offered(dumping)[0]
    path = offer["address"].removeprefix("http://test")
    same = dumping.get(path, if_none_match=f'"{offer["sha256"]}"')
    head = dumping.send("HEAD", path)

    assert (same.status_code, same.content) == (304, b"")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(offer["bytes"]))


@pytest.mark.parametrize(
    "path", ["99/practice-atlas.nq.gz", "1/nothing", "1/manifest.json", "1/description.nt", "1/..%2Fx"]
)
def test_what_is_not_there(dumping: Client, path: str) -> None:
    assert dumping.get(f"/v1/dumps/{path}").status_code == 404


def test_closed_records_are_in_the_dumps_of_the_hub_alone(dumping: Client, sample_address: str, folder: Path) -> None:
    with serving(Settings(engine=sample_address, dumps=folder, audience=Audience.HUB)) as hub:
        closed = {offer["name"]: _content(hub, offer).decode() for offer in _offered(hub)}
        told = hub.get("/.well-known/void.nt").text
    opened = {offer["name"]: _content(dumping, offer).decode() for offer in _offered(dumping)}
    said = dumping.get("/.well-known/void.nt").text

    assert len(opened) == 5
    assert [(name, word) for name, text in opened.items() for word in CLOSED if word in text] == []
    assert [word for word in CLOSED if word in said] == []
    assert all("hidden" in text and "Hidden City" in text for text in closed.values())
    assert told != said


def test_a_new_revision_replaces_the_dumps(tmp_path: Path) -> None:
    address, folder = f"embedded:{tmp_path / 'graph'}", tmp_path / "dumps"
    with open_engine(address, writable=True) as engine:
        load(engine, sample())
    with serving(Settings(engine=address, dumps=folder)) as client:
        first = _offered(client)[0]
    with open_engine(address, writable=True) as engine:
        load(engine, sample(changed={"city:bela": {"name": "Belabela"}}))
    with serving(Settings(engine=address, dumps=folder)) as client:
        second = _offered(client)[0]
        old = client.get(first["address"].removeprefix("http://test"))
        new = _content(client, second)

    assert "/1/" in first["address"]
    assert "/2/" in second["address"]
    assert old.status_code == 404
    assert b"Belabela" in new
    assert len(list(folder.iterdir())) == 1


def test_dumps_that_cannot_be_made_are_said_to_be_late(tmp_path: Path, sample_address: str) -> None:
    """A file stands where the folder should be: nothing is made, and nobody waits for long."""
    (tmp_path / "file").write_text("")
    with serving(Settings(engine=sample_address, dumps=tmp_path / "file")) as client:
        answer = client.get("/v1/dumps")

    assert answer.status_code == 503
    assert "retry-after" in answer.headers
    assert str(tmp_path) not in answer.text


def test_the_description_of_the_data(dumping: Client) -> None:
    graph = Graph().parse(data=dumping.get("/.well-known/void").text, format="turtle")
    others = [
        Graph().parse(data=dumping.get("/.well-known/void", accept=kind).text, format=name)
        for kind, name in (("application/n-triples", "nt"), ("application/ld+json", "json-ld"))
    ]
    dcat, void = "http://www.w3.org/ns/dcat#", "http://rdfs.org/ns/void#"
    data = URIRef("http://test/.well-known/void#data")
    sample_set = URIRef("https://w3id.org/practice-atlas/id/dataset/sample")

    assert all(set(graph) == set(other) for other in others)
    assert {(data, RDF.type, URIRef(void + "Dataset")), (data, RDF.type, URIRef(dcat + "Dataset"))} <= set(graph)
    assert (data, URIRef(void + "subset"), sample_set) in graph
    assert (
        sample_set,
        URIRef("http://purl.org/dc/terms/license"),
        URIRef("https://spdx.org/licenses/CC-BY-4.0"),
    ) in graph
    sizes = {str(value) for value in graph.objects(None, URIRef(dcat + "byteSize"))}
    assert sizes == {str(offer["bytes"]) for offer in _offered(dumping)}
    sums = {str(value) for value in graph.objects(None, URIRef("http://spdx.org/rdf/terms#checksumValue"))}
    assert {offer["sha256"] for offer in _offered(dumping)} <= sums
    turtle = next(offer for offer in _offered(dumping) if ".ttl" in offer["name"])
    assert Literal(turtle["statements"]) in set(graph.objects(data, URIRef(void + "triples")))
    assert len(set(graph.objects(data, URIRef(dcat + "distribution")))) == 5
