"""From when to when anything is told of things: the months that a view can be looked at as of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, Truths
from practice_atlas.graph.questions.implementation_columns import implementation_columns
from practice_atlas.graph.questions.ties import ties
from practice_atlas.graph.reading import Reader


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day by which something was certainly so."""

    first: date
    last: date


def days_told(reader: Reader, things: Collection[str]) -> Days | None:
    """The days between which the audience is told anything of these things: of what ties them to others, and of the
    stages of what they do or, for practices, of what is done of them. None where nothing bounds any of it.
    """
    known, done = ties(reader), implementation_columns(reader)
    near = [number for number in map(known.things.known, things) if number != NOTHING]
    tied = [known.day[known.first[number] : known.first[number + 1]] for number in near]
    own = [number for number in map(done.things.known, things) if number != NOTHING]
    theirs: Truths = np.isin(done.actor, own) | np.isin(done.practice, own)
    days: Numbers = np.concatenate([*tied, done.stage_day[theirs[done.stage_of]]])
    days = days[(days > 0) & (days < NEVER)]
    return Days(date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))) if len(days) else None
