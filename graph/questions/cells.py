"""What the cells of the replication matrix are made of, as columns: one entry for each record that says something of a
practice and an actor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbering, Numbers, Truths, day_number, numbers
from practice_atlas.graph.questions.flow_columns import FlowColumns, flow_columns
from practice_atlas.graph.questions.implementation_columns import (
    STAGES,
    ImplementationColumns,
    implementation_columns,
)
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name, countries
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import Stage

Columns: TypeAlias = Literal["cities", "countries"]

#: The kinds of record that are behind cells.
BEHIND: Final = ("implementation", "flow", "intention")
UNKNOWN: Final = "unknown"
#: What a cell can be, from what says least: of several records for one cell, the last in this order counts. So an
#: implementation goes before what was only shown, and one that goes on before one that was paused or ended.
STATES: Final = (
    UNKNOWN, "planned", "exposed", "no-stage", Stage.ENDED.value, Stage.PAUSED.value,
    *(stage.value for stage in Stage if stage not in (Stage.ENDED, Stage.PAUSED)),
)  # fmt: skip
_PLANNED, _EXPOSED, _NO_STAGE = 1, 2, 3
#: The place in STATES of each stage, and of none.
_OF_STAGE: Final = np.array([*(STATES.index(stage) for stage in STAGES), _NO_STAGE])


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Practices and columns are numbered by name. `state` is a place in STATES; for the first entries, which are those
    of implementations, it depends on the day (`states`).
    """

    practices: list[str]
    columns: list[str]
    implementations: ImplementationColumns
    own: Numbers
    practice: Numbers
    column: Numbers
    day: Numbers
    state: Numbers
    records: list[str]

    def states(self, limit: int) -> Numbers:
        """The state that each record makes of its cell by the day `limit`; 0 for those that do not count by then."""
        found: Numbers = np.where(self.day <= limit, self.state, 0)
        current = self.implementations.current(limit)[self.own]
        staged = _OF_STAGE[current]  # NOTHING is the last place
        found[: len(self.own)] = np.where((current != NOTHING) | (limit == NEVER), staged, 0)
        return found


def entries(reader: Reader, columns: Columns) -> Entries:
    """Everything that the audience may see of practices in cities or countries: made once a revision and audience."""
    return kept(reader, ("matrix", columns, reader.audience.level), lambda reader: _made(reader, columns))


def _made(reader: Reader, columns: Columns) -> Entries:
    practices = Numbering(identifier for _, identifier in by_name(reader, "practice"))
    across = Numbering(identifier for _, identifier in by_name(reader, "city" if columns == "cities" else "country"))
    where = {city: city for city in across.identifiers} if columns == "cities" else countries(reader)
    done, flows = implementation_columns(reader), flow_columns(reader)
    commitments = [row for row in reader.rows(overview.COMMITMENTS) if row["level"] <= reader.audience.level]
    promised = Numbering(row["id"] for row in commitments)
    parts = [
        _part(practices, across, where, done.things, done.practice, done.actor),
        _part(practices, across, where, flows.things, flows.subject, flows.learner),
        (
            numbers(practices.known(row["practice"]) for row in commitments),
            numbers(across.known(where.get(row["actor"])) for row in commitments),
        ),
    ]
    practice = np.concatenate([part[0] for part in parts])
    column = np.concatenate([part[1] for part in parts])
    inside: Truths = (practice != NOTHING) & (column != NOTHING)
    day = np.concatenate([done.day, flows.day, numbers(day_number(row["known_by"]) for row in commitments)])
    state = np.concatenate(
        [np.full(len(done.ids), _NO_STAGE), _flow_states(flows), np.full(len(commitments), _PLANNED)]
    )
    records = [*done.ids, *flows.ids, *promised.identifiers]
    return Entries(
        practices=practices.identifiers,
        columns=across.identifiers,
        implementations=done,
        own=np.flatnonzero(inside[: len(done.ids)]),
        practice=practice[inside],
        column=column[inside],
        day=day[inside],
        state=state[inside],
        records=[records[number] for number in np.flatnonzero(inside).tolist()],
    )


def _part(
    rows: Numbering, columns: Numbering, where: Mapping[str, str], things: Numbering, practice: Numbers, actor: Numbers
) -> tuple[Numbers, Numbers]:
    """The rows and columns that these practices and actors stand for; NOTHING for those that have none."""
    nothing = [NOTHING]  # the number of nothing finds it, at the end
    row_of = np.array([rows.known(thing) for thing in things.identifiers] + nothing, np.int64)
    column_of = np.array([columns.known(where.get(thing)) for thing in things.identifiers] + nothing, np.int64)
    return row_of[practice], column_of[actor]


def _flow_states(flows: FlowColumns) -> Numbers:
    return np.where(flows.done, _EXPOSED, _PLANNED).astype(np.int64)
