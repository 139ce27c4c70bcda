"""What ties things to each other, as columns: every reference between things, and every learning flow and membership.

The things are those that people look at: actors, practices, what they do and make. A learning flow or a membership is
no thing here but ties its ends; evidence and sources' passages are told beside the ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.questions.columns import NOTHING, Numbering, Numbers, Truths, day_number, numbers
from practice_atlas.graph.questions.flow_columns import FlowColumns, flow_columns
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.links import reference_fields
from practice_atlas.ontology.model import BY_KIND, Engagement
from practice_atlas.ontology.shape import parts_of

#: The kinds of thing that surround each other.
KINDS: Final = (
    "city", "institution", "country", "person", "practice", "theme", "engagement", "implementation", "resource",
    "partnership", "intention", "source",
)  # fmt: skip
#: What merely lies in one country, under one theme or in one source is not near: these are reached, not gone through.
NOT_THROUGH: Final = ("country", "theme", "source")
#: Kinds whose own references hold at any time.
_TIMELESS: Final = ("city", "institution", "practice", "theme", "source")
_BESIDE: Final = ("CITES", "LOCATED_BY")

#: One tie: start and end, what it is, the record that tells of it, and its day.
_Row = tuple[str, str, str, str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Things are numbered by name and identifier (`names`). Each tie is there twice, once from each end, and they lie
    by the thing they are around: those of thing n from `first[n]` to `first[n + 1]`.

    `what` is a place in `codes`, `record` one in `records`; `outward` tells whether the tie starts at the thing it is
    around. `day` is 0 for what holds at any time, NEVER where nothing bounds it.
    """

    names: list[tuple[str, str]]
    things: Numbering
    kinds: Numbers
    codes: list[str]
    records: list[str]
    first: Numbers
    other: Numbers
    what: Numbers
    record: Numbers
    day: Numbers
    outward: Truths


def ties(reader: Reader) -> Ties:
    """The ties that the audience may see: made once a revision and audience, some five seconds for 100,000 flows."""
    return kept(reader, ("ties", reader.audience.level), _made)


def _made(reader: Reader) -> Ties:
    named = sorted(name for kind in KINDS for name in by_name(reader, kind))
    things = Numbering(identifier for _, identifier in named)
    codes, records = Numbering(), Numbering()
    made = [
        (things.known(start), things.known(end), codes.of(what), records.of(record), day)
        for start, end, what, record, day in _rows(reader)
    ]
    table: Numbers = np.array(made, np.int64).reshape(-1, 5)
    start, end, what, record, day = table[(table[:, 0] != NOTHING) & (table[:, 1] != NOTHING)].T
    around, other = np.concatenate([start, end]), np.concatenate([end, start])
    order = np.lexsort((other, around))
    outward = np.arange(len(around)) < len(start)
    return Ties(
        names=named,
        things=things,
        kinds=numbers(KINDS.index(kind_of(identifier)) for identifier in things.identifiers),
        codes=codes.identifiers,
        records=records.identifiers,
        first=np.searchsorted(around[order], np.arange(len(things) + 1)),
        other=other[order],
        what=np.tile(what, 2)[order],
        record=np.tile(record, 2)[order],
        day=np.tile(day, 2)[order],
        outward=outward[order],
    )


def _rows(reader: Reader) -> Iterator[_Row]:
    for kind in KINDS:
        if kind != "country" and (arrows := _arrows(kind)):
            yield from _open(reader, kind, reader.rows(overview.ties(layout.label_of(kind), arrows)))
    yield from _open(reader, "engagement", reader.rows(overview.TOOK_PART))
    yield from _memberships(reader)
    yield from _flows(flow_columns(reader))


def _arrows(kind: str) -> list[str]:
    """The arrows that lead from things of a kind to other things."""
    model = BY_KIND[kind]
    arrows = [shape.arrow for shape in reference_fields(model) if shape.arrow not in _BESIDE]
    arrows += [shape.part.arrow for shape in parts_of(model) if shape.part and shape.part.arrow]
    if model is Engagement:
        arrows = [arrow for arrow in arrows if arrow != "TOOK_PART"] + list(layout.OUTCOMES.values())
    return sorted(set(arrows))


def _open(reader: Reader, kind: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[_Row]:
    level = reader.audience.level
    for row in rows:
        if max(row["level"], row["part_level"], row["other_level"]) <= level:
            day = 0 if kind in _TIMELESS else day_number(row["known_by"])
            yield row["id"], row["other"], row["arrow"].lower().replace("_", "-"), row["record"], day


def _memberships(reader: Reader) -> Iterator[_Row]:
    """Who is a member of what: a membership is one tie between its two ends."""
    ends: defaultdict[str, dict[str, str]] = defaultdict(dict)
    days: dict[str, int] = {}
    for row in reader.rows(overview.ties("Membership", ["MEMBER", "OF"])):
        if row["level"] <= reader.audience.level:
            ends[row["id"]][row["arrow"]] = row["other"]
            days[row["id"]] = day_number(row["known_by"])
    for membership, both in ends.items():
        yield both["MEMBER"], both["OF"], "member-of", membership, days[membership]


def _flows(flows: FlowColumns) -> Iterator[_Row]:
    columns = (flows.learner, flows.teacher, flows.subject, flows.led_to, flows.done, flows.day)
    name = [*flows.things.identifiers, ""]
    for flow, learner, teacher, subject, led_to, done, day in zip(
        flows.ids, *(column.tolist() for column in columns), strict=True
    ):
        if learner != NOTHING and teacher != NOTHING:
            yield name[learner], name[teacher], "learned-from" if done else "to-learn-from", flow, day
        if done and learner != NOTHING and subject != NOTHING:
            yield name[learner], name[subject], "learned", flow, day
        if done and teacher != NOTHING and subject != NOTHING:
            yield name[teacher], name[subject], "shared", flow, day
        if led_to != NOTHING and teacher != NOTHING:
            yield name[led_to], name[teacher], "drew-on", flow, day
