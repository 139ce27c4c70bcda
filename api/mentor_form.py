"""What somebody typed into the form that finds mentors, and the question that it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Final

from practice_atlas.api.errors import UnknownNameError
from practice_atlas.api.faults import Faults
from practice_atlas.api.parameters import AsOf
from practice_atlas.api.routers.pairings import Conditions, Who
from practice_atlas.api.typed import Text, Texts, filled, whole_number
from practice_atlas.graph.pairings.algorithms import mentoring
from practice_atlas.graph.pairings.candidates import MOST_MENTEES
from practice_atlas.graph.pairings.mentors import USUAL
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.ontology.countries import is_country
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.languages import language_named
from practice_atlas.ontology.vocabularies import CityKind

DEFAULT: Final = next(iter(mentoring(own_weights())))
#: As many values of one field as the interface for programs takes.
SOME: Final = 10
_MOST_PEOPLE: Final = 100_000_000
_MOST_MENTEES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form as they came, without spaces around them; empty ones as empty texts."""

    learner: str
    practice: str
    country: str
    population: str
    kind: str
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    as_of: str
    prefer: tuple[str, ...]
    avoid: tuple[str, ...]
    near: bool
    most_mentees: str
    algorithm: str
    limit: str

    @property
    def names_somebody(self) -> bool:
        """Whether it says who looks for a mentor; without, there is nothing to ask yet."""
        return bool(self.learner or self.country or self.needs or self.population)

    def who(self, faults: Faults) -> Who:
        """Who looks for a mentor."""
        if self.learner and self.country:
            fix = "Empty one of the two."
            faults.add(QuestionError("learner", "a city is named, and a new one described too", fix=fix))
        if not self.learner and not self.country:
            fix = "Choose its country, or name a city that is in here."
            faults.add(QuestionError("country", "a new city is described without its country", fix=fix))
        if self.country and not is_country(self.country):
            fix = "Choose one from the list."
            faults.add(QuestionError("country", f"there is no country {self.country!r}", fix=fix))
        return Who(
            learner=self.learner or None,
            country=self.country or None,
            population=faults.take(self._people, None),
            kind=faults.take(self._kind, CityKind.CITY),
            needs=faults.take(lambda: _some("need", self.needs), ()),
        )

    def _people(self) -> int | None:
        return whole_number("population", self.population, 1, _MOST_PEOPLE) if self.population else None

    def _kind(self) -> CityKind:
        found = next((kind for kind in CityKind if kind.value == (self.kind or CityKind.CITY.value)), None)
        if found is None:
            fix = "Choose one from the list."
            raise QuestionError("kind", f"{self.kind!r} is no kind of local government", fix=fix)
        return found

    def conditions(self, faults: Faults) -> Conditions:
        """What a mentor is looked for, and how."""
        languages = (faults.take(partial(_language, text), "") for text in self.languages)
        return Conditions(
            practice=self.practice or None,
            prefer=faults.take(lambda: _some("prefer", self.prefer), ()),
            avoid=faults.take(lambda: _some("avoid", self.avoid), ()),
            languages=faults.take(lambda: _some("language", tuple(code for code in languages if code)), ()),
            near=self.near,
            most_mentees=faults.take(self._most_mentees, MOST_MENTEES),
            algorithm=self.algorithm or DEFAULT,
            many=faults.take(self._many, USUAL),
            as_of=self.as_of or None,
        )

    def _most_mentees(self) -> int:
        most = self.most_mentees
        return whole_number("most_mentees", most, 0, _MOST_MENTEES) if most else MOST_MENTEES

    def _many(self) -> int:
        return whole_number("limit", self.limit, 1, _MOST_MENTEES) if self.limit else USUAL


async def typed(
    learner: Text = "", practice: Text = "", country: Text = "", population: Text = "", kind: Text = "",
    need: Texts = None, language: Texts = None, as_of: AsOf = None, prefer: Texts = None, avoid: Texts = None,
    near: bool = False, most_mentees: Text = "", algorithm: Text = "", limit: Text = "",
) -> Typed:  # fmt: skip
    """The form as it was sent."""
    return Typed(
        learner=learner.strip(),
        practice=practice.strip(),
        country=country.strip(),
        population=population.strip(),
        kind=kind.strip(),
        needs=filled(need),
        languages=filled(part for text in language or () for part in re.split(r"[,;،]", text)),
        as_of=(as_of or "").strip(),
        prefer=filled(prefer),
        avoid=filled(avoid),
        near=near,
        most_mentees=most_mentees.strip(),
        algorithm=algorithm.strip(),
        limit=limit.strip(),
    )


def query_of(who: Who | None, given: Conditions) -> dict[str, str | tuple[str, ...]]:
    """The question as parameters of an address, of this page and of the interface alike; the date comes with the
    moment that the page is of.
    """
    new = who if who and not who.learner else None
    kind = new.kind.value if new and new.kind is not CityKind.CITY else ""
    told: dict[str, str | tuple[str, ...]] = {
        "learner": (who.learner if who else None) or "",
        "country": (new.country if new else None) or "",
        "population": str((new.population if new else None) or ""),
        "kind": kind,
        "need": new.needs if new else (),
        "practice": given.practice or "",
        "prefer": given.prefer,
        "avoid": given.avoid,
        "language": given.languages,
        "near": "true" if given.near else "",
        "most_mentees": str(given.most_mentees),
        "algorithm": given.algorithm,
        "limit": str(given.many),
    }
    usual = {"most_mentees": str(MOST_MENTEES), "algorithm": DEFAULT, "limit": str(USUAL)}
    return {name: value for name, value in told.items() if value and value != usual.get(name)}


def _some(parameter: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) > SOME:
        raise QuestionError(parameter, f"{len(values)} are named", fix=f"Name {SOME} at most.")
    return values


def _language(text: str) -> str:
    try:
        return language_named(text)
    except UnknownEntityError as error:
        raise UnknownNameError("language", error, text) from error
