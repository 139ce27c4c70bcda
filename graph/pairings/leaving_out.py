"""What a score would be if some evidence were not there: everything that it alone supports goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from practice_atlas.graph.pairings.algorithms import Mentoring
from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.candidates import Candidates
from practice_atlas.graph.pairings.measures import Measures
from practice_atlas.graph.pairings.ranking import total
from practice_atlas.graph.questions.columns import NOTHING


def score_without(
    found: Candidates,
    place: int,
    asked: Asked,
    algorithm: Mentoring,
    evidence: frozenset[str],
    meetings: Mapping[str, tuple[float, tuple[str, ...]]],
) -> float | None:
    """The score of the candidate at `place` without these pieces of evidence; None where nothing is left to show.

    `meetings` are engagements of both cities, with their weight and the evidence that they rest on.
    """
    known, rows = found.known, found.rows
    span = known.rows_of(int(found.cities[place]))
    pieces = known.pieces_of(span)
    at, alive = known.at[pieces] - span.start, rows.alive[pieces]
    stays = alive & ~np.isin(known.piece[pieces], [known.pieces.known(piece) for piece in evidence])
    had, has = np.zeros(span.stop - span.start, np.bool_), np.zeros(span.stop - span.start, np.bool_)
    had[at[alive]], has[at[stays]] = True, True
    counts = rows.counts[span] & has
    if not counts.any():
        return None
    gone = had & ~has & (known.own[span] == NOTHING) & (rows.worth[span] > 0)
    practice = known.practice[span]
    own = _at(found.measures, place)
    apart = sum(weight for weight, cited in meetings.values() if cited and evidence.issuperset(cited))
    changed = replace(
        own,
        stage=_one(rows.worth[span][counts].max()),
        sources=_one(len(np.unique(known.voice[pieces][stays & counts[at]]))),
        closeness=_one(asked.closeness[practice][counts].max()),
        words=_one(asked.words[practice][counts].max()),
        taught=own.taught - np.count_nonzero(gone),
        followed=own.followed - np.count_nonzero(gone & known.followed[span]),
        shared=np.maximum(own.shared - apart, 0.0),
    )
    return float(total(algorithm.adds(changed))[0])


def _at(measures: Measures, place: int) -> Measures:
    """The measures of one candidate."""
    return Measures(**{name: getattr(measures, name)[place : place + 1] for name in Measures.__slots__})


def _one(value: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([float(value)])
