"""All learning flows that an audience may see, as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.questions.columns import (
    NEVER,
    NOTHING,
    Numbering,
    Numbers,
    Truths,
    day_number,
    grade_numbers,
    numbers,
)
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
    `via_kind` are the engagements at which the flows were, by place of the flow and kind of engagement. `by_learner`
    are the flows in the order of their learners' numbers. `grade` is a place in GRADES.
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
    grade: NDArray[np.int8]
    via_flow: Numbers
    via_kind: Numbers
    by_learner: Numbers

    @property
    def done(self) -> Truths:
        """Which have happened."""
        return np.equal(self.state, DONE)

    def learned_by(self, learner: int) -> Numbers:
        """The flows in which somebody learned, in their order."""
        first, end = np.searchsorted(self.learner, (learner, learner + 1), sorter=self.by_learner)
        return self.by_learner[first:end]


def flow_columns(reader: Reader) -> FlowColumns:
    """The flows that the reader's audience may see: read once a revision and audience, some three seconds for 100,000.

    Their days differ by audience, so that nothing is shared between these.
    """
    return kept(reader, ("flows in columns", reader.audience.level), _read)


def _read(reader: Reader) -> FlowColumns:
    rows = sorted(_open(reader, overview.FLOWS), key=lambda row: row["id"])
    place = {row["id"]: number for number, row in enumerate(rows)}
    via = sorted(_open(reader, overview.FLOWS_VIA), key=lambda row: (row["id"], row["other"]))
    via = [row for row in via if row["id"] in place]
    via_flow = numbers(place[row["id"]] for row in via)
    first, last = _days_at(via, via_flow, len(rows))
    has_date = np.array([row["stated"] is not None for row in rows], np.bool_)
    things = Numbering()
    learner = _ends(reader, "LEARNER", place, things)
    return FlowColumns(
        ids=list(place),
        things=things,
        learner=learner,
        teacher=_ends(reader, "TEACHER", place, things),
        subject=_ends(reader, "ABOUT", place, things),
        led_to=_ends(reader, "LED_TO", place, things),
        kind=numbers(KINDS.index(row["kind"]) for row in rows),
        state=numbers(STATES.index(row["state"]) for row in rows),
        day=numbers(day_number(row["known_by"]) for row in rows),
        earliest=np.where(has_date, numbers(_first_day(row["earliest"]) for row in rows), first),
        stated=np.where(has_date, numbers(day_number(row["known_by"]) for row in rows), last),
        grade=grade_numbers(row["grade"] for row in rows),
        via_flow=via_flow,
        via_kind=numbers(ENGAGEMENT_KINDS.index(row["kind"]) for row in via),
        by_learner=np.argsort(learner, kind="stable"),
    )


def _open(reader: Reader, query: str) -> list[Mapping[str, Any]]:
    return [row for row in reader.rows(query) if row["level"] <= reader.audience.level]


def _days_at(via: Sequence[Mapping[str, Any]], via_flow: Numbers, flows: int) -> tuple[Numbers, Numbers]:
    """The first and last day of a flow by those of the engagements at which it was."""
    first, last = np.full(flows, NEVER, np.int64), np.zeros(flows, np.int64)
    np.minimum.at(first, via_flow, numbers(_first_day(row["earliest"]) for row in via))
    np.maximum.at(last, via_flow, numbers(day_number(row["known_by"] if row["stated"] else None) for row in via))
    first[first == NEVER], last[last == 0] = 0, NEVER
    return first, last


def _ends(reader: Reader, arrow: str, place: dict[str, int], things: Numbering) -> Numbers:
    found = np.full(len(place), NOTHING, np.int64)
    for row in reader.rows(overview.end_of_flows(arrow)):
        if row["id"] in place:
            found[place[row["id"]]] = things.of(row["other"])
    return found


def _first_day(earliest: str | None) -> int:
    return day_number(earliest) if earliest else 0
