"""Recorded pairings as rows of a spreadsheet: names beside identifiers, as in all lists."""

from __future__ import annotations

from collections.abc import Iterable

from practice_atlas.api.tabular import Cell, Table
from practice_atlas.graph.pairings.recorded_answers import PairingTold
from practice_atlas.graph.questions.answers import Thing

_HEADINGS = (
    "id", "learner", "learner id", "mentor", "mentor id", "practice", "practice id", "stage", "since", "proposed",
    "changes", "led to", "led to id", "recommended", "rank", "score", "audience",
)  # fmt: skip


def pairings_table(pairings: Iterable[PairingTold]) -> Table:
    """Headings, then a row for each pairing."""
    return [list(_HEADINGS), *(_row(pairing) for pairing in pairings)]


def _row(told: PairingTold) -> list[Cell]:
    said = told.recommended
    return [
        told.id,
        *_named([told.learner]),
        *_named([told.mentor]),
        *_named([told.subject]),
        told.stage,
        told.since.isoformat(),
        told.proposed.isoformat(),
        told.changes,
        *_named(told.led_to),
        "yes" if said.named else "no",
        "" if said.rank is None else said.rank,
        "" if said.score is None else said.score,
        told.audience,
    ]


def _named(things: Iterable[Thing]) -> list[Cell]:
    listed = list(things)
    return ["; ".join(thing.name for thing in listed), "; ".join(thing.id for thing in listed)]
