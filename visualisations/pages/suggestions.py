"""Mentors in short, and why a practice is thought to interest a city, as pages show them: with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from practice_atlas.graph.pairings.answers import Interest, Likelihood, OwnDoing, Suggested
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations import pairing_words as words
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.languages.speaking import country_called
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pages.mentor_page import Said
from practice_atlas.visualisations.pages.told import Places, cited
from practice_atlas.visualisations.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the score in short; `value` between 0 and 1 is how long its bar is."""

    name: str
    value: float
    weight: str
    adds: str


@dataclass(frozen=True, slots=True)
class SuggestedShown:
    """A mentor in short: who, how good a fit, why, and the parts of the score."""

    city: Thing
    country: str
    band: str
    fit: str
    score: str
    basis: tuple[Said, ...]
    basis_total: int
    parts: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class FactorShown:
    """What makes it likelier, or less likely, that a city takes a practice up, and the first it was worked out from."""

    says: str
    precedents: tuple[Said, ...]


Records = Mapping[str, Thing]


def records_of(reader: Reader, interest: Iterable[Interest], mentors: Iterable[Suggested]) -> Records:
    """The records that are told, by identifier."""
    told = {one.record for one in interest} | {basis.record for mentor in mentors for basis in mentor.basis}
    return reader.things(sorted(told))


def suggested_shown(mentor: Suggested, known: Places, records: Records) -> SuggestedShown:
    """A mentor with the passages that tell what it has to show."""
    return SuggestedShown(
        city=mentor.city,
        country=country_of(mentor.city),
        band=mentor.band,
        fit=words.fit(mentor),
        score=words.number(mentor.score),
        basis=tuple(
            Said(
                words.basis(told, mentor.city),
                cited(told.evidence, known),
                message("aside.sure").format(sure=wording.how_sure(told.grade)),
                records.get(told.record),
            )
            for told in mentor.basis
        ),
        basis_total=mentor.basis_total,
        parts=tuple(
            Bar(words.part(reason), reason.value, words.number(reason.weight), words.number(reason.adds))
            for reason in mentor.reasons
        ),
    )


def interest_shown(told: Iterable[Interest], known: Places, records: Records) -> tuple[Said, ...]:
    """Why a practice is thought to interest a city, the same reason once with all that tells it. What has no evidence
    of its own rests on its record.
    """
    same: dict[Sentence, list[Interest]] = {}
    for one in told:
        same.setdefault(words.interest(one), []).append(one)
    return tuple(
        Said(
            sentence,
            cited((piece for one in those for piece in one.evidence), known),
            rests_on=tuple(records[one.record] for one in those if one.record in records),
        )
        for sentence, those in same.items()
    )


def factors_shown(told: Likelihood | None, known: Places) -> tuple[FactorShown, ...]:
    """What makes it likelier or less likely that a city takes a practice up, with the earlier adoptions it rests on."""
    return tuple(
        FactorShown(
            words.factor(factor),
            tuple(Said(words.precedent(one), cited(one.evidence, known)) for one in factor.precedents),
        )
        for factor in (told.factors if told else ())
    )


def own_shown(told: Iterable[OwnDoing], known: Places) -> tuple[Said, ...]:
    """What a city has begun of a practice, or stopped."""
    return tuple(Said(words.own(one), cited(one.evidence, known)) for one in told)


def country_of(city: Thing) -> str:
    """The name of the country that a city lies in, or nothing."""
    return country_called(city.country) if city.country else ""
