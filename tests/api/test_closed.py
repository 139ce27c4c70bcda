"""What is closed cannot be inferred: for each caller the service answers as if closed records did not exist.

Two services are compared, over every address and in every form: one whose graph holds records of every audience, and
one whose graph holds only what the caller may see. Any count, facet, suggestion, order or error text that a closed
record had a part in would differ.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest

from practice_atlas.api.listing import parameters_of, parameters_of_flows
from practice_atlas.api.routers.things import PLURALS
from practice_atlas.api.settings import Settings
from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.tables.facets import facets_of
from practice_atlas.graph.writing import load
from practice_atlas.ontology.audiences import effective_levels, visible
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving
from tests.support.sample import INFO, ROWS, records

#: Of each kind of record a copy for members and one for the hub, about the same open things.
CLOSED = (Audience.MEMBERS, Audience.HUB)
MARK = "zqx"
_TEXTS = ("name", "title", "says", "summary", "definition", "starts", "ends", "value", "reason", "purpose")


def _copy(row: dict[str, Any], audience: Audience) -> dict[str, Any]:
    marked = {field: f"{text} {MARK}{audience}" for field, text in row.items() if field in _TEXTS}
    return row | marked | {"id": f"{row['id']}-{MARK}{audience}", "audience": audience}


def _everything() -> dict[str, Record]:
    rows = [row for row in ROWS if "audience" not in row]
    return {record.id: record for record in records(*ROWS, *(_copy(row, one) for row in rows for one in CLOSED))}


ALL = _everything()
LEVELS = effective_levels(ALL)
CALLERS: dict[str, tuple[Scope | None, Audience]] = {
    "nobody": (None, Audience.PUBLIC),
    "reader": (Scope.READER, Audience.PUBLIC),
    "member": (Scope.MEMBER, Audience.MEMBERS),
    "hub": (Scope.HUB, Audience.HUB),
}


@dataclass(frozen=True)
class Pair:
    """The two services, and the caller's key in each; `level` is what he may see."""

    whole: Client
    part: Client
    keys: tuple[str | None, str | None]
    level: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[httpx.Response, httpx.Response]:
        """The same of both."""
        answers = []
        for client, key in zip((self.whole, self.part), self.keys, strict=True):
            given = headers | ({"authorization": f"Bearer {key}"} if key else {})
            answers.append(client.send(method, path, **given))
        return answers[0], answers[1]


def _service(folder: Path, dataset: Dataset) -> tuple[Settings, dict[Scope, str]]:
    address = f"embedded:{folder / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, dataset)
    place = f"sqlite:{folder / 'store.sqlite'}"
    with open_store(place) as store:
        secrets = {scope: store.keys.make(scope.value, scope)[1] for scope in Scope}
    return Settings(engine=address, store=place), secrets


@pytest.fixture(scope="module", params=CALLERS)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """The services for one caller."""
    scope, audience = CALLERS[request.param]
    whole, secrets = _service(tmp_path_factory.mktemp("whole"), Dataset.of(INFO, ALL.values()))
    part, others = _service(tmp_path_factory.mktemp("part"), Dataset.of(INFO, visible(ALL, audience).values()))
    keys = (secrets[scope], others[scope]) if scope else (None, None)
    with serving(whole) as one, serving(part) as other:
        yield Pair(one, other, keys, audience.level)


#: What differs between two graphs of the same records: hashes, times, entity tags, ids of requests.
_OWN = re.compile(r"\b[0-9a-f]{12,64}\b|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)|nonce-[\w=+/-]+")
#: A secret-like address of the page after a place holds only what was shown; it is compared as it is.


def _comparable(answer: httpx.Response) -> tuple[int, str, str]:
    if answer.headers.get("content-type", "").startswith("application/vnd.openxmlformats"):
        return answer.status_code, answer.headers["content-type"], answer.headers["x-total-count"]
    return answer.status_code, answer.headers.get("content-type", ""), _OWN.sub("~", answer.text)


def _marks(level: int) -> list[str]:
    """What nobody of this level may read."""
    return [f"{MARK}{audience}" for audience in CLOSED if audience.level > level]


def _compare(pair: Pair, paths: Iterator[str], **headers: str) -> int:
    differing, betrayed, seen = [], [], 0
    for path in paths:
        whole, part = _made(pair, path, **headers)
        if _comparable(whole) != _comparable(part):
            differing.append((path, *_first_difference(_comparable(whole), _comparable(part))))
        asked = [mark for mark in _marks(pair.level) if mark in whole.text and mark not in path]
        betrayed += [(path, mark) for mark in asked]
        seen += whole.status_code == 200
    assert betrayed == []
    assert differing == []
    return seen


def _made(pair: Pair, path: str, **headers: str) -> tuple[httpx.Response, httpx.Response]:
    """The answers of both, once both have made what they make in the background: stores, dumps."""
    deadline = time.monotonic() + 120
    answers = pair.ask(path, **headers)
    while any(answer.status_code == 503 for answer in answers) and time.monotonic() < deadline:
        time.sleep(0.5)
        answers = pair.ask(path, **headers)
    return answers


def _first_difference(one: tuple[int, str, str], other: tuple[int, str, str]) -> tuple[Any, ...]:
    place = next((at for at, (a, b) in enumerate(zip(one[2], other[2], strict=False)) if a != b), 0)
    return one[0], other[0], one[2][max(0, place - 80) : place + 120], other[2][max(0, place - 80) : place + 120]


def _open_ids(level: int) -> list[str]:
    return [identifier for identifier in ALL if LEVELS[identifier] <= level]


def _lists() -> Iterator[str]:
    """Every list with every facet, sort and form, then chosen by every value that any record has."""
    for plural, kind in PLURALS.items():
        parameters = parameters_of_flows() if kind == "flow" else parameters_of(kind)
        counted = "&".join(f"facets={facet}" for facet in facets_of(kind))
        yield f"/v1/{plural}?{counted}&limit=500"
        yield f"/v1/{plural}?limit=2&as_of=2024-12"
        yield from (f"/v1/{plural}?format={form}" for form in ("csv", "xlsx"))
        if "sort" in parameters.model_fields:
            sorts = parameters.model_json_schema()["properties"]["sort"]["enum"]
            yield from (f"/v1/{plural}?sort={quote(sort)}&include=evidence&include=record" for sort in sorts)
            yield from (f"/v1/{plural}?q={word}" for word in ("zqx", "a", "hidden"))
        things = [identifier for identifier in ALL if MARK in identifier or "hidden" in identifier]
        for facet, value in product(facets_of(kind), [*things[::12], "city:arda", "practice:youth-council"]):
            yield f"/v1/{plural}?{urlencode({_ENDS.get(facet, facet) if kind == 'flow' else facet: value})}"


_ENDS = {"teacher": "from", "learner": "to"}


def test_lists(pair: Pair) -> None:
    assert _compare(pair, _lists()) > 60


def _things() -> Iterator[str]:
    for identifier in ALL:
        for path in (
            "/v1/entities/{0}?include=missing",
            "/v1/entities/{0}/missing",
            "/id/{1}",
            "/v1/entities/{0}?limit=1",
        ):
            yield path.format(identifier, identifier.replace(":", "/", 1))
        if identifier.startswith("practice:"):
            yield f"/v1/practices/{identifier}/lineage"
            yield f"/v1/practices/{identifier}/lineage?limit=1&as_of=2025"
        if identifier.startswith("evidence:"):
            yield f"/v1/evidence/{identifier}"
    for one, other in product(("city:arda", "city:bela", f"city:arda-{MARK}hub"), ("city:elin", "city:hidden")):
        yield f"/v1/path?from={one}&to={other}"


def test_things(pair: Pair) -> None:
    assert _compare(pair, _things()) > 80


@pytest.mark.parametrize("form", ["application/json", "application/ld+json", "text/turtle", "application/n-triples"])
def test_things_as_data(pair: Pair, form: str) -> None:
    paths = (f"/id/{identifier.replace(':', '/', 1)}" for identifier in ALL)

    assert _compare(pair, paths, accept=form) > 20


WORDS = ("a", "arda", "zqx", "zqxhub", "zqxmembers", "hidden", "youth", "council", "report", "fes", "s")


def _described(pair: Pair) -> Iterator[str]:
    """Every other address that is described and needs nothing in its path; searches with many words."""
    described = pair.whole.get("/v1/openapi.json").json()["paths"]
    skipped = {f"/v1/{plural}" for plural in PLURALS} | {"/v1/path", "/v1/search"}
    for path, methods in described.items():
        if "get" in methods and "{" not in path and path not in skipped and not path.startswith("/v1/jobs"):
            yield path
    yield from ("/", "/practices", "/cities", "/institutions", "/engagements", "/missing", "/network", "/docs")
    yield from ("/v1/views/network.html?limit=2", "/v1/views/network.html?focus=city:arda", "/.well-known/void")
    for word in WORDS:
        yield from (f"/v1/search?q={word}", f"/search?q={word}", f"/v1/reconcile/suggest/entity?prefix={word}")
        queries = quote(f'{{"q0": {{"query": "{word}", "type": "city"}}, "q1": {{"query": "{word}"}}}}')
        yield f"/v1/reconcile?queries={queries}"


def test_everything_else(pair: Pair) -> None:
    assert _compare(pair, _described(pair)) > 40


QUERIES = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    'SELECT ?s ?o { ?s ?p ?o FILTER(CONTAINS(LCASE(STR(?o)), "zqx") || CONTAINS(STR(?s), "hidden")) } ORDER BY ?s ?o',
    'ASK { ?s ?p ?o FILTER(CONTAINS(STR(?s), "hidden")) }',
)


@pytest.mark.parametrize("query", QUERIES)
def test_sparql(pair: Pair, query: str) -> None:
    path = f"/sparql?{urlencode({'query': query})}"
    assert _compare(pair, iter([path]), accept="application/sparql-results+json") == 1


def test_the_marks_are_there_for_who_may_see_them(pair: Pair) -> None:
    """Else none of these tests would say anything."""
    whole, _ = pair.ask("/v1/cities?limit=500")
    shown = [f"{MARK}{audience}" in whole.text for audience in CLOSED]

    assert shown == [audience.level <= pair.level for audience in CLOSED]
