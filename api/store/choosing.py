"""Which revision *as known at* means: its number, or the newest one at or before a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from practice_atlas.api.store.history import PastRevision
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.errors import QuestionError

PARAMETER: Final = "known_at"
_NUMBER: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
_FIX: Final = "Give the number of a revision, or a day such as 2026-11-23; /v1/revisions lists which are kept."


class NoSuchRevisionError(QuestionError):
    """The parameter can be read, and means a revision that is not there or whose records were not kept."""

    def __init__(self, message: str) -> None:
        super().__init__(PARAMETER, message, fix=_FIX)


def chosen(text: str, revisions: Sequence[PastRevision]) -> PastRevision:
    """The revision that is meant, of all those of a graph, newest first. Its records may be unknown.

    Digits alone are a number, so that a year has to be written with its month or day. Raises QuestionError for what is
    neither number nor date, and NoSuchRevisionError.
    """
    if not revisions:
        raise NoSuchRevisionError("Nothing was loaded yet.")
    if _NUMBER.fullmatch(text):
        found = [past for past in revisions if past.revision.number == int(text)]
        if not found:
            newest = revisions[0].revision.number
            raise NoSuchRevisionError(f"There is no revision {int(text)}; the newest is {newest}.")
        return found[0]
    day = _day(text)
    by_then = [past for past in revisions if datetime.fromisoformat(past.revision.time).date() <= day]
    if not by_then:
        first = revisions[-1].revision.time[:10]
        raise NoSuchRevisionError(f"Nothing was loaded by {day}; the first revision is of {first}.")
    return by_then[0]


def forgotten(past: PastRevision) -> NoSuchRevisionError:
    """What to say where the records of a revision were not kept."""
    return NoSuchRevisionError(f"The records of revision {past.revision.number} were not kept.")


def _day(text: str) -> date:
    """The last day of a date, in UTC."""
    try:
        day = When.parse(text).latest
    except ValueError as error:
        raise _wrong(f"{text[:80]!r} is neither a number nor a date.") from error
    if day is None:
        raise _wrong(f"{text[:80]!r} has no last day.")
    return day


def _wrong(message: str) -> QuestionError:
    return QuestionError(PARAMETER, message, fix=_FIX)
