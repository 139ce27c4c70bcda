"""Recorded pairings: proposed, moved from stage to stage, and never overwritten.

What is kept here are identifiers; whether these are in the graph, and who may see them, is looked at by whoever calls
(`api/recording`). One process at a time writes, so that two who propose the same, or move the same on, do not cross.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select

from practice_atlas.api.store.audit import Actor, What, note
from practice_atlas.api.store.clock import now
from practice_atlas.api.store.database import Database
from practice_atlas.api.store.tables import PAIRING_CHANGES as CHANGES
from practice_atlas.api.store.tables import PAIRINGS
from practice_atlas.graph.pairings.recorded import Change, Recommended, RecordedPairing
from practice_atlas.graph.pairings.stages import FOLLOWS, GOING, PairingStage, named
from practice_atlas.ontology.days import today
from practice_atlas.ontology.errors import PracticeAtlasError, QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience

_ALONE: Final = "pairings"


class PairingConflictError(PracticeAtlasError):
    """What is recorded already does not allow it. Nothing was written."""


class PairingMovedError(PracticeAtlasError):
    """The pairing was moved on since the caller looked at it. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pairing to be recorded as proposed on a day."""

    learner: str
    mentor: str
    subject: str
    audience: Audience
    recommended: Recommended
    day: date


@dataclass(frozen=True, slots=True)
class Move:
    """A stage that a pairing reached on a day, and the records that it led to. `audience`: who may know of it from now
    on; None: as before.
    """

    stage: PairingStage
    day: date
    led_to: tuple[str, ...] = ()
    audience: Audience | None = None


class Pairings:
    """The recorded pairings of a store. May be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self) -> str:
        """Changes whenever something is recorded, or a backup is put in the place of it all."""
        query = select(func.count(), func.max(CHANGES.c.time)).select_from(CHANGES)
        with self._database.reading() as connection:
            many, newest = connection.execute(query).one()
        return f"{many} {newest}"

    def all(self) -> tuple[RecordedPairing, ...]:
        """All of them, in the order in which they were recorded."""
        with self._database.reading() as connection:
            return pairings_in(connection)

    def get(self, identifier: str) -> RecordedPairing:
        """One of them. Raises UnknownEntityError."""
        with self._database.reading() as connection:
            return _one(connection, identifier)

    def propose(self, proposal: Proposal, *, by: Actor) -> RecordedPairing:
        """Record a pairing as proposed. Raises PairingConflictError where the two are paired for it already, and
        QuestionError for a day that is still to come.
        """
        _refuse_the_future(proposal.day)
        row = {
            "id": f"pairing-{secrets.token_hex(6)}", "learner": proposal.learner, "mentor": proposal.mentor,
            "subject": proposal.subject, "recommended": proposal.recommended.model_dump_json(),
        }  # fmt: skip
        change = _row(row["id"], 1, PairingStage.PROPOSED, proposal.day, by, proposal.audience.level, ())
        with self._database.writing(alone=_ALONE) as connection:
            _refuse_twice(connection, proposal)
            connection.execute(insert(PAIRINGS).values(**row))
            connection.execute(insert(CHANGES).values(**change))
            told = {name: value for name, value in row.items() if name != "recommended"}
            note(connection, by, What.PAIRING_PROPOSED, details=told | {"audience": proposal.audience.value})
            return _one(connection, row["id"])

    def move(self, identifier: str, move: Move, *, by: Actor, known: int | None = None) -> RecordedPairing:
        """Record that a pairing reached a stage. `known` is how many changes of it the caller knows.

        Raises UnknownEntityError; PairingMovedError where there are others; PairingConflictError for a stage that may
        not follow; QuestionError for a day before the last change or still to come, and for an opening.
        """
        _refuse_the_future(move.day)
        with self._database.writing(alone=_ALONE) as connection:
            pairing = _one(connection, identifier)
            if known is not None and known != len(pairing.changes):
                raise _moved(pairing)
            level = pairing.level if move.audience is None else move.audience.level
            _refuse(pairing, move, level)
            position = len(pairing.changes) + 1
            change = _row(identifier, position, move.stage, move.day, by, level, move.led_to)
            connection.execute(insert(CHANGES).values(**change))
            told = {"id": identifier, "from": pairing.last.stage.value, "stage": move.stage.value}
            note(connection, by, What.PAIRING_MOVED, details=told | {"day": move.day.isoformat()})
            return _one(connection, identifier)


def _row(
    pairing: str, position: int, stage: PairingStage, day: date, by: Actor, level: int, led_to: Sequence[str]
) -> dict[str, Any]:
    return {
        "pairing": pairing, "position": position, "stage": stage.value, "day": day.isoformat(), "time": now(),
        "who": by.who, "level": level, "led_to": json.dumps(list(led_to)),
    }  # fmt: skip


def _refuse_the_future(day: date) -> None:
    this_day = today()
    if day > this_day:
        raise QuestionError("day", f"{day} is still to come (it is {this_day} in UTC).", fix="Name the day it was so.")


def _refuse_twice(connection: Connection, proposal: Proposal) -> None:
    same = [PAIRINGS.c[name] == getattr(proposal, name) for name in ("learner", "mentor", "subject")]
    there = connection.execute(select(PAIRINGS.c.id).where(*same)).scalars().all()
    going = [pairing for pairing in pairings_in(connection, there) if pairing.last.stage in GOING] if there else []
    if going:
        raise PairingConflictError(
            f"The two are paired for this already: {going[0].id} is {going[0].last.stage}.",
            fix="Move that one on, or end it first.",
        )


def _refuse(pairing: RecordedPairing, move: Move, level: int) -> None:
    last = pairing.last
    if move.stage not in FOLLOWS[last.stage]:
        raise PairingConflictError(
            f"{pairing.id} is {last.stage} and cannot become {move.stage}.",
            fix=f"What may follow: {named(FOLLOWS[last.stage])}.",
        )
    if move.day < last.day:
        fix = f"Name a day from {last.day} on."
        raise QuestionError("day", f"{move.day} is before its last change, which was on {last.day}.", fix=fix)
    if level < pairing.level:
        fix = "Leave the audience as it is, or close it further."
        raise QuestionError("audience", "what was closed is not opened by a change of stage.", fix=fix)


def _moved(pairing: RecordedPairing) -> PairingMovedError:
    return PairingMovedError(
        f"{pairing.id} was moved on meanwhile: it is {pairing.last.stage}.", fix="Look at it again, and decide anew."
    )


def _one(connection: Connection, identifier: str) -> RecordedPairing:
    found = pairings_in(connection, [identifier])
    if not found:
        raise UnknownEntityError(f"No pairing is recorded under {identifier[:120]!r}.")
    return found[0]


def pairings_in(connection: Connection, identifiers: Collection[str] | None = None) -> tuple[RecordedPairing, ...]:
    """These, or all, in the order in which they were recorded, as a transaction sees the store."""
    pairings, changes = select(PAIRINGS), select(CHANGES).order_by(CHANGES.c.pairing, CHANGES.c.position)
    if identifiers is not None:
        pairings = pairings.where(PAIRINGS.c.id.in_(identifiers))
        changes = changes.where(CHANGES.c.pairing.in_(identifiers))
    history = defaultdict[str, list[Row[Any]]](list)
    for row in connection.execute(changes):
        history[row.pairing].append(row)
    found = (_pairing(row, history) for row in connection.execute(pairings))
    return tuple(sorted(found, key=lambda pairing: (pairing.changes[0].time, pairing.id)))


def _pairing(row: Row[Any], history: Mapping[str, Iterable[Row[Any]]]) -> RecordedPairing:
    changes = list(history[row.id])
    return RecordedPairing(
        id=row.id,
        learner=row.learner,
        mentor=row.mentor,
        subject=row.subject,
        level=changes[-1].level,
        recommended=Recommended.model_validate_json(row.recommended),
        changes=tuple(
            Change(
                PairingStage(one.stage), date.fromisoformat(one.day), one.time, one.who, tuple(json.loads(one.led_to))
            )
            for one in changes
        ),
    )
