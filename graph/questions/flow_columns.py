"""All learning flows that an audience may see, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbering, Numbers, Truths, day_number, numbers
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import EngagementKind, FlowKind, FlowState

KINDS: Final = tuple(kind.value for kind in FlowKind)
STATES: Final = tuple(state.value for state in FlowState)
DONE: Final = STATES.index(FlowState.DONE.value)
ENGAGEMENT_KINDS: Final = tuple(kind.value for kind in EngagementKind)


@dataclass(frozen=True, slots=True, eq=False)
class FlowColumns:
    """One place of each column for each flow, by identifier.

    Ends are numbers of `things`, NOTHING where the source leaves them unnamed. `day` is the day by which the flow
    certainly was, NEVER where nothing bounds it; `earliest` the first day on which it can have been, 0 where that is
    not stated; `stated` the last day as the source dates the flow or all its engagements, else NEVER. `via_flow` and
    `via_kind` are the engagements at which the flows were, by place of the flow and kind of engagement.
    """

    ids: list[str]
    things: Numbering
    learner: Numbers
    teacher: Numbers
    subject: Numbers
    led_to: Numbers
    kind: Numbers
    state: Numbers
    day: Numbers
    earliest: Numbers
    stated: Numbers
    via_flow: Numbers
    via_kind: Numbers

    @property
    def done(self) -> Truths:
        """Which have happened."""
        return np.equal(self.state, DONE)


def flow_columns(reader: Reader) -> FlowColumns:
    """The flows that the reader's audience may see: read once a revision, some three seconds for 100,000."""
    return kept(
        reader, ("flows in columns", reader.audience.level), lambda reader: _seen(_all(reader), reader.audience.level)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Everything:
    """The flows of every audience with their levels; their own days; and the engagements with their days."""

    flows: FlowColumns
    level: Numbers
    has_date: Truths
    via_level: Numbers
    via_earliest: Numbers
    via_stated: Numbers


def _all(reader: Reader) -> _Everything:
    return kept(reader, "flows of all in columns", _read)


def _read(reader: Reader) -> _Everything:
    rows = sorted(reader.rows(overview.FLOWS), key=lambda row: row["id"])
    place = {row["id"]: number for number, row in enumerate(rows)}
    via = sorted(reader.rows(overview.FLOWS_VIA), key=lambda row: (row["id"], row["other"]))
    things = Numbering()
    flows = FlowColumns(
        ids=list(place),
        things=things,
        learner=_ends(reader, "LEARNER", place, things),
        teacher=_ends(reader, "TEACHER", place, things),
        subject=_ends(reader, "ABOUT", place, things),
        led_to=_ends(reader, "LED_TO", place, things),
        kind=numbers(KINDS.index(row["kind"]) for row in rows),
        state=numbers(STATES.index(row["state"]) for row in rows),
        day=numbers(day_number(row["known_by"]) for row in rows),
        earliest=numbers(_first_day(row["earliest"]) for row in rows),
        stated=numbers(day_number(row["known_by"] if row["stated"] else None) for row in rows),
        via_flow=numbers(place[row["id"]] for row in via),
        via_kind=numbers(ENGAGEMENT_KINDS.index(row["kind"]) for row in via),
    )
    return _Everything(
        flows=flows,
        level=numbers(row["level"] for row in rows),
        has_date=np.array([row["stated"] is not None for row in rows], np.bool_),
        via_level=numbers(row["level"] for row in via),
        via_earliest=numbers(_first_day(row["earliest"]) for row in via),
        via_stated=numbers(day_number(row["known_by"] if row["stated"] else None) for row in via),
    )


def _ends(reader: Reader, arrow: str, place: dict[str, int], things: Numbering) -> Numbers:
    found = np.full(len(place), NOTHING, np.int64)
    for row in reader.rows(overview.end_of_flows(arrow)):
        found[place[row["id"]]] = things.of(row["other"])
    return found


def _first_day(earliest: str | None) -> int:
    return day_number(earliest) if earliest else 0


def _seen(everything: _Everything, level: int) -> FlowColumns:
    """What an audience may see. A flow without a date takes the days of the engagements that the audience may see."""
    flows, open_flows = everything.flows, everything.level <= level
    open_via = (everything.via_level <= level) & open_flows[flows.via_flow]
    at = flows.via_flow[open_via]
    first, last = np.full(len(flows.ids), NEVER, np.int64), np.full(len(flows.ids), 0, np.int64)
    np.minimum.at(first, at, everything.via_earliest[open_via])
    np.maximum.at(last, at, everything.via_stated[open_via])
    first[first == NEVER], last[last == 0] = 0, NEVER
    place = np.cumsum(open_flows) - 1
    return FlowColumns(
        ids=[flows.ids[number] for number in np.flatnonzero(open_flows).tolist()],
        things=flows.things,
        learner=flows.learner[open_flows],
        teacher=flows.teacher[open_flows],
        subject=flows.subject[open_flows],
        led_to=flows.led_to[open_flows],
        kind=flows.kind[open_flows],
        state=flows.state[open_flows],
        day=flows.day[open_flows],
        earliest=np.where(everything.has_date, flows.earliest, first)[open_flows],
        stated=np.where(everything.has_date, flows.stated, last)[open_flows],
        via_flow=place[at],
        via_kind=flows.via_kind[open_via],
    )
