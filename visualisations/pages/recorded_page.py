"""Recorded pairings, their history, their track record, and what to ask about again, as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from practice_atlas.graph.pairings.answers import GoingPairing
from practice_atlas.graph.pairings.recorded_answers import (
    PairingAnswer,
    PairingsAnswer,
    PairingTold,
    TrackRecordAnswer,
)
from practice_atlas.graph.questions.answers import Evidence, Thing
from practice_atlas.graph.questions.overview_answers import Reminder, RemindersAnswer
from practice_atlas.visualisations import recorded_words as words
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.languages.speaking import translated
from practice_atlas.visualisations.pages.paging import Shown, shown
from practice_atlas.visualisations.pages.told import Places, cited, places
from practice_atlas.visualisations.sentence import Sentence


@dataclass(frozen=True, slots=True)
class PairingRow:
    """A recorded pairing in a line."""

    told: PairingTold
    sentence: Sentence
    stage: str
    since: str
    said: str


@dataclass(frozen=True, slots=True)
class PairingsPage:
    """A page of the list, with how many stand where."""

    rows: tuple[PairingRow, ...]
    stages: Mapping[str, int]
    place: Shown


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A change of a pairing."""

    stage: str
    day: str
    recorded: str
    who: str | None
    led_to: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class PairingPage:
    """A recorded pairing with its history."""

    row: PairingRow
    changes: tuple[ChangeShown, ...]
    may_follow: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What became of all. `figures` are headings with what is said beside them."""

    answer: TrackRecordAnswer
    figures: Mapping[str, str]
    mentors: tuple[tuple[Thing, int, str], ...]


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """Something to ask about again. `pairing` is the identifier of a recorded one."""

    sentence: Sentence
    since: str
    ask: Sentence
    about: tuple[Thing, ...]
    told_since: tuple[Thing, ...]
    evidence: tuple[Evidence, ...]
    pairing: str | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A page of what to ask about again."""

    answer: RemindersAnswer
    rows: tuple[ReminderRow, ...]
    before: str
    place: Shown


@dataclass(frozen=True, slots=True)
class GoingRow:
    """A learner's pairing that goes on."""

    id: str
    sentence: Sentence
    since: str


def pairings_page(answer: PairingsAnswer, limit: int) -> PairingsPage:
    """A list as its page shows it."""
    stages = {words.stage(code): number for code, number in answer.stages.items()}
    return PairingsPage(tuple(map(_row, answer.pairings)), stages, shown(answer, limit))


def pairing_page(answer: PairingAnswer) -> PairingPage:
    """One of them as its page shows it."""
    return PairingPage(
        row=_row(answer.pairing),
        changes=tuple(
            ChangeShown(
                words.stage(change.stage),
                in_words(change.day.isoformat()),
                in_words(change.recorded[:10]),
                change.who,
                change.led_to,
            )
            for change in answer.changes
        ),
        may_follow=answer.pairing.may_follow,
    )


def track_shown(answer: TrackRecordAnswer) -> TrackRecord:
    """What became of them as pages show it."""
    enough = answer.enough
    recommended = translated("Recommended when they were proposed ({number})")
    return TrackRecord(
        answer=answer,
        figures={
            translated("All"): words.share(answer.overall, enough),
            recommended.format(number=answer.recommended.proposed): words.share(answer.recommended, enough),
            translated("Others ({number})").format(number=answer.others.proposed): words.share(answer.others, enough),
            translated("From proposal to agreement"): words.wait(answer.agreed_after, enough),
            translated("From agreement to an outcome"): words.wait(answer.led_to_after, enough),
        },
        mentors=tuple(
            (
                record.city,
                record.pairings,
                translated(", ").join(f"{words.stage(code)} {number}" for code, number in record.stages.items()),
            )
            for record in answer.mentors
        ),
    )


def follow_up(answer: RemindersAnswer, limit: int) -> FollowUp:
    """Reminders as their page shows them."""
    known = places(answer.evidence)
    rows = tuple(_reminder(told, known) for told in answer.reminders)
    return FollowUp(answer, rows, in_words(answer.no_news_since.isoformat()), shown(answer, limit))


def going_rows(going: tuple[GoingPairing, ...], learner: Thing | None) -> tuple[GoingRow, ...]:
    """A learner's pairings that go on."""
    if learner is None:
        return ()
    return tuple(GoingRow(one.id, words.going(one, learner), in_words(one.since.isoformat())) for one in going)


def _row(told: PairingTold) -> PairingRow:
    return PairingRow(
        told=told,
        sentence=words.pairing(told),
        stage=words.stage(told.stage),
        since=in_words(told.since.isoformat()),
        said=words.recommended(told.recommended),
    )


def _reminder(told: Reminder, known: Places) -> ReminderRow:
    return ReminderRow(
        sentence=words.reminder(told),
        since=words.heard(told),
        ask=words.whom_to_ask(told),
        about=() if told.stage else told.about,
        told_since=told.told_since,
        evidence=cited(told.evidence, known),
        pairing=told.id if told.stage else None,
    )
