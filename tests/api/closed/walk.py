"""Every address of the service, found in its own description and among its routes: what is added later is walked too.

A parameter that nobody has said how to fill fails here, so that none is passed by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, Final
from urllib.parse import quote, urlencode

from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

from practice_atlas.api.linked import LinkedRoute
from practice_atlas.api.routers.things import PLURALS
from practice_atlas.graph.pairings.algorithms import mentoring
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.cells import STATES
from practice_atlas.graph.questions.reminders import REMINDED
from practice_atlas.graph.questions.statistics import SORTS
from practice_atlas.graph.questions.weaknesses import APPLIES, KINDS
from practice_atlas.graph.sparql.formats import BY_NAME
from practice_atlas.ontology.identifiers import kind_of
from tests.api.client import Client
from tests.api.closed.recorded import RECORDED
from tests.api.closed.shared import TOKENS
from tests.api.closed.world import ALL, LEVELS, MARK

#: Where nothing of the graph is shown, whoever asks: each with the reason.
LEFT_OUT: Final = {
    "/v1/jobs": "tells editors alone of their own jobs",
    "/v1/jobs/{job}": "tells editors alone of their own jobs",
    "/v1/shares": "tells whoever has a key of his own links",
    "/metrics": "counts requests, for the operator",
}
WORDS: Final = ("a", "arda", "zqx", "zqxhub", "zqxmembers", "hidden", "council", "report", "b")
_HUB, _MEMBERS = f"{MARK}hub", f"{MARK}members"
#: Things to ask about where a parameter takes any: open ones, closed ones, and what is neither.
_PROBES: Final = ("city:bela", "institution:hub", "practice:youth-council", f"institution:guest-{_HUB}",
                  f"practice:youth-council-{_MEMBERS}", "country:jo", f"source:evaluation-{_HUB}")  # fmt: skip
_CITIES: Final = ("city:bela", "city:dalma", "city:elin", "city:arda")
_QUERIES: Final = [
    json.dumps(
        {"q0": {"query": word, "type": "city"}, "q1": {"query": word}, "q2": {"query": word, "type": "practice"}}
    )
    for word in WORDS
]
_EXTEND: Final = json.dumps({"ids": list(_PROBES), "properties": [{"id": "country"}, {"id": "practices"}]})
_SPARQL: Final = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "SELECT ?s ?p ?o { ?s ?p ?o FILTER(!isBlank(?o)) } ORDER BY ?s ?p ?o",
    'ASK { ?s ?p ?o FILTER(CONTAINS(STR(?s), "hidden") || CONTAINS(STR(?o), "zqx")) }',
    "CONSTRUCT { ?s atlas:grade ?g } { ?s atlas:grade ?g } ORDER BY ?s",
)
#: How parameters are filled that take more than one of a few codes.
_BY_NAME: Final[dict[str, Sequence[str]]] = {
    "as_of": ("2014", "2018", "2024-12"), "known_at": ("1",), "q": WORDS, "prefix": WORDS, "focus": _PROBES[:3],
    "year": ("2010", "2011", "2012", "2013", "2015", "2016", "2024"), "queries": _QUERIES, "extend": [_EXTEND],
    "id": _PROBES, "from": _PROBES[:4], "to": ("city:elin", "city:dalma", f"city:elin-{_HUB}"), "cursor": ("1",),
    "number": ("1", "2", "3"), "revision": ("1", "2"), "query": _SPARQL, "dataset": ("sample",), "type": ("city",),
    "language": ("en", "fr"), "identifier": ("city:bela", "city:hidden"), "file": ("practice-atlas.nq.gz",),
    "sort": SORTS, "what": (*APPLIES, *REMINDED), "kind": KINDS, "kinds": ("city,practice", "city,engagement,country"),
    "state": STATES[1:], "practice": (_PROBES[2], _PROBES[4]), "theme": ("theme:youth", f"theme:youth-{_HUB}"),
    "region": ("145", "015"), "country": ("jo", "country:tn", "ma"), "learner": (*_CITIES, f"city:elin-{_HUB}"),
    "need": (_PROBES[2], _PROBES[4], "theme:youth", f"theme:youth-{_HUB}"), "prefer": ("145", "015"),
    "avoid": ("145", "015"), "near": ("true",), "most_mentees": ("0",), "population": ("1000",),
    "algorithm": tuple(mentoring(own_weights())), "mentor": ("city:elin", f"city:elin-{_HUB}"), "per_city": ("1",),
    "per_practice": ("1",), "city": (*_CITIES, f"city:elin-{_HUB}"), "columns": ("cities", "countries"),
    "by": ("year", "month"), "pairing": tuple(one.id for one in RECORDED),
    "stage": (*PairingStage, "adopted", "paused", "piloting"), "respect_time": ("true",),
    "partner": ("institution:hub", f"institution:guest-{_HUB}"),
    "grade": ("B", "C"), "more": (*_PROBES[:2], f"city:bela,city:elin-{_HUB}"), "months": ("1", "24"),
    "lang": ("ar",), "speaks": ("ar", "fr"),
    "view": ("map",), "embed": ("true",),
}  # fmt: skip
#: Questions of several parameters at once: without them, these addresses say that they cannot be asked, or show a form.
_WHOLE: Final[tuple[dict[str, str], ...]] = (
    *({"learner": city, "practice": _PROBES[2]} for city in _CITIES),
    {"country": "ma", "need": "theme:youth"},
    {"country": "jo", "need": _PROBES[2], "as_of": "2018"},
)
_BRIEFS: Final = tuple(
    {**who, "mentor": "city:elin", "practice": practice, "format": "json"}
    for who in (*({"learner": city} for city in (*_CITIES, f"city:elin-{_HUB}")), {"country": "jo", "speaks": "ar"})
    for practice in (_PROBES[2], _PROBES[4])
)
_CELLS: Final = tuple(
    {"practice": practice, kind: place}
    for practice in (_PROBES[2], _PROBES[4], "practice:youth-engagement")
    for kind, place in (*(("city", city) for city in _CITIES), ("country", "country:jo"), ("country", "country:ma"))
)
_WAYS: Final = [{"from": "city:bela", "to": city, "kind": "work"} for city in ("city:elin", f"city:elin-{_HUB}")]
_TOGETHER: Final[dict[str, Sequence[dict[str, str]]]] = {
    **dict.fromkeys(("/network", "/map", "/v1/views/explorer.html", "/v1/views/network.html"), _WAYS),
    "/mentors": _WHOLE, "/v1/pairings": _WHOLE, "/v1/pairings/brief": _BRIEFS,
    "/timeline": [{"city": city} for city in (*_CITIES, f"city:elin-{_HUB}")],
    "/diffusion": [{"practice": practice} for practice in (_PROBES[2], _PROBES[4], "practice:youth-engagement")],
    **dict.fromkeys(("/matrix/cell", "/v1/matrix/cell"), _CELLS),
    "/next": [{"learner": city} for city in _CITIES] + [{"learner": _CITIES[0], "algorithm": "explainable-hazard"}],
    "/opportunities": [{"per_city": "10", "per_practice": "10"}, {"practice": _PROBES[2], "as_of": "2018"}],
    "/share": [{"view": "map", "focus": "city:bela"}, {"kind": "flow", "as_of": "2018", "known_at": "1"}],
    "/v1/pairings/records": [{"due": "true", "stage": "agreed"}, {"known_at": "1", "limit": "1"}, {"format": "csv"}],
    "/v1/reminders": [{"what": "pairing", "as_of": "2022"}, {"city": "city:elin", "months": "1"}],
    "/follow-up": [{"what": "pairing", "as_of": "2022"}, {"city": "city:elin", "months": "1"}],
}  # fmt: skip
#: Parameters with several values that are no things.
_CODES: Final = ("year", "language", "speaks", "region", "prefer", "avoid")
#: Cursors are taken from the answers themselves.
_CURSORS: Final = ("after", "columns_after")


#: Place, name, schema, and whether it must be given.
_Parameter = tuple[str, str, dict[str, Any], bool]


@dataclass(frozen=True, slots=True)
class Operation:
    """An address with its parameters, and the forms of its answer."""

    path: str
    parameters: tuple[_Parameter, ...]
    forms: tuple[str, ...]


def operations(client: Client) -> list[Operation]:
    """All that can be read: what is described, and what is not (pages, RDF, SPARQL)."""
    described = client.get("/v1/openapi.json").json()["paths"]
    found = [_described(path, methods["get"]) for path, methods in described.items() if "get" in methods]
    found += [_hidden(route) for route in _routes(client.app.routes) if not route.include_in_schema]
    return [operation for operation in found if operation.path not in LEFT_OUT]


def _routes(routes: Iterable[Any]) -> Iterator[APIRoute]:
    """All that can be read, those of included routers too."""
    for route in routes:
        if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
            yield route
        elif (router := getattr(route, "original_router", None)) is not None:
            yield from _routes(router.routes)


def _described(path: str, told: dict[str, Any]) -> Operation:
    given = tuple(
        (item["in"], item["name"], item.get("schema", {}), bool(item.get("required")))
        for item in told.get("parameters", ())
    )
    return Operation(path, given, ("*/*",))


def _hidden(route: APIRoute) -> Operation:
    told: list[Any] = [(field.alias, field.field_info) for field in get_flat_params(route.dependant)]
    places = [(info.in_.value, name, info.is_required()) for name, info in told]
    given: list[_Parameter] = [(where, name, {}, must) for where, name, must in places if where in ("path", "query")]
    forms: tuple[str, ...] = ("*/*",)
    if isinstance(route, LinkedRoute) and "." not in route.path:
        forms = tuple(form.types[0] for form in route.forms)
    if route.path == "/sparql":  # reads its own parameters, as the protocol says
        forms = ("text/html", *(form.media_type for form in BY_NAME.values()))
        given.append(("query", "query", {}, False))
    return Operation(route.path, tuple(given), forms)


def addresses(operation: Operation, level: int, *, thoroughly: bool) -> Iterator[tuple[str, str]]:
    """Each way to ask an operation, and the form to accept: plainly, and `thoroughly` with each parameter alone.

    Of what has a thing in its path, everything is asked plainly, and some things in each way and form.
    """
    paths = list(_paths(operation, level))
    telling = _telling(paths)
    needed = [(name, _values(operation, name, schema)) for where, name, schema, must in operation.parameters
              if where == "query" and must]  # fmt: skip
    bases = [dict(zip([name for name, _ in needed], chosen, strict=True))
             for chosen in product(*(values for _, values in needed))]  # fmt: skip
    for path in paths:
        for base, form in product(bases, operation.forms if path in telling else operation.forms[:1]):
            yield _asked(path, base), form
    for query in _TOGETHER.get(operation.path, ()):
        yield _asked(operation.path, query), operation.forms[0]
    for path in telling if thoroughly else ():
        for where, name, schema, must in operation.parameters:
            if where == "query" and not must and name not in _CURSORS:
                forms = operation.forms if name == "query" else operation.forms[:1]
                for value, form in product(_values(operation, name, schema), forms):
                    yield _asked(path, bases[0] | {name: value}), form
                    if together := _TOGETHER.get(operation.path):
                        yield _asked(path, together[0] | {name: value}), form


def _asked(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _paths(operation: Operation, level: int) -> Iterator[str]:
    if "{kind}/{slug}" in operation.path:
        for identifier in _ids(operation.path, level):
            yield operation.path.replace("{kind}/{slug}", identifier.replace(":", "/", 1))
        return
    named = [(name, schema) for where, name, schema, _ in operation.parameters if where == "path"]
    taken = [
        _ids(operation.path, level)
        if name == "id"
        else TOKENS[: level + 1]
        if name == "token"
        else _values(operation, name, schema)
        for name, schema in named
    ]
    for values in product(*taken):
        path = operation.path
        for (name, _), value in zip(named, values, strict=True):
            path = path.replace(f"{{{name}}}", quote(value, safe=":"))
        yield path


def _ids(path: str, level: int) -> list[str]:
    """The things that may stand in a path: all that the caller may see, and of each kind some that he may not."""
    kind = PLURALS.get(path.split("/")[2]) if path.startswith("/v1/") else None
    fitting = [key for key in ALL if kind in (None, kind_of(key))]
    closed = [key for key in fitting if LEVELS[key] > level]
    some = {kind_of(key): key for key in closed} | {f"partly {kind_of(key)}": key for key in closed[::-1]}
    return [*(key for key in fitting if LEVELS[key] <= level), *sorted(set(some.values()))]


def _telling(paths: Sequence[str]) -> list[str]:
    """Of many things those of which most differs."""
    wanted = ("partly-hub", "partly-members", "whole-hub", "city:bela", "city/bela", "elin-council", "youth-council")
    found = [path for path in paths if path.endswith(wanted) or f"{wanted[-1]}/" in path or "bela/" in path]
    return found[:4] or list(islice(paths, 3))


def _values(operation: Operation, name: str, schema: dict[str, Any]) -> list[str]:
    """What to fill in; every code where there are some."""
    nested = list(_nested(schema))
    codes = [
        code for item in nested for code in (*item.get("enum", ()), *((item["const"],) if "const" in item else ()))
    ]
    kinds = {item.get("type") for item in nested}
    if codes:
        return [str(code) for code in codes]
    if schema.get("type") == "array" and name not in _CODES:  # a filter of a list takes things
        return list(_PROBES)
    if name in _BY_NAME:
        return list(_BY_NAME[name])
    if "boolean" in kinds:
        return ["true", "false"]
    if "integer" in kinds or "limit" in name:
        return [str(schema.get("minimum", 2))]
    if not operation.path.startswith("/v1") and name in ("slug", "rest", "path", "name"):
        return ["bela"]
    raise AssertionError(
        f"{operation.path} has a parameter {name!r} that the walk does not know how to fill: say so here"
    )


def _nested(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema, and those of its alternatives and items."""
    yield schema
    for inner in (schema.get("items"), *schema.get("anyOf", ())):
        if inner:
            yield from _nested(inner)
