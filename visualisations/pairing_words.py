"""Pairings in plain sentences, for pages and the terminal alike."""

from __future__ import annotations

from practice_atlas.graph.pairings.answers import (
    Basis,
    Interest,
    Mentor,
    MentorsAnswer,
    NextPracticesAnswer,
    OpportunitiesAnswer,
    OwnDoing,
    Reason,
    Suggested,
    WantTold,
    Without,
)
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.ontology.vocabularies import Stage
from practice_atlas.visualisations.messages import has_message, message
from practice_atlas.visualisations.sentence import Sentence, compose
from practice_atlas.visualisations.wording import label


def place(mentor: Mentor) -> str:
    """How good a fit it is, and how sure its place is."""
    band = message(f"band.{mentor.band}")
    key = "mentor.place.tied" if mentor.tied else "mentor.place"
    said = message(key).format(band=band, score=number(mentor.score), rank=mentor.rank)
    if mentor.rank_low == mentor.rank_high:
        return said
    return said + message("mentor.bounds").format(low=mentor.rank_low, high=mentor.rank_high)


def fit(mentor: Mentor | Suggested) -> str:
    """How good a fit it is: *A good fit*."""
    band = message(f"band.{mentor.band}")
    return band[:1].upper() + band[1:]


def standing(mentor: Mentor, total: int) -> str:
    """Its score, its place among all candidates, and how sure that place is."""
    key = "mentor.standing.tied" if mentor.tied else "mentor.standing"
    said = message(key).format(score=number(mentor.score), rank=mentor.rank, total=total)
    if mentor.rank_low == mentor.rank_high:
        return said if total == 1 else said + message("mentor.bounds.none")
    return said + message("mentor.bounds").format(low=mentor.rank_low, high=mentor.rank_high)


def basis(told: Basis, city: Thing) -> Sentence:
    """What makes a city a candidate."""
    return compose(message(f"basis.{told.what}"), city=city, subject=told.subject or ())


def part(reason: Reason) -> str:
    """The name of a part of the score."""
    return part_named(reason.part)


def part_named(code: str) -> str:
    """The same by its code."""
    return message(f"part.{code}")


def why(reason: Reason) -> str:
    """What a part of the score was worked out from."""
    figures = {name: _figure(value) for name, value in reason.figures.items()}
    key = f"why.{reason.part}"
    if has_message(f"{key}.recorded") and reason.figures.get("recorded"):
        key = f"{key}.recorded"
    if has_message(f"{key}.none") and not any(reason.figures.values()):
        key = f"{key}.none"
    elif has_message(f"{key}.unknown") and None in reason.figures.values():
        key = f"{key}.unknown"
    return message(key).format(**figures)


def without(reason: Reason, mentor: Mentor) -> str:
    """What the score would be without the evidence of a reason; nothing where it would be the same."""
    if reason.without is None:
        return message("without.gone")
    if abs(reason.without - mentor.score) < 0.0005:
        return ""
    return message("without.score").format(score=number(reason.without))


def without_piece(told: Without, mentor: Mentor) -> str:
    """What would change without one piece of evidence, which is named after this."""
    if told.score is None:
        return message("without.piece.gone")
    return message("without.piece.score").format(score=number(told.score), instead=number(mentor.score))


def doubt(code: str) -> str:
    """What speaks against a pairing."""
    return message(f"doubt.{code}")


def insufficient(answer: MentorsAnswer | NextPracticesAnswer | OpportunitiesAnswer) -> str:
    """Why nobody is proposed; nothing where somebody is."""
    if answer.insufficient is None:
        return ""
    asked = {NextPracticesAnswer: "next.", OpportunitiesAnswer: "opportunities."}.get(type(answer), "")
    return message(f"insufficient.{asked}{answer.insufficient}").format(day=answer.as_of)


def want(told: WantTold) -> Sentence:
    """What the learner wants."""
    return compose(message(f"want.{told.kind}"), subject=told.subject)


def interest(told: Interest) -> Sentence:
    """Why a practice is thought to interest a city."""
    return compose(message(f"interest.{told.what}"), subject=told.subject)


def suggestion(told: Suggested) -> str:
    """How good a fit a suggestion is."""
    return message("suggested").format(band=message(f"band.{told.band}"), score=number(told.score))


def instead_of(city: Thing) -> Sentence:
    """Whom the cap put aside."""
    return compose(message("instead-of"), city=city)


def own(told: OwnDoing) -> Sentence:
    """What the learner has itself."""
    return compose(message("own"), implementation=told.implementation, stage=label(Stage, told.stage or ""))


def weights_told() -> list[tuple[str, str]]:
    """The parts of the score that count unless something else is asked for, and their weights."""
    return [(part_named(part), number(weight)) for part, weight in own_weights().weights.items()]


def number(value: float) -> str:
    """A score or a part of one, with two digits after the point."""
    return f"{value:.2f}"


def _figure(value: float | str | None) -> str:
    if value is None:
        return message("figure.unknown")
    if isinstance(value, str):
        return value
    return f"{value:.0f}" if value == int(value) or value > 10 else f"{value:.2f}"
