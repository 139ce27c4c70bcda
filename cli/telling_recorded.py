"""Recorded pairings and reminders as text for a terminal."""

from __future__ import annotations

from practice_atlas.cli.telling import heading, line, marks, own_part
from practice_atlas.graph.pairings.recorded_answers import (
    PairingAnswer,
    PairingsAnswer,
    PairingTold,
    TrackRecordAnswer,
)
from practice_atlas.graph.questions.overview_answers import RemindersAnswer
from practice_atlas.visualisations import recorded_words as words
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.messages import message


@own_part.register
def _pairings(answer: PairingsAnswer, _numbers: dict[str, int]) -> None:
    heading(f"Recorded pairings ({len(answer.pairings)} of {answer.total})")
    for told in answer.pairings:
        _pairing(told)
    if not answer.pairings:
        line("  None is recorded.")
    if len(answer.stages) > 1:
        line("By stage: " + ", ".join(f"{words.stage(code)} {number}" for code, number in answer.stages.items()))


@own_part.register
def _one(answer: PairingAnswer, _numbers: dict[str, int]) -> None:
    told = answer.pairing
    heading(f"Pairing of {told.learner.name} with {told.mentor.name}")
    _pairing(told)
    line(f"      {words.recommended(told.recommended)}. For: {told.audience}.")
    for change in answer.changes:
        led_to = ", ".join(f"{thing.name} ({thing.id})" for thing in change.led_to)
        who = f", recorded by {change.who}" if change.who else ""
        line(f"  {in_words(change.day.isoformat())}: {words.stage(change.stage)}{led_to and f': {led_to}'}{who}")
    line(f"  What may follow: {', '.join(told.may_follow) or 'nothing, it is over'}.")


def _pairing(told: PairingTold) -> None:
    since = in_words(told.since.isoformat())
    line(f"  {told.id}: {words.pairing(told).plain()} (since {since})")


@own_part.register
def _track(answer: TrackRecordAnswer, _numbers: dict[str, int]) -> None:
    heading(f"What became of {answer.total} recorded pairings")
    line("  " + ", ".join(f"{words.stage(code)} {number}" for code, number in answer.stages.items()))
    told = (
        ("All", answer.overall),
        (f"Recommended when proposed ({answer.recommended.proposed})", answer.recommended),
        (f"Others ({answer.others.proposed})", answer.others),
    )
    for label, became in told:
        line(f"  {label}: {words.share(became, answer.enough)}.")
    line(f"  From proposal to agreement: {words.wait(answer.agreed_after, answer.enough)}.")
    line(f"  From agreement to an outcome: {words.wait(answer.led_to_after, answer.enough)}.")
    for record in answer.mentors:
        stages = ", ".join(f"{words.stage(code)} {number}" for code, number in record.stages.items())
        line(f"  {record.city.name}: {record.pairings} ({stages})")


@own_part.register
def _reminders(answer: RemindersAnswer, numbers: dict[str, int]) -> None:
    before = in_words(answer.no_news_since.isoformat())
    heading(f"What to ask about again: nothing heard since {before} ({len(answer.reminders)} of {answer.total})")
    for told in answer.reminders:
        since = words.heard(told)
        line(f"  {since}: {words.reminder(told).plain()} [{told.id}] {marks(told.evidence, numbers)}".rstrip())
        line(f"      {words.whom_to_ask(told).plain()}.")
        if told.told_since:
            line(f"      {message('remind.told-since')}: {', '.join(thing.id for thing in told.told_since)}.")
    if not answer.reminders:
        line("  Nothing.")
