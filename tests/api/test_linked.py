"""Every thing at its address: the form by Accept or by ending, what says that there are others, and what is in it."""

from __future__ import annotations

import socket
from typing import Final

import pytest
from rdflib import RDF, RDFS, Graph, URIRef

from practice_atlas.api.settings import Settings
from tests.api.client import Client, serving
from tests.support.sample import ROWS

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # in rdflib itself

THINGS: Final = "https://w3id.org/practice-atlas/id/"
FORMATS: Final = {"text/turtle": "turtle", "application/n-triples": "nt", "application/ld+json": "json-ld"}
ENDINGS: Final = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json"}
OPEN: Final = [
    row["id"].replace(":", "/") for row in ROWS if "hidden" not in row["id"] and row["id"] != "evidence:closed"
] + ["country/ma"]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A context that had to be fetched would be an error."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("somebody opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)


def _read(text: str, media_type: str) -> set[tuple[object, ...]]:
    graph = Graph().parse(data=text, format=FORMATS[media_type])
    return {triple for triple in graph if not str(triple[0]).endswith((".ttl", ".nt", ".jsonld"))}


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/html; charset=utf-8"), ("text/html,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/json", "application/json"), ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"), ("application/ld+json", "application/ld+json"),
        ("text/html;q=0.5, text/turtle;q=0.9", "text/turtle; charset=utf-8"),
        ("application/rdf+xml, application/n-triples;q=0.2", "application/n-triples"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/id/city/elin", "/id/practice/youth-council", "/id/country/ma"])
def test_the_form_is_chosen_by_accept(service: Client, path: str, accept: str, kind: str) -> None:
    answer = service.get(path, accept=accept)
    head = service.send("HEAD", path, accept=accept)

    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert "Accept" in answer.headers["vary"]
    assert f'<http://test{path}>; rel="canonical"' in answer.headers["link"]
    assert answer.headers["link"].count('rel="alternate"') == 4
    assert answer.headers["content-location"].startswith(path + ".")
    assert (head.status_code, head.content) == (200, b"")
    assert [head.headers[name] for name in ("content-type", "etag", "link", "content-length")] == [
        answer.headers[name] for name in ("content-type", "etag", "link", "content-length")
    ]


def test_each_form_has_an_etag_of_its_own(service: Client) -> None:
    """Or a cache would take one form for another that is asked for later."""
    path = "/id/city/elin"
    etags = {kind: service.get(path, accept=kind).headers["etag"] for kind in ("text/html", *FORMATS)}
    same = service.get(path, accept="text/turtle", if_none_match=etags["text/turtle"])
    other = service.get(path, accept="text/turtle", if_none_match=etags["text/html"])

    assert len(set(etags.values())) == 4
    assert (same.status_code, same.content) == (304, b"")
    assert "Accept" in same.headers["vary"]
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/id/city/elin", "/id/flow/arda-dalma"])
def test_people_may_write_the_ending(service: Client, path: str) -> None:
    """Whatever the browser accepts. The page and the JSON have endings too."""
    for ending, media_type in ENDINGS.items():
        answer = service.get(f"{path}.{ending}", accept="text/html")
        assert answer.headers["content-type"].startswith(media_type)
        assert "content-location" not in answer.headers
    assert service.get(f"{path}.html", accept="text/turtle").text.startswith("<!doctype html>")
    record = service.get(f"{path}.json").json()
    assert record == service.get(f"/v1/entities/{path[4:].replace('/', ':')}").json()


def test_what_is_not_there_is_said_with_what_is(service: Client) -> None:
    answer = service.get("/id/city/elin", accept="image/png")

    assert answer.status_code == 406
    assert "http://test/id/city/elin.ttl" in answer.json()["suggestions"]
    assert answer.headers["link"].count('rel="alternate"') == 5
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", OPEN)
def test_all_forms_say_the_same(service: Client, path: str) -> None:
    answers = {kind: service.get(f"/id/{path}", accept=kind) for kind in FORMATS}
    told = {kind: _read(answer.text, kind) for kind, answer in answers.items()}

    assert told["text/turtle"] == told["application/n-triples"] == told["application/ld+json"]
    assert any(triple[0] == URIRef(THINGS + path) for triple in told["text/turtle"])


def test_the_document_says_what_it_is_about(service: Client) -> None:
    graph = Graph().parse(data=service.get("/id/city/arda.ttl").text, format="turtle")
    document = URIRef("http://test/id/city/arda.ttl")

    assert (document, URIRef("http://xmlns.com/foaf/0.1/primaryTopic"), URIRef(THINGS + "city/arda")) in graph
    assert (document, RDF.type, URIRef("http://xmlns.com/foaf/0.1/Document")) in graph
    assert (document, RDFS.comment, None) not in graph


def test_operators_may_have_addresses_of_their_own(sample_address: str) -> None:
    """Then what a thing is called leads to it."""
    settings = Settings(
        engine=sample_address, address="https://atlas.example.org", things="https://atlas.example.org/id/"
    )
    with serving(settings) as client:
        texts = {kind: client.get("/id/city/arda", accept=kind) for kind in FORMATS}
    told = {kind: _read(answer.text, kind) for kind, answer in texts.items()}

    assert told["text/turtle"] == told["application/n-triples"] == told["application/ld+json"]
    assert not any(THINGS in answer.text for kind, answer in texts.items() if kind != "application/ld+json")
    assert any(str(triple[0]) == "https://atlas.example.org/id/flow/arda-elin" for triple in told["text/turtle"])
    assert "https://w3id.org/practice-atlas/ontology#" in texts["text/turtle"].text
    assert '<https://atlas.example.org/id/city/arda>; rel="canonical"' in texts["text/turtle"].headers["link"]


@pytest.mark.parametrize(
    ("path", "status", "to"),
    [
        ("/id/city:elin", 308, "/id/city/elin"),
        ("/id/dataset/sample", 303, "/.well-known/void"),
        ("/id/practice", 303, "/.well-known/void"),
    ],
)
def test_other_addresses_lead_on(service: Client, path: str, status: int, to: str) -> None:
    answer = service.get(path)

    assert (answer.status_code, answer.headers["location"]) == (status, to)


def test_a_part_leads_to_what_it_is_part_of(service: Client) -> None:
    graph = Graph().parse(data=service.get("/id/implementation/elin-council.ttl").text, format="turtle")
    stages = [str(subject) for subject in set(graph.subjects()) if ".stages." in str(subject)]
    answers = [service.get(stage.removeprefix("https://w3id.org/practice-atlas")) for stage in stages]

    assert len(stages) == 2
    assert {(item.status_code, item.headers["location"]) for item in answers} == {
        (303, "/id/implementation/elin-council")
    }
    assert service.get("/id/implementation/elin-council.stages.000000000000").status_code == 404


@pytest.mark.parametrize(
    "path", ["/id/city/nothing", "/id/nothing/here", "/id/city/hidden", "/id/nothing", "/id/city:x%20"]
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/json"])
def test_what_is_not_known_is_404_in_every_form(service: Client, path: str, accept: str) -> None:
    assert service.get(path, accept=accept).status_code == 404
