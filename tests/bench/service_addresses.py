"""What is asked under load: for each question different things, half of them at random, half as popular as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Final
from urllib.parse import quote

from practice_atlas.graph.questions.paging import cursor
from tests.bench.synthetic import COUNTRIES, KINDS, STAGES, Size

#: Milliseconds that 95 of 100 answers may take with the embedded engine.
LIMITS: Final[Mapping[str, float]] = {
    "entity": 15, "filtered list": 40, "type-ahead": 20, "lineage": 80, "neighbourhood": 60, "matrix page": 80,
    "mentors": 50, "opportunities": 300,
}  # fmt: skip
#: With Neo4j so many times as long.
NEO4J: Final = 3
#: Different addresses of a question, at most.
MOST: Final = 400

_YEARS: Final = range(2016, 2026)


@dataclass(frozen=True, slots=True)
class _Things:
    """Things of the synthetic data, chosen at random."""

    size: Size
    random: Random

    def one(self, kind: str, many: int) -> str:
        """A thing: the first ones of a kind are the popular ones, and half of the choices are as skewed as the data."""
        share = self.random.random()
        place = share**3 if self.random.random() < 0.5 else share
        return f"{kind}:{kind[0]}{int(many * place)}"

    def city(self) -> str:
        return self.one("city", self.size.cities)

    def another(self, city: str) -> str:
        """A city, but not this one."""
        found = self.city()
        return found if found != city else self.another(city)

    def practice(self) -> str:
        return self.one("practice", self.size.practices)

    def other(self) -> str:
        """A thing that is neither."""
        kind, many = self.random.choice(
            [("engagement", self.size.engagements), ("implementation", self.size.implementations)]
        )
        return self.one(kind, many)

    def any(self) -> str:
        return self.random.choice((self.city, self.practice, self.other))()

    def country(self) -> str:
        return self.random.choice(COUNTRIES)

    def year(self) -> int:
        return self.random.choice(_YEARS)


def addresses(size: Size, seed: int = 7) -> dict[str, list[str]]:
    """Paths by question, each once: as many as there are different ones, up to MOST."""
    things = _Things(size, Random(seed))
    return {name: _different(lambda make=make: make(things)) for name, make in _QUESTIONS.items()}  # type: ignore[misc]


def mixed(size: Size, seed: int = 8) -> list[str]:
    """What a service is asked for in an hour: all of these, and what else there is, in no order.

    Without SPARQL: 100,000 flows are six million quads, 4 GB for the store of each worker, and `service_quads.py`
    measures that.
    """
    things = _Things(size, Random(seed))
    every = [path for paths in addresses(size, seed).values() for path in paths]
    every += [path for make in _OTHERS for path in _different(lambda make=make: make(things), most=MOST // 4)]  # type: ignore[misc]
    things.random.shuffle(every)
    return every


def _different(make: Callable[[], str], *, most: int = MOST) -> list[str]:
    """Where there are few different ones, tries end."""
    tried = (make() for _ in range(3 * most))
    return list(islice(dict.fromkeys(tried), most))


def _entity(things: _Things) -> str:
    thing = things.any()
    plural = {"city": "cities", "practice": "practices", "engagement": "engagements"}.get(thing.partition(":")[0])
    return f"/v1/{plural or 'entities'}/{thing}"


def _filtered(things: _Things) -> str:
    random = things.random
    return random.choice(
        (
            f"/v1/cities?country={things.country()}&sort=-learned&facets=kind",
            f"/v1/cities?practice={things.practice()}&stage={random.choice(STAGES)}&facets=country",
            f"/v1/flows?to={things.city()}&kind={random.choice(KINDS)}",
            f"/v1/flows?practice={things.practice()}&country={things.country()}&facets=kind&facets=year",
            f"/v1/flows?kind={random.choice(KINDS)}&year={things.year()}",
            f"/v1/implementations?stage={random.choice(STAGES)}&country={things.country()}&facets=practice",
            f"/v1/engagements?year={things.year()}&city={things.city()}&sort=-day",
            f"/v1/practices?theme=theme:t{random.randrange(20)}&facets=stage&include=evidence",
        )
    )


def _typed(things: _Things) -> str:
    """The first letters of a name, as somebody types it."""
    many, word = things.random.choice(
        [
            (things.size.cities, "City"),
            (things.size.practices, "Practice"),
            (things.size.engagements, "Exchange"),
            (things.size.implementations, "Programme"),
        ]
    )
    name = f"{word} {things.random.randrange(many)}"
    return f"/v1/search?q={quote(name[: things.random.randint(2, len(name))])}&limit=10"


def _lineage(things: _Things) -> str:
    as_of = f"?as_of={things.year()}" if things.random.random() < 0.3 else ""
    return f"/v1/practices/{things.practice()}/lineage{as_of}"


def _neighbourhood(things: _Things) -> str:
    return f"/v1/entities/{things.any()}/neighbourhood?hops={things.random.choice((1, 1, 2))}"


def _matrix(things: _Things) -> str:
    practices = cursor((f"Practice {things.random.randrange(things.size.practices)}", ""))
    cities = cursor((f"City {things.random.randrange(things.size.cities)}", ""))
    return things.random.choice(
        (
            f"/v1/matrix?after={practices}&columns_after={cities}",
            f"/v1/matrix?country=country:{things.country()}&after={practices}",
            f"/v1/matrix?theme=theme:t{things.random.randrange(20)}&columns_after={cities}",
            f"/v1/matrix?columns=countries&after={practices}",
            f"/v1/matrix?practice={things.practice()}&as_of={things.year()}&columns_after={cities}",
        )
    )


def _mentors(things: _Things) -> str:
    return f"/v1/cities/{things.city()}/mentors?practice={things.practice()}"


def _opportunities(things: _Things) -> str:
    return things.random.choice(
        (
            f"/v1/replication-opportunities?practice={things.practice()}&per_practice=20",
            f"/v1/replication-opportunities?country=country:{things.country()}&theme=theme:t{things.random.randrange(20)}",
        )
    )


def _page(things: _Things) -> str:
    kind, _, name = things.any().partition(":")
    return f"/id/{kind}/{name}.{things.random.choice(('html', 'ttl', 'jsonld'))}"


_QUESTIONS: Final[Mapping[str, Callable[[_Things], str]]] = {
    "entity": _entity,
    "filtered list": _filtered,
    "type-ahead": _typed,
    "lineage": _lineage,
    "neighbourhood": _neighbourhood,
    "matrix page": _matrix,
    "mentors": _mentors,
    "opportunities": _opportunities,
}
_OTHERS: Final[tuple[Callable[[_Things], str], ...]] = (
    _page,
    lambda things: f"/v1/path?from={(city := things.city())}&to={things.another(city)}",
    lambda things: f"/v1/practices/{things.practice()}/diffusion",
    lambda things: f"/v1/entities/{things.any()}/quality",
    lambda things: f"/v1/statistics/practices?sort=flows&as_of={things.year()}",
    lambda things: f"/v1/quality/entities?what=undated&kind={things.random.choice(('flow', 'implementation'))}",
    lambda things: f"/v1/cities?country={things.country()}&format=csv&limit=1000",
    lambda things: f"/v1/entities/{things.city()}/missing",
)


def questions() -> Iterator[str]:
    """The names of the questions that have a limit."""
    return iter(_QUESTIONS)
