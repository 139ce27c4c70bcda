"""What is weak in the knowledge of each record, as columns: undated, unplaced, told by one source alone, and so on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, day_number, numbers
from practice_atlas.graph.questions.flow_columns import KINDS as FLOW_KINDS
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.implementation_columns import implementation_columns
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.ties import Ties, ties
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import FlowKind, Grade

#: The weaknesses, and the kinds of record that can have them. Of what goes on, we want to hear again (`stale`).
UNDATED, UNPLACED, SINGLE_SOURCED, SELF_CLAIMED = "undated", "unplaced", "single-sourced", "self-claimed"
UNKNOWN_OUTCOME, UNHEARD, STALE = "unknown-outcome", "unheard", "stale"
_STATEMENTS: Final = ("engagement", "implementation", "flow", "membership", "partnership", "intention", "resource")
_LASTING: Final = ("city", "institution", "practice", "implementation", "partnership", "membership")
APPLIES: Final[Mapping[str, tuple[str, ...]]] = {
    UNDATED: _STATEMENTS,
    UNPLACED: ("city", "institution", "engagement"),
    SINGLE_SOURCED: _STATEMENTS,
    SELF_CLAIMED: _STATEMENTS,
    UNKNOWN_OUTCOME: ("engagement", "implementation", "flow", "intention"),
    UNHEARD: _LASTING,
    STALE: _LASTING,
}
#: The kinds of record that are looked at, in the order in which they are told.
KINDS: Final = ("city", "institution", "practice", *_STATEMENTS)

#: The fields that place a record, or date it, where it has them itself.
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "city": ("latitude",), "institution": ("reach",), "engagement": ("when", "place"), "membership": ("when",),
    "intention": ("when",), "resource": ("when",),
}  # fmt: skip
_EXPOSED: Final = FLOW_KINDS.index(FlowKind.EXPOSED.value)


@dataclass(frozen=True, slots=True, eq=False)
class Weaknesses:
    """Every record by kind and identifier. `flags` has a bit for each of APPLIES in its order, but for `stale`, which
    depends on the day; `sources` counts them, `heard` is the newest day of what is told of it, 0 for none.
    """

    ids: list[str]
    kind: Numbers
    flags: Numbers
    sources: Numbers
    heard: Numbers


def weaknesses(reader: Reader) -> Weaknesses:
    """Of the records that the audience may see: made once a revision and audience."""
    return kept(reader, ("weaknesses", reader.audience.level), _made)


def bit(weakness: str) -> int:
    """The bit of a weakness."""
    return 1 << list(APPLIES).index(weakness)


def _made(reader: Reader) -> Weaknesses:
    level = reader.audience.level
    origin = {row["id"]: row["source"] for row in reader.rows(overview.SOURCES) if row["level"] <= level}
    looked_at = _Looked(reader)
    ids, kinds, flags, sources, heard = [], [], [], [], []
    for number, kind in enumerate(KINDS):
        label = layout.label_of(kind)
        cited = _sources(reader, label, origin)
        for row in sorted(reader.rows(overview.facts(label, *_FIELDS.get(kind, ()))), key=lambda row: str(row["id"])):
            if row["level"] > level:
                continue
            ids.append(row["id"])
            kinds.append(number)
            sources.append(len(cited[row["id"]]))
            heard.append(looked_at.heard(kind, row))
            found = looked_at.weak(kind, row, sources[-1], heard[-1])
            flags.append(sum(bit(weakness) for weakness in found if kind in APPLIES[weakness]))
    return Weaknesses(ids, numbers(kinds), numbers(flags), numbers(sources), numbers(heard))


def _sources(reader: Reader, label: str, origin: Mapping[str, str]) -> defaultdict[str, set[str]]:
    """The sources of each record of a label, of its stages too, as far as the audience may see them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = reader.rows(overview.cited(label))
    if label == "Implementation":
        rows += reader.rows(overview.STAGE_EVIDENCE)
    for row in rows:
        if row["level"] <= reader.audience.level and row["other"] in origin:
            found[row["id"]].add(origin[row["other"]])
    return found


class _Looked:
    """What has to be looked at beside the record itself: its dates, what it led to, where it lies, what tells of it."""

    def __init__(self, reader: Reader) -> None:
        known, flows, done = ties(reader), flow_columns(reader), implementation_columns(reader)
        level = reader.audience.level
        states = [row for row in reader.rows(overview.STATES) if row["level"] <= level]
        self._dated = {flow for flow, day in zip(flows.ids, flows.stated.tolist(), strict=True) if day < NEVER}
        self._dated |= {done.ids[number] for number in done.stage_of[done.stage_stated < NEVER].tolist()}
        self._dated |= {row["id"] for row in states if row["stated"]}
        open_flows = np.flatnonzero(flows.done & (flows.kind != _EXPOSED) & (flows.led_to == NOTHING)).tolist()
        self._open_flows = {flows.ids[number] for number in open_flows}
        self._came_of = _with(known, ("led-to", "informed")) | {done.ids[n] for n in set(done.stage_of.tolist())}
        self._placed = _with(known, ("held-in", "in"))
        self._heard = _heard(known)
        last = np.where(done.stage_day < NEVER, done.stage_day, 0).tolist()
        for place, day in zip(done.stage_of.tolist(), last, strict=True):
            of = done.things.identifiers
            for thing in (done.ids[place], of[done.actor[place]], of[done.practice[place]]):
                self._heard[thing] = max(day, self._heard.get(thing, 0))
        for row in states:
            self._heard[row["id"]] = max(day_number(row["known_by"]) % NEVER, self._heard.get(row["id"], 0))

    def heard(self, kind: str, row: Mapping[str, Any]) -> int:
        """The newest day of what is told of a thing; of a statement also its own day."""
        own = day_number(row["known_by"]) if kind in _STATEMENTS and row["known_by"] else 0
        return max(own, self._heard.get(row["id"], 0))

    def weak(self, kind: str, row: Mapping[str, Any], sources: int, heard: int) -> Iterator[str]:
        """Its weaknesses; those that do not apply to its kind are for the caller to leave out."""
        if not (row.get("when") or row["id"] in self._dated):
            yield UNDATED
        if not (row["id"] in self._placed and kind != "city") and not any(map(row.get, ("latitude", "reach", "place"))):
            yield UNPLACED
        if sources == 1:
            yield SINGLE_SOURCED
        if row["grade"] == Grade.D.value:
            yield SELF_CLAIMED
        if row["id"] in self._open_flows or (kind != "flow" and row["id"] not in self._came_of):
            yield UNKNOWN_OUTCOME
        if not heard:
            yield UNHEARD


def _with(known: Ties, codes: Collection[str]) -> set[str]:
    """The things that a tie of one of these codes starts at."""
    wanted = [number for number, code in enumerate(known.codes) if code in codes]
    around = np.repeat(np.arange(len(known.things)), np.diff(known.first))
    starts = np.unique(around[known.outward & np.isin(known.what, wanted)])
    return {known.things.identifiers[number] for number in starts.tolist()}


def _heard(known: Ties) -> dict[str, int]:
    """The newest day of any tie around each thing that has one."""
    around = np.repeat(np.arange(len(known.things)), np.diff(known.first))
    last = np.zeros(len(known.things), np.int64)
    np.maximum.at(last, around, np.where(known.day < NEVER, known.day, 0))
    return {known.things.identifiers[number]: int(last[number]) for number in np.flatnonzero(last).tolist()}
