"""Pairings of every audience, and open ones that name something closed, as if that had been closed since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import insert

from practice_atlas.api.store import Store
from practice_atlas.api.store.tables import PAIRING_CHANGES, PAIRINGS
from practice_atlas.graph.pairings.recorded import Change, RecordedPairing
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.ontology.vocabularies import Audience
from tests.api.closed.world import LEVELS, MARK
from tests.support.recorded import recommended

#: Long before either graph was loaded, and long after: the latter is not known at any revision.
_BEFORE, _AFTER = "2019-01-01T00:00:00.000+00:00", "2999-01-01T00:00:00.000+00:00"
_COUNCIL: Final = "practice:youth-council"
_HUB, _MEMBERS = f"{MARK}hub", f"{MARK}members"
#: Records that it led to; who may not see one of them is not told of it.
_OUTCOMES: Final = ("engagement:support", f"engagement:support-{_HUB}", f"engagement:support-{_MEMBERS}")


def _pairing(
    name: str, learner: str, mentor: str, *stages: str, subject: str = _COUNCIL, level: int = 0, late: bool = False,
    **said: Any,
) -> RecordedPairing:  # fmt: skip
    changes = tuple(
        Change(
            PairingStage(stage),
            date(2020 + number, 1, 1),
            _AFTER if late and number else _BEFORE,
            "ann",
            _OUTCOMES if stage == "led-to" else (),
        )
        for number, stage in enumerate(stages)
    )
    cities = f"city:{learner}", f"city:{mentor}"
    return RecordedPairing(f"pairing-{name}", *cities, subject, level, recommended(**said), changes)


RECORDED: Final = (
    _pairing("open", "bela", "elin", "proposed", "agreed"),
    _pairing("late", "tripoli-lb", "arda", "proposed", "agreed", late=True, named=False),
    _pairing("led", "elin", "arda", "proposed", "agreed", "under-way", "led-to", subject="theme:youth"),
    _pairing("declined", "tripoli-ly", "arda", "proposed", "declined"),
    # Closed themselves: they would weigh on a mentor, keep two from being proposed, and be due.
    _pairing(f"{_MEMBERS}", "dalma", "arda", "proposed", "agreed", level=1),
    _pairing(f"{_HUB}", "arda", "elin", "proposed", "agreed", "under-way", level=2),
    _pairing(f"ended-{_HUB}", "bela", "arda", "proposed", "agreed", "under-way", "ended", level=2, named=False),
    # Open, of something closed.
    _pairing(f"city-{_HUB}", "bela", f"elin-{_HUB}", "proposed", "agreed"),
    _pairing(f"city-{_MEMBERS}", f"bela-{_MEMBERS}", "arda", "proposed", "agreed"),
    _pairing(f"practice-{_HUB}", "dalma", "arda", "proposed", "agreed", subject=f"{_COUNCIL}-{_HUB}"),
)


def known_to(audience: Audience) -> list[RecordedPairing]:
    """What an audience may know of them, worked out as simply as it can be said."""
    return [
        replace(one, changes=tuple(replace(change, led_to=_open(change.led_to, audience)) for change in one.changes))
        for one in RECORDED
        if max(one.level, *(LEVELS[name] for name in (one.learner, one.mentor, one.subject))) <= audience.level
    ]


def put(store: Store, pairings: Iterable[RecordedPairing]) -> None:
    """Writes them into a store as they are, with the same identifiers and times in every store."""
    with store.database.writing() as connection:
        for one in pairings:
            own = {name: getattr(one, name) for name in ("id", "learner", "mentor", "subject")}
            connection.execute(insert(PAIRINGS).values(**own, recommended=one.recommended.model_dump_json()))
            for position, change in enumerate(one.changes, 1):
                row = {"pairing": one.id, "position": position, "stage": change.stage.value, "time": change.time}
                row |= {"day": change.day.isoformat(), "led_to": json.dumps(change.led_to)}
                connection.execute(insert(PAIRING_CHANGES).values(**row, who=change.who, level=one.level))


def _open(records: tuple[str, ...], audience: Audience) -> tuple[str, ...]:
    return tuple(record for record in records if LEVELS[record] <= audience.level)
