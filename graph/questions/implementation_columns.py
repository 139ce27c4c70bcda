"""All implementations that an audience may see, with their stages, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.questions.columns import (
    NEVER,
    NOTHING,
    Numbering,
    Numbers,
    day_number,
    grade_numbers,
    numbers,
)
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import Stage

STAGES: Final = tuple(stage.value for stage in Stage)


@dataclass(frozen=True, slots=True, eq=False)
class ImplementationColumns:
    """One place of the first columns for each implementation, by identifier; of those that begin with `stage` for
    each stage, by implementation, then in the order of its history: by day, undated last, otherwise as listed.

    Actors and practices are numbers of `things`; `stage_of` is the place of the stage's implementation. `day` and
    `stage_day` are days by which it was certainly so, NEVER where nothing bounds them; `stage_stated` the same
    where the source itself dates the stage, and `stage_earliest` the first day that this date can mean, 0 where
    none is. `grade` is a place in GRADES.
    """

    ids: list[str]
    things: Numbering
    actor: Numbers
    practice: Numbers
    day: Numbers
    grade: NDArray[np.int8]
    stage_of: Numbers
    stage: Numbers
    stage_day: Numbers
    stage_stated: Numbers
    stage_earliest: Numbers

    def current(self, limit: int) -> Numbers:
        """The stage each is at by the day `limit`, as a place in STAGES; NOTHING where none is known by then."""
        found = np.full(len(self.ids), NOTHING, np.int64)
        by_then = self.stage_day <= limit
        found[self.stage_of[by_then]] = self.stage[by_then]  # of several, the last one in the history stays
        return found


def implementation_columns(reader: Reader) -> ImplementationColumns:
    """The implementations that the reader's audience may see: read once a revision and audience."""
    return kept(reader, ("implementations in columns", reader.audience.level), _read)


def _read(reader: Reader) -> ImplementationColumns:
    level = reader.audience.level
    rows = [row for row in reader.rows(overview.IMPLEMENTATIONS) if row["level"] <= level]
    rows.sort(key=lambda row: row["id"])
    place = {row["id"]: number for number, row in enumerate(rows)}
    told = (row for row in reader.rows(overview.STAGES) if row["level"] <= level and row["id"] in place)
    stages = sorted(told, key=lambda row: (place[row["id"]], day_number(row["known_by"]), row["position"]))
    things = Numbering()
    return ImplementationColumns(
        ids=list(place),
        things=things,
        actor=numbers(things.of(row["actor"]) for row in rows),
        practice=numbers(things.of(row["practice"]) for row in rows),
        day=numbers(day_number(row["known_by"]) for row in rows),
        grade=grade_numbers(row["grade"] for row in rows),
        stage_of=numbers(place[row["id"]] for row in stages),
        stage=numbers(STAGES.index(row["stage"]) for row in stages),
        stage_day=numbers(day_number(row["known_by"]) for row in stages),
        stage_stated=numbers(day_number(row["known_by"]) if row["stated"] else NEVER for row in stages),
        stage_earliest=numbers(day_number(row["earliest"]) if row["earliest"] else 0 for row in stages),
    )
