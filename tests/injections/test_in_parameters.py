"""Each parameter of each operation, and each header that is read, given texts of every language: nothing is run.

The parameters are those of the service's description, so that a new one is tried by itself.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from practice_atlas.api.logs import JsonLines, PlainLines
from practice_atlas.api.settings import MetricsFor, Settings
from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.injections.listing import LISTING, SOME
from tests.support.sample import sample

#: Headers that the service or what stands before it reads.
HEADERS: Final = (
    "accept", "accept-encoding", "accept-language", "authorization", "content-type", "forwarded", "host", "if-match",
    "if-none-match", "origin", "prefer", "range", "referer", "traceparent", "user-agent", "x-api-key",
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-request-id",
)  # fmt: skip
#: Parameters that take any text: of these everything in the listing.
FREE: Final = ("q", "id", "from", "prefix", "query", "queries")
_FITTING: Final = {
    "id": "city:arda", "from": "city:arda", "to": "city:elin", "q": "arda", "by": "cities", "number": "1",
    "revision": "1", "file": "practice-atlas.nq.gz", "job": "0", "dataset": "sample",
    "practice": "practice:youth-council", "city": "city:elin",
}  # fmt: skip


@dataclass(eq=False)
class Seen(logging.Handler):
    """Everything that is logged, as it would be written."""

    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """As a handler of every line."""
        super().__init__(logging.DEBUG)

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the line in both forms."""
        self.lines += [PlainLines().format(record).partition("\nTraceback")[0], JsonLines().format(record)]


@dataclass
class Service:
    """The service, the key of an editor, and what was logged."""

    client: Client
    key: str
    logged: Seen
    engine: str


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service over the sample."""
    folder = tmp_path_factory.mktemp("parameters")
    address, place = f"embedded:{folder / 'graph'}", f"sqlite:{folder / 'store.sqlite'}"
    with open_engine(address, writable=True) as engine:
        load(engine, sample())
    with open_store(place) as store:
        key = store.keys.make("editor", Scope.EDITOR)[1]
    logged, ours = Seen(), logging.getLogger("practice_atlas")
    before = ours.level
    ours.setLevel(logging.DEBUG)
    ours.addHandler(logged)
    with serving(
        Settings(
            engine=address,
            store=place,
            cors_origins=("https://friend.example",),
            metrics=MetricsFor.EVERYBODY,
            dumps=folder / "dumps",
        )
    ) as client:
        yield Service(client, key, logged, address)
    ours.removeHandler(logged)
    ours.setLevel(before)


def _operations(service: Service) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    for path, methods in service.client.get("/v1/openapi.json").json()["paths"].items():
        for method, told in methods.items():
            yield method.upper(), path, told.get("parameters", [])
    for path, names in {
        "/network": ["focus", "as_of", "more", "theme", "practice", "country", "region", "kind", "grade", "partner",
                     "stage", "from", "to", "respect_time"],
        "/map": ["focus", "as_of", "more", "theme", "practice", "country", "region", "kind", "grade", "partner",
                     "stage", "from", "to", "respect_time"],
        "/search": ["q", "lang"],
        "/id/{kind}/{slug}": ["as_of", "after", "known_at"],
        "/sparql": ["query", "format", "default-graph-uri", "named-graph-uri"],
        "/missing": ["after", "lang"], "/id/{id}": [],
        "/practices": ["after", "known_at", "as_of"],
        "/mentors": ["learner", "practice", "country", "population", "kind", "need", "language", "as_of", "prefer",
                     "avoid", "near", "most_mentees", "algorithm", "limit", "known_at"],
        "/next": ["learner", "as_of", "limit", "algorithm", "known_at"],
        "/opportunities": ["practice", "theme", "country", "region", "per_city", "per_practice", "limit", "as_of"],
        "/matrix": ["practice", "theme", "country", "region", "state", "columns", "as_of", "limit", "after",
                    "columns_limit", "columns_after", "known_at"],
        "/matrix/cell": ["practice", "city", "country", "as_of", "after", "known_at"],
        "/timeline": ["city", "as_of", "after", "known_at"], "/diffusion": ["practice", "by", "as_of", "after"],
        "/pairings": ["learner", "mentor", "practice", "stage", "after", "known_at"], "/pairings/{pairing}": [],
        "/follow-up": ["months", "what", "city", "as_of", "after", "known_at"],
        "/share": ["focus", "as_of", "more", "theme", "practice", "country", "region", "kind", "grade", "view",
                   "known_at"],
        "/shares": [], "/s/{token}": ["embed"],
    }.items():  # fmt: skip
        inside = [{"name": name, "in": "path"} for name in re.findall(r"\{(\w+)\}", path)]
        yield "GET", path, inside + [{"name": name, "in": "query"} for name in names]


def _filled(path: str, values: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: quote(values.get(found[1], "arda"), safe=""), path)


def _asked(service: Service) -> Iterator[tuple[str, str, dict[str, bytes], str]]:
    """Method, address, headers and the text in them: one parameter at a time, the others as they should be."""
    for method, path, parameters in _operations(service):
        needed = {item["name"]: _FITTING.get(item["name"], "a") for item in parameters if item.get("required")}
        for item in parameters:
            name, where = item["name"], item["in"]
            for text in LISTING if name in FREE and method == "GET" and path in _WHOLE else SOME:
                inside = {key: value for key, value in needed.items() if f"{{{key}}}" not in path}
                given = inside | {name: text} if where == "query" else inside
                address = _filled(path, _FITTING | ({name: text} if where == "path" else {}))
                headers = {name: _sendable(text)} if where == "header" else {}
                yield method, f"{address}?{urlencode(given)}", headers, text


#: Where every text is tried; elsewhere some of each language.
_WHOLE: Final = ("/v1/search", "/v1/entities/{id}", "/v1/path", "/v1/reconcile", "/v1/reconcile/suggest/entity",
                 "/search", "/sparql", "/v1/cities")  # fmt: skip


def _sendable(text: str) -> bytes:
    """As a client can send it: servers refuse line breaks in headers, and letters come as bytes."""
    return re.sub(r"[\r\n]+", " ", text).encode()


def _faults(answer: httpx.Response, text: str) -> Iterator[str]:
    """What an answer should not be."""
    if answer.status_code >= 500 and answer.status_code != 503:
        yield f"status {answer.status_code}"
    if any("\r" in value or "\n" in value for value in answer.headers.values()):
        yield "a line break in a header"
    if "evil" in "".join(answer.headers.get_list("set-cookie")) or "evil=1" in answer.headers:
        yield "a header of the caller's"
    if answer.headers.get("location", "/").removeprefix("http://test/").startswith(("//", "http", "\\", "javascript:")):
        yield f"leads elsewhere: {answer.headers['location']}"
    kind = answer.headers.get("content-type", "")
    if kind.startswith("text/html") and "<" in text and text in answer.text:
        yield "HTML as it was sent"
    if "json" in kind and answer.content:
        json.loads(answer.text)
    elif kind.startswith("text/plain") and "<" in text and answer.headers.get("x-content-type-options") != "nosniff":
        yield "text that may be taken for a page"


def _counts(engine: Engine) -> list[dict[str, Any]]:
    nodes = "MATCH (n) RETURN labels(n) AS label, count(n) AS total ORDER BY label"
    return engine.read(nodes) + engine.read("MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS total ORDER BY type")


@pytest.mark.long
def test_nothing_in_a_parameter_is_run(service: Service) -> None:
    with open_engine(service.engine) as engine:
        before = _counts(engine)
    faults, statuses = [], set()
    for method, address, headers, text in _asked(service):
        known = {"x-api-key": service.key.encode()} if method != "GET" else {}
        content = b"{}" if method in ("POST", "PUT") else None
        answer = service.client.soon(method, address, content, known | headers).result()
        statuses.add(answer.status_code)
        faults += [(method, address, fault) for fault in _faults(answer, text)]
    with open_engine(service.engine) as engine:
        assert _counts(engine) == before

    assert faults == []
    assert {200, 404, 422} <= statuses


def test_nothing_in_a_header_is_run(service: Service) -> None:
    """Each text in each of them; where links are made of the address that was asked, in those that say it."""
    tried = [(name, text, "/v1/themes?limit=1") for name in HEADERS for text in LISTING]
    tried += [(name, text, "/id/city/arda.nt") for name in HEADERS if name.startswith(("host", "f", "x-f"))
              for text in LISTING]  # fmt: skip
    faults = []
    for name, text, path in tried:
        answer = service.client.soon("GET", path, headers={name: _sendable(text)}).result()
        faults += [(name, text, path, fault) for fault in _faults(answer, text)]
        if "evil" in str(answer.headers).lower():
            faults.append((name, text, path, f"given back in {answer.headers}"))

    assert faults == []


def test_bodies_are_told_of_as_text(service: Service) -> None:
    """A data set of problems, each with a text of the listing where it does not belong; problems name it."""
    rows = [{"id": text, "name": text, "country": text, "kind": text, text: text} for text in LISTING]
    given = {"dataset": {"id": "x", "title": "=1+1", "publisher": "p", "licence": "l", "version": "1"}, "cities": rows}
    for kind, content in (("application/json", json.dumps(given)), ("application/yaml", json.dumps(given))):
        for path in ("/v1/datasets/check", "/v1/datasets/load"):
            headers = {"x-api-key": service.key, "content-type": kind}
            answer = service.client.soon("POST", path, content.encode(), headers).result()
            told = json.dumps(answer.json(), ensure_ascii=False)

            assert answer.status_code in (200, 422), answer.text[:500]
            assert list(_faults(answer, "<")) == []
            assert "etc/passwd" in told


def test_logs_and_figures_hold_lines_of_ours_alone(service: Service) -> None:
    """After all the above: each line one line, and no label that a caller wrote."""
    for text in LISTING:
        service.client.get(f"/v1/{quote(text, safe='')}/{quote(text, safe='')}")
    broken = [line for line in service.logged.lines if re.search("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", line)]
    figures = service.client.get("/metrics").text
    labels = {value for family in text_string_to_metric_families(figures)
              for told in family.samples for value in told.labels.values()}  # fmt: skip

    assert len(service.logged.lines) > 1_000
    assert broken == []
    assert [value for value in labels if not re.fullmatch(r"[\w/{}.:+*-]*", value)] == []
    assert "evil" not in figures
