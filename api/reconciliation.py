"""The words of the Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group), as OpenRefine speaks it.

What comes is checked here, what goes is put into its form here. JSONP, which 0.2 leaves to the service, is not offered:
it would have a caller's page run what we send. Pages on other hosts use CORS, as the operator sets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from practice_atlas import __version__
from practice_atlas.api import batches
from practice_atlas.api.batches import EXTENSION, MOST_QUERIES, QUERIES, read
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.reconciling import PROPERTIES, Candidate, Property, Query, Reference
from practice_atlas.graph.reconciling.extension import Value
from practice_atlas.graph.reconciling.hints import country_of
from practice_atlas.graph.reconciling.index import KINDS
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.semantics import class_of
from practice_atlas.ontology.terms import ATLAS, THINGS

#: Candidates for one name.
MOST_CANDIDATES: Final = 50
TYPES: Final = {"city": "City", "institution": "Institution", "practice": "Practice", "country": "Country",
                "theme": "Theme"}  # fmt: skip
#: What a query may say beside the name.
HINTS: Final = {
    "country": "Country: a name in English, French or Arabic, or a code",
    "geonames": "GeoNames id",
    "wikidata": "Wikidata id",
}
_CLASSES: Final = {address: kind for kind in KINDS for address in (class_of(kind), class_of(kind).removeprefix(ATLAS))}


def queries_of(text: str) -> dict[str, Query]:
    """The queries of a batch by their names. Raises QuestionError."""
    return {name: _query(asked) for name, asked in read(QUERIES, "queries", text).items()}


def extension_of(text: str) -> tuple[list[str], list[Property]]:
    """The things and the columns of an extension. Raises QuestionError for a column that is not offered."""
    asked = read(EXTENSION, "extend", text)
    offered = {item.id: item for item in PROPERTIES}
    unknown = [column.id for column in asked.properties if column.id not in offered]
    if unknown:
        raise QuestionError(
            "extend", f"There is no property {unknown[0]!r}.", fix="See /v1/reconcile/properties?type=city."
        )
    return list(dict.fromkeys(asked.ids)), [offered[column.id] for column in asked.properties]


def manifest(title: str, base: str) -> dict[str, Any]:
    """What the service offers, and where."""
    suggest = {"service_url": base}
    return {
        "versions": ["0.2"],
        "name": title,
        "identifierSpace": THINGS,
        "schemaSpace": ATLAS,
        "documentation": f"{base}/docs",
        "serviceVersion": __version__,
        "defaultTypes": [type_of(kind) for kind in KINDS],
        "view": {"url": f"{base}/id/{{{{id}}}}"},
        "preview": {"url": f"{base}/v1/reconcile/preview?id={{{{id}}}}", "width": 420, "height": 220},
        "suggest": {
            what: suggest | {"service_path": f"/v1/reconcile/suggest/{what}"} for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/v1/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": MOST_QUERIES,
    }


def type_of(kind: str) -> dict[str, str]:
    """A kind of thing as a type."""
    return {"id": kind, "name": TYPES[kind]}


def told(candidates: Iterable[Candidate]) -> dict[str, Any]:
    """The answer to one query."""
    return {
        "result": [
            {
                "id": item.id,
                "name": item.name,
                "description": item.description,
                "type": [type_of(item.kind)],
                "score": item.score,
                "match": item.match,
                "features": [{"id": name, "value": value} for name, value in item.features.items()],
            }
            for item in candidates
        ]
    }


def extended(
    rows: Mapping[str, Mapping[str, Sequence[Value]]], properties: Sequence[Property], things: Mapping[str, Thing]
) -> dict[str, Any]:
    """The answer to an extension. Things that the caller may not see are left out of a cell."""
    return {
        "meta": [
            {"id": item.id, "name": item.name} | ({"type": type_of(item.of_kind)} if item.of_kind else {})
            for item in properties
        ],
        "rows": {
            identifier: {name: [*_cells(values, things)] for name, values in row.items()}
            for identifier, row in rows.items()
        },
    }


def _cells(values: Sequence[Value], things: Mapping[str, Thing]) -> Iterable[dict[str, Any]]:
    for value in values:
        if isinstance(value, Reference):
            if value.id in things:
                yield {"id": value.id, "name": things[value.id].name}
        elif isinstance(value, str):
            yield {"str": value}
        else:
            yield {"int" if isinstance(value, int) else "float": value}


def _query(asked: batches.Query) -> Query:
    if not (asked.query or "").strip() and not asked.properties:
        raise QuestionError("queries", "a query has neither a name nor properties", fix="Give one of the two.")
    hints = {hint.pid: _texts(hint.v) for hint in asked.properties}
    countries = hints.get("country", [])
    return Query(
        name=asked.query or "",
        kinds=_kinds([asked.type] if isinstance(asked.type, str) else asked.type),
        limit=min(asked.limit, MOST_CANDIDATES),
        country=next((text for text in countries if country_of(text)), next(iter(countries), "")),
        gazetteers={name: texts[0] for name in ("geonames", "wikidata") if (texts := hints.get(name))},
    )


def _kinds(types: Sequence[str]) -> tuple[str, ...]:
    """The kinds that types name, by our own name or by that of the class; a type we do not have has no things."""
    if not any(types):
        return KINDS
    named = [_CLASSES.get(name, name) for name in types]
    return tuple(kind for kind in KINDS if kind in named)


def _texts(value: batches.Value) -> list[str]:
    values = value if isinstance(value, list) else [value]
    texts = (
        item.id if isinstance(item, batches.Entity) else f"{item:g}" if isinstance(item, float) else item
        for item in values
    )
    return [str(text).strip() for text in texts if text is not None and str(text).strip()]
