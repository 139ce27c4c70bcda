"""The answer of who could mentor a city, as cards: each statement with the places in the sources that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from practice_atlas.graph.pairings.answers import LearnerTold, Mentor, MentorsAnswer, Reason
from practice_atlas.graph.pairings.traits import languages_of
from practice_atlas.graph.questions.answers import Evidence, Thing
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.model import Practice
from practice_atlas.ontology.vocabularies import CityKind
from practice_atlas.visualisations import pairing_words as words
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.languages.speaking import called, country_called, language_called, translated
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pages.recorded_page import GoingRow, going_rows
from practice_atlas.visualisations.pages.told import Places, cited, places
from practice_atlas.visualisations.sentence import Sentence

#: A change of a score that shows in its two digits.
_SHOWS: Final = 0.005

#: Parts that compare the two cities.
_OF_BOTH: Final = frozenset(("similarity", "shared", "near"))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and its evidence; without, the things whose records tell it. `aside` is how sure it is, or who said
    so, and `told_by` the record that is told.
    """

    sentence: Sentence
    evidence: tuple[Evidence, ...]
    aside: str = ""
    told_by: Thing | None = None
    rests_on: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the score in words; `value` between 0 and 1 is how long its bar is. `without` may be empty."""

    name: str
    value: float
    number: str
    weight: str
    adds: str
    said: Said
    without: str


@dataclass(frozen=True, slots=True)
class Change:
    """What would change without one piece of evidence."""

    says: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Card:
    """A mentor: who, how good a fit and why, what speaks against it, and what would change that.

    `brief` is what a brief for the two is asked with: about the practice that was asked for or, where a theme or
    several things were, about the one that the mentor has to show first; None where it has none.
    """

    city: Thing
    country: str
    band: str | None
    fit: str
    place: str
    score: str
    basis: tuple[Said, ...]
    basis_total: int
    parts: tuple[PartShown, ...]
    doubts: tuple[str, ...]
    changes: tuple[Change, ...]
    unchanged: int
    before: tuple[Said, ...]
    brief: Mapping[str, str | Sequence[str]] | None


@dataclass(frozen=True, slots=True)
class LearnerShown:
    """Who looks for a mentor: what is known of it, what it wants, and what it has itself."""

    thing: Thing | None
    facts: dict[str, str]
    wants: tuple[Said, ...]
    own: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class MentorsShown:
    """The answer. `wider` are practices of which those asked for are forms: to ask for where nobody is known."""

    answer: MentorsAnswer
    learner: LearnerShown
    cards: tuple[Card, ...]
    not_proposed: tuple[tuple[str, str, tuple[Thing, ...], int], ...]
    insufficient: str
    wider: tuple[Thing, ...]
    going: tuple[GoingRow, ...]


def mentors_shown(reader: Reader, answer: MentorsAnswer) -> MentorsShown:
    """An answer as its page shows it."""
    known = places(answer.evidence)
    before = _flows(reader, {flow for mentor in answer.mentors for flow in mentor.learned_before})
    records = reader.things([told.record for mentor in answer.mentors for told in mentor.basis])
    return MentorsShown(
        answer=answer,
        learner=_learner(answer.learner, known),
        cards=tuple(_card(mentor, answer, known, before, records) for mentor in answer.mentors),
        not_proposed=tuple(
            (group.reason, message(f"not-proposed.{group.reason}"), group.cities, group.total - len(group.cities))
            for group in answer.not_proposed
        ),
        insufficient=words.insufficient(answer),
        wider=_wider(reader, answer) if answer.insufficient == "nobody-known" else (),
        going=going_rows(answer.going, answer.learner.city),
    )


def _card(
    mentor: Mentor, answer: MentorsAnswer, known: Places, before: dict[str, Said], records: dict[str, Thing]
) -> Card:
    learner = (answer.learner.city,) if answer.learner.city else ()
    changes = [
        Change(words.without_piece(told, mentor), known[told.evidence])
        for told in mentor.without
        if told.evidence in known and (told.score is None or abs(told.score - mentor.score) >= _SHOWS)
    ]
    return Card(
        city=mentor.city,
        country=country_called(mentor.city.country) if mentor.city.country else "",
        band=mentor.band,
        fit=words.fit(mentor),
        place=words.standing(mentor, answer.total),
        score=words.number(mentor.score),
        basis=tuple(
            Said(
                words.basis(told, mentor.city), cited(told.evidence, known), _sure(told.grade), records.get(told.record)
            )
            for told in mentor.basis
        ),
        basis_total=mentor.basis_total,
        parts=tuple(_part(reason, mentor, known, learner) for reason in mentor.reasons),
        doubts=tuple(words.doubt(code) for code in mentor.doubts),
        changes=tuple(changes),
        unchanged=len(mentor.without) - len(changes),
        before=tuple(before[flow] for flow in mentor.learned_before if flow in before),
        brief=_brief(mentor, answer),
    )


def _brief(mentor: Mentor, answer: MentorsAnswer) -> Mapping[str, str | Sequence[str]] | None:
    (first, *others) = answer.subjects
    shown = next((told.subject for told in mentor.basis if told.subject), None)
    practice = shown if others or first.kind != "practice" else first
    if practice is None:
        return None
    return {**_asking(answer.learner), "mentor": mentor.city.id, "practice": practice.id}


def _asking(learner: LearnerTold) -> Mapping[str, str | Sequence[str]]:
    """Who asks: a city, or a new one as it was described."""
    country = learner.country.id if learner.country else None
    own = set(learner.languages) == languages_of(country)
    speaks: dict[str, Sequence[str]] = {} if own else {"speaks": learner.languages}
    if learner.city:
        return {"learner": learner.city.id, **speaks}
    described = {"country": (country or "").partition(":")[2], "population": learner.population, "kind": learner.kind}
    return {**{name: str(value) for name, value in described.items() if value}, **speaks}


def _part(reason: Reason, mentor: Mentor, known: Places, learner: tuple[Thing, ...]) -> PartShown:
    subjects = tuple(dict.fromkeys(told.subject for told in mentor.basis if told.subject))
    both = (mentor.city, *learner) if reason.part in _OF_BOTH else (mentor.city,)
    rests_on = subjects if reason.part == "fit" else both
    return PartShown(
        name=words.part(reason),
        value=reason.value,
        number=words.number(reason.value),
        weight=words.number(reason.weight),
        adds=words.number(reason.adds),
        said=Said(Sentence((words.why(reason),)), cited(reason.evidence, known), rests_on=rests_on),
        without=words.without(reason, mentor),
    )


def _learner(told: LearnerTold, known: Places) -> LearnerShown:
    kind = wording.label(CityKind, told.kind) if told.kind else ""
    people = f"{told.population:,}".replace(",", "\u202f") if told.population else ""
    languages = translated(", ").join(sorted(map(language_called, told.languages)))
    country = called(told.country) if told.country else ""
    facts = {
        translated("Country"): country,
        translated("Kind"): kind,
        translated("Inhabitants"): people,
        translated("Languages"): languages,
    }
    return LearnerShown(
        thing=told.city,
        facts={label: value or message("figure.unknown") for label, value in facts.items()},
        wants=tuple(
            Said(words.want(want), cited(want.evidence, known), "" if want.record else message("want.said"))
            for want in told.wants
        ),
        own=tuple(Said(words.own(own), cited(own.evidence, known)) for own in told.own),
    )


def _flows(reader: Reader, flows: Iterable[str]) -> dict[str, Said]:
    """What is told of learning flows that there were before, with their evidence."""
    found = {item.record.id: item for item in reader.many(sorted(flows))}
    known = places(reader.evidence(sorted({piece for item in found.values() for piece in item.record.evidence})))
    things = reader.things(list(found))
    return {
        flow: Said(
            Sentence((f"{message('learned-before').removesuffix('.')}: ", things[flow])),
            cited(item.record.evidence, known),
            _sure(item.grade),
        )
        for flow, item in found.items()
    }


def _sure(grade: str | None) -> str:
    return message("aside.sure").format(sure=wording.how_sure(grade))


def _wider(reader: Reader, answer: MentorsAnswer) -> tuple[Thing, ...]:
    asked = reader.many([thing.id for thing in answer.subjects if thing.kind == "practice"])
    broader = [
        item.record.broader for item in asked if isinstance(item.record, Practice) and item.record.broader is not None
    ]
    return tuple(reader.things(broader).values())
