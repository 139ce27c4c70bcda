"""Recorded pairings and reminders in plain sentences, for pages and the terminal alike."""

from __future__ import annotations

from practice_atlas.graph.pairings.answers import GoingPairing
from practice_atlas.graph.pairings.recorded import Recommended
from practice_atlas.graph.pairings.recorded_answers import Became, PairingTold, Wait
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.overview_answers import Reminder
from practice_atlas.visualisations.dates import in_words, last_day
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pairing_words import number
from practice_atlas.visualisations.sentence import Sentence, compose


def stage(code: str) -> str:
    """The name of a stage of a pairing."""
    return message(f"pairing.{code}")


def pairing(told: PairingTold) -> Sentence:
    """What is recorded, as it stands."""
    return compose(
        message(f"paired.{told.stage}"),
        nobody=message("paired.nothing-open"),
        learner=told.learner,
        mentor=told.mentor,
        subject=told.subject,
        led_to=told.led_to,
    )


def going(told: GoingPairing, learner: Thing) -> Sentence:
    """A pairing of a learner that goes on."""
    return compose(message(f"paired.{told.stage}"), learner=learner, mentor=told.mentor, subject=told.subject)


def recommended(told: Recommended) -> str:
    """What the recommendations said when it was proposed."""
    if told.rank is None or told.score is None:
        reason = message(f"not-proposed.{told.reason}") if told.reason else ""
        return message("said.reason").format(reason=reason) if reason else message("said.not")
    key = "said.named" if told.named else "said.candidate"
    band, score = message(f"band.{told.band}"), number(told.score)
    return message(key).format(rank=told.rank, total=told.candidates, band=band, score=score)


def share(told: Became, enough: int) -> str:
    """How many led to something, or that there are too few to say."""
    if told.share is not None:
        return message("track.share").format(numerator=told.share.numerator, denominator=told.share.denominator)
    key = "track.share.few" if told.over else "track.none-over"
    return message(key).format(over=told.over, enough=enough)


def wait(told: Wait, enough: int) -> str:
    """How long it took, or that there are too few to say."""
    if told.median_days is None:
        return message("track.wait.few").format(pairings=told.pairings, enough=enough)
    return message("track.wait").format(days=f"{told.median_days:g}", pairings=told.pairings)


def heard(told: Reminder) -> str:
    """When it was last heard of: changes of a pairing have a day, what sources tell may have a month or a year."""
    return in_words(told.since.isoformat()) if told.stage else last_day(told.since)


def reminder(told: Reminder) -> Sentence:
    """What is not known."""
    if told.stage is not None:
        learner, mentor = told.ask[0] if told.ask else (), told.ask[1] if len(told.ask) > 1 else ()
        return compose(message(f"paired.{told.stage}"), learner=learner, mentor=mentor, subject=told.about)
    return compose(message(f"remind.{told.what}"), thing=told.thing or ())


def whom_to_ask(told: Reminder) -> Sentence:
    """Who should know."""
    if not told.ask:
        return Sentence((message("remind.ask.nobody"),))
    more = told.ask_total - len(told.ask)
    return compose(message("remind.ask.more" if more else "remind.ask"), ask=told.ask, more=str(more))
