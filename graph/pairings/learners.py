"""Who is looking for a mentor: a city of the graph, or one that is described because nothing is known of it yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from practice_atlas.graph.catalogue import pairing
from practice_atlas.graph.pairings.experience import experience
from practice_atlas.graph.pairings.traits import Traits, all_traits, languages_of
from practice_atlas.graph.questions.columns import NOTHING, day_number, limit_of
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.countries import is_country
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import CityKind


@dataclass(frozen=True, slots=True)
class Want:
    """Something a city needs, asked for or promised: the practice or theme it is about, and the record that says so;
    none where the caller said it.
    """

    subject: str
    kind: str
    record: str | None = None
    summary: str = ""
    day: int = 0


@dataclass(frozen=True, slots=True)
class Learner:
    """Who is looking for a mentor. `number` is that of its city by name, NOTHING for one that is described."""

    identifier: str | None
    number: int
    traits: Traits
    wants: tuple[Want, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A city of which nothing is known yet, as the caller describes it.

    `country` is an identifier (`country:iq`); `languages` are codes, those of the country where none are given; `needs`
    are identifiers of practices and themes.
    """

    country: str
    population: int | None = None
    kind: str = CityKind.CITY.value
    languages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def wants(reader: Reader) -> Mapping[str, tuple[Want, ...]]:
    """What each city needs, asked for or promised, as far as the audience may know: by day, then by record."""
    return kept(reader, ("wants", reader.audience.level), _wants)


def city_learner(reader: Reader, city: str, as_of: date | None = None, languages: Iterable[str] = ()) -> Learner:
    """A city of the graph, with what it wanted by a day. Raises UnknownEntityError and QuestionError."""
    if reader.thing(city).kind != "city":
        raise QuestionError("learner", f"{city} is no city", fix="Name the city that looks for a mentor.")
    cities = all_traits(reader)
    number = experience(reader).cities.known(city)  # numbers there are those of the traits, by name
    limit = limit_of(as_of)
    told = tuple(want for want in wants(reader).get(city, ()) if want.day <= limit)
    return Learner(city, number, _speaking(cities.of(number), languages), told)


def new_learner(reader: Reader, described: Described) -> Learner:
    """A city that the caller describes. Raises UnknownEntityError and QuestionError."""
    if described.kind not in set(CityKind):
        fix = f"One of: {', '.join(CityKind)}."
        raise QuestionError("kind", f"{described.kind!r} is no kind of local government", fix=fix)
    for subject in described.needs:
        if reader.thing(subject).kind not in ("practice", "theme"):
            raise QuestionError("need", f"{subject} is neither a practice nor a theme", fix="Name practices or themes.")
    code = described.country.partition(":")[2]
    if not is_country(code):
        raise UnknownEntityError(f"{code[:20]!r} is the code of no country.")
    traits = Traits(described.country, described.population, described.kind, languages_of(described.country))
    return Learner(
        None, NOTHING, _speaking(traits, described.languages), tuple(Want(need, "need") for need in described.needs)
    )


def _speaking(traits: Traits, languages: Iterable[str]) -> Traits:
    chosen = frozenset(language.lower() for language in languages)
    if not chosen:
        return traits
    return Traits(traits.country, traits.population, traits.kind, chosen, traits.place)


def _wants(reader: Reader) -> dict[str, tuple[Want, ...]]:
    cities = {identifier for _, identifier in by_name(reader, "city")}
    found: defaultdict[str, list[Want]] = defaultdict(list)
    for row in reader.rows(pairing.WANTED):
        if row["level"] <= reader.audience.level and row["city"] in cities:
            day = day_number(row["known_by"])
            found[row["city"]].append(Want(row["subject"], row["kind"], row["id"], row["summary"] or "", day))
    return {
        city: tuple(sorted(items, key=lambda want: (want.day, want.record or "", want.subject)))
        for city, items in found.items()
    }
