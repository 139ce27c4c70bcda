"""Values of the sample that are offered to Schemathesis beside all others, so that questions find something."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from practice_atlas.graph.questions.paging import cursor
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND
from tests.support.sample import INFO, ROWS, sample

PUT = "put_datasets_by_dataset_records_by_id"
_FEW = 3
_BY_KIND: dict[str, list[str]] = {}
for _row in ROWS:
    _BY_KIND.setdefault(kind_of(_row["id"]), []).append(_row["id"])
_KINDS = {model.table: kind for kind, model in BY_KIND.items()}
_CITIES = ("city:arda", "Dalma", "أردة")
_PRACTICES = ("practice:youth-council", "Youth engagement")
_HUBS = ("institution:hub", "Ministry of Interior")
_ANYTHING = ("city:elin", "Arda", "practice:youth-council", "flow:arda-elin", "city:hidden", "country:lb")

#: By the parameter's name.
_VALUES: Mapping[str, Sequence[Any]] = {
    **dict.fromkeys(("id", "focus", "holding"), _ANYTHING),
    **dict.fromkeys(("from", "city", "learner"), _CITIES),
    "mentor": ("Arda", "city:bela"),
    "need": (["theme:youth"], ["Youth council"]),
    "avoid": (["europe"], ["western-asia"]),
    **dict.fromkeys(("practice", "broader"), _PRACTICES),
    **dict.fromkeys(("partner", "publisher", "organisation", "part-of", "member-of"), _HUBS),
    **dict.fromkeys(("q", "prefix"), ("Arda", "youth", "صيدا")),
    **dict.fromkeys(("after", "columns_after"), (cursor(()),)),
    "to": ("Elin", "city:bela"),
    "theme": ("theme:youth",),
    "country": ("country:lb", "MA"),
    "source": ("source:report",),
    "as_of": ("2025-06", "2024"),
    "known_at": ("1", datetime.now(UTC).strftime("%Y-%m-%d")),
    "number": (1,),
    "revision": (1,),
    "file": ("practice-atlas.nq.gz",),
    "dataset": (INFO.id,),
    "prefer": ("respond-async",),
    "if-match": ("*",),
}

_DOCUMENT = {"dataset": INFO.plain(), "records": [record.plain() for record in sample().records.values()]}
_SMALLER = {
    "dataset": INFO.plain(),
    "records": [record.plain() for record in sample(without=("waiver:title",)).records.values()],
}
#: By the operation's name.
BODIES: Mapping[str, Sequence[Any]] = {
    PUT: ROWS,
    "post_datasets_by_dataset_records": (
        {"records": list(ROWS)},
        *({"records": [row]} for row in ROWS),
        *({"withdraw": [row["id"]]} for row in ROWS),
    ),
    "post_pairings_records": (
        *({"learner": city, "mentor": "Arda", "practice": "Youth council"} for city in ("city:elin", "Dalma", "Bela")),
        {"learner": "city:arda", "mentor": "city:hidden", "practice": "theme:youth", "day": "2024-02-29"},
    ),
    "post_pairings_records_by_pairing_stages": ({"stage": "agreed"}, {"stage": "led-to", "led_to": ["flow:arda-elin"]}),
    "post_shares": ({}, {"audience": "public"}, {"audience": "hub", "last_day": None}),
    **dict.fromkeys(("post_datasets_check", "post_datasets_load"), (_DOCUMENT, _SMALLER)),
}


def values_of(path: str, name: str) -> Sequence[Any]:
    """What a parameter may be on this path so that something is found."""
    plural = re.match(r"/v1/([a-z]+)/{id}", path)
    if name == "id" and plural and plural[1] in _KINDS:
        return _BY_KIND[_KINDS[plural[1]]][:_FEW]
    return _VALUES.get(name, ())


def offered(schema: dict[str, Any], values: Sequence[Any]) -> dict[str, Any]:
    """The same schema with these values beside the rest; of a list they are items."""
    plain = {name: value for name, value in schema.items() if name != "examples"}
    if schema.get("type") == "array":
        return {**plain, "items": {"anyOf": [{"enum": [*values]}, schema["items"]]}}
    return {"anyOf": [{"enum": [*values]}, plain]}
