"""An invented network with a history: who took up what in which year, enough of it to learn from."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from practice_atlas.ontology.dataset import Dataset
from tests.support.sample import INFO, records

#: Of each two cities the second takes up what the first has, a year or two later; the last has taken up nothing.
CITIES: Final = 12
PRACTICES: Final = 70
FIRST, LAST = 2004, 2019
NEWCOMER: Final = f"city:h{CITIES}"


def city(number: int) -> str:
    """A city by number; even ones lead, odd ones follow."""
    return f"city:h{number}"


def practice(number: int) -> str:
    """A practice by number."""
    return f"practice:h{number}"


def taken_up(actor: str, what: str, year: int, **more: Any) -> list[dict[str, Any]]:
    """A city's dated adoption and the piece of evidence that it rests on."""
    name = f"{actor.partition(':')[2]}-{what.partition(':')[2]}"
    return [
        {"id": f"evidence:{name}", "source": "source:history", "starts": f"{name} begins", "ends": f"{name} ends",
         "says": f"What is said of {name}.", **more},
        {"id": f"implementation:{name}", "name": f"{what} of {actor}", "actor": actor, "practice": what,
         "stages": [{"stage": "adopted", "when": str(year)}], "evidence": [f"evidence:{name}"], **more},
    ]  # fmt: skip


def adoptions(seed: int = 1) -> list[tuple[int, int, int]]:
    """City, practice and year: leaders take up something each year, and whoever follows them most of it later."""
    random = Random(seed)
    found: dict[tuple[int, int], int] = {}
    for year in range(FIRST, LAST + 1):
        for leader in range(0, CITIES, 2):
            for what in random.sample(range(PRACTICES), 3):
                found.setdefault((leader, what), year)
                if random.random() < 0.9 and year + 2 <= LAST:
                    found.setdefault((leader + 1, what), year + random.choice((1, 2)))
    return [(who, what, year) for (who, what), year in sorted(found.items())]


def history(*more: dict[str, Any], until: int = LAST, closed: int = LAST + 1) -> Dataset:
    """All of it until a year, for members alone from the year `closed` on, and more rows."""
    rows: list[dict[str, Any]] = [
        {"id": "institution:hub", "name": "Hub", "institution_kind": "network-office"},
        {"id": "source:history", "title": "A history", "published": "2025-06"},
        {"id": "theme:even", "name": "Even things"},
        *({"id": city(number), "name": f"Town {number}", "country": "country:jo"} for number in range(CITIES + 1)),
        *(
            {"id": practice(number), "name": f"Thing {number}", **({} if number % 2 else {"themes": ["theme:even"]})}
            for number in range(PRACTICES)
        ),
    ]
    for who, what, year in adoptions():
        if year <= until:
            audience = {"audience": "members"} if year >= closed else {}
            rows += taken_up(city(who), practice(what), year, **audience)
    return Dataset.of(INFO, records(*rows, *more))
