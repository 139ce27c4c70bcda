"""Pairings in plain sentences, for pages and the terminal alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from babel.numbers import format_decimal

from practice_atlas.graph.pairings.answers import (
    AlgorithmsAnswer,
    Basis,
    Factor,
    Interest,
    Mentor,
    MentorsAnswer,
    NextPracticesAnswer,
    OpportunitiesAnswer,
    OwnDoing,
    Precedent,
    Reason,
    Suggested,
    WantTold,
    Without,
)
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.ontology.vocabularies import Stage
from practice_atlas.visualisations.dates import last_day
from practice_atlas.visualisations.languages.language import Language
from practice_atlas.visualisations.languages.speaking import language
from practice_atlas.visualisations.messages import has_message, message
from practice_atlas.visualisations.sentence import Sentence, compose
from practice_atlas.visualisations.wording import label

#: Log odds that change a probability by less than a twentieth of itself.
_LITTLE: Final = 0.05
#: The page of each question that algorithms answer.
_PAGES: Final = {"mentors": "/mentors", "next-practices": "/next", "opportunities": "/opportunities"}


def place(mentor: Mentor) -> str:
    """How good a fit it is, and how sure its place is."""
    key = "mentor.place.tied" if mentor.tied else "mentor.place"
    said = message(key).format(score=number(mentor.score), rank=mentor.rank)
    if mentor.band:
        said = f"{message(f'band.{mentor.band}')}; {said}"
    if mentor.rank_low == mentor.rank_high:
        return said
    return said + message("mentor.bounds").format(low=mentor.rank_low, high=mentor.rank_high)


def fit(mentor: Mentor | Suggested) -> str:
    """How good a fit it is: *A good fit*; nothing where the score says nothing of that."""
    band = message(f"band.{mentor.band}") if mentor.band else ""
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
    day = last_day(answer.as_of) if answer.as_of else ""
    return message(f"insufficient.{asked}{answer.insufficient}").format(day=day)


def want(told: WantTold) -> Sentence:
    """What the learner wants."""
    return compose(message(f"want.{told.kind}"), subject=told.subject)


def interest(told: Interest) -> Sentence:
    """Why a practice is thought to interest a city."""
    return compose(message(f"interest.{told.what}"), subject=told.subject)


def suggestion(told: Suggested) -> str:
    """How good a fit a suggestion is."""
    return message("suggested").format(band=message(f"band.{told.band}"), score=number(told.score))


def factor(told: Factor) -> str:
    """What makes it likelier, or less likely, that a city takes a practice up."""
    figures = {name: _figure(value) for name, value in told.figures.items()}
    key = f"factor.{told.term}"
    if None in told.figures.values() and has_message(f"{key}.unknown"):
        key = f"{key}.unknown"
    makes = "neither" if abs(told.adds) < _LITTLE else "likelier" if told.adds > 0 else "less"
    return message(f"factor.{makes}").format(factor=message(key).format(**figures))


def precedent(told: Precedent) -> Sentence:
    """Who took up what, and when."""
    return compose(message("precedent"), city=told.city, practice=told.practice, year=str(told.year))


def caution(answer: MentorsAnswer | NextPracticesAnswer | OpportunitiesAnswer) -> str:
    """How far a list is to be trusted."""
    learned = isinstance(answer, NextPracticesAnswer) and answer.learned_from is not None
    return message("caution.learned" if learned else "caution")


def learned_from(answer: NextPracticesAnswer) -> list[str]:
    """What the order was learned from, and what it leaves out; nothing where nothing was learned."""
    learned = answer.learned_from
    if learned is None:
        return []
    told = message("learned-from").format(
        year=learned.year, adoptions=learned.adoptions, first=learned.first_year, cities=learned.cities
    )
    left_out = message("not-ranked").format(many=answer.not_ranked, year=learned.year)
    return [told, left_out] if answer.not_ranked else [told]


def instead_of(city: Thing) -> Sentence:
    """Whom the cap put aside."""
    return compose(message("instead-of"), city=city)


def own(told: OwnDoing) -> Sentence:
    """What the learner has itself."""
    return compose(message("own"), implementation=told.implementation, stage=label(Stage, told.stage or ""))


@dataclass(frozen=True, slots=True)
class AlgorithmShown:
    """An algorithm; `answers` are questions in words, with the address of their page where they have one."""

    name: str
    version: str
    default: bool
    summary: str
    answers: tuple[tuple[str, str], ...]
    takes: str


@dataclass(frozen=True, slots=True)
class PartTold:
    """A part of the fixed weights, and what it is worked out from."""

    name: str
    weight: str
    on_request: bool
    made: str


def algorithms_told(told: AlgorithmsAnswer) -> list[AlgorithmShown]:
    """Each algorithm, the default first."""
    return [
        AlgorithmShown(
            name=one.name,
            version=one.version,
            default=one.default,
            summary=one.summary,
            answers=tuple((message(f"answers.{code}"), _PAGES.get(code, "")) for code in one.answers),
            takes=one.takes or message("takes.nothing"),
        )
        for one in told.algorithms
    ]


def parts_told(told: AlgorithmsAnswer) -> list[PartTold]:
    """The parts of the score, those on request last."""
    return [
        PartTold(part_named(part), number(weight), part in told.on_request, message(f"made.{part}"))
        for part, weight in (*told.weights.items(), *told.on_request.items())
    ]


def weights_told() -> list[tuple[str, str]]:
    """The parts of the score that count unless something else is asked for, and their weights."""
    return [(part_named(part), number(weight)) for part, weight in own_weights().weights.items()]


def number(value: float) -> str:
    """A score or a part of one, with two digits after the point."""
    return f"{value:.2f}" if language() is Language.ENGLISH else str(format_decimal(value, "0.00", language().value))


def _figure(value: float | str | None) -> str:
    if value is None:
        return message("figure.unknown")
    if isinstance(value, str):
        return value
    return f"{value:.0f}" if value == int(value) or value > 10 else number(value)
