"""A table of 200 names in three scripts, reconciled with 10,000 cities: how many are right, found, and how fast.

The floors are what was measured, less a little. Precision is of the names that are said to be certain: those that this
says wrongly, nobody looks at again. Recall is of names whose city is there: certain, and among the first five.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.reconciling import Query, reconcile
from practice_atlas.graph.writing import load
from practice_atlas.ontology.model import City
from tests.graph.reconciling.world import CITIES, SCRIPTS, Asked, World, read_report

NAMES: Final = 200
#: Seconds of the processor for all names, once the names of the cities are read: ten times what it takes, so that only
#: another way of working exceeds it, and not a slower machine (`make bench` measures).
LIMIT: Final = 10.0
PRECISION: Final = 0.95
CERTAIN: Final = 0.34
AMONG_FIVE: Final = 0.85
CERTAIN_WITH_COUNTRY: Final = 0.5


@pytest.fixture(scope="module")
def world() -> World:
    return World(seed=2026)


@pytest.fixture(scope="module")
def reader(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with open_engine(f"embedded:{tmp_path_factory.mktemp('world')}", writable=True) as engine:
        load(engine, world.dataset())
        reconcile(Reader(engine), Query("Saida", ("city",)))  # reads the names
        yield Reader(engine)


def test_a_table_in_three_scripts(world: World, reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    table = world.table(NAMES)
    begun = time.process_time()
    answers = [reconcile(reader, Query(asked.name, ("city",), country=asked.country)) for asked in table]
    seconds = time.process_time() - begun

    counts: Counter[tuple[str, str]] = Counter()
    for asked, answer in zip(table, answers, strict=True):
        certain = [item.id for item in answer if item.match]
        among = asked.meant in [item.id for item in answer]
        for group in _groups(asked):
            counts[group, "names"] += 1
            counts[group, "certain"] += bool(certain)
            counts[group, "right"] += certain == [asked.meant]
            counts[group, "among five"] += among
    with capsys.disabled():
        _print(counts, seconds)

    def share(group: str, part: str, whole: str) -> float:
        return counts[group, part] / counts[group, whole]

    assert counts["all", "names"] == NAMES
    assert share("all", "right", "certain") >= PRECISION
    assert share("present", "right", "names") >= CERTAIN
    assert share("present", "among five", "names") >= AMONG_FIVE
    assert share("present, with country", "right", "names") >= CERTAIN_WITH_COUNTRY
    assert counts["ABSENT", "certain"] <= 1
    assert seconds <= LIMIT


def test_the_names_of_the_report_are_certain(reader: Reader) -> None:
    """Among 10,000 other cities, each in every language it is recorded in, with its country."""
    cities = [record for record in read_report() if isinstance(record, City)]
    asked = [(city, name) for city in cities for name in (city.name, *(item.text for item in city.names))]
    answers = [(city, name, reconcile(reader, Query(name, ("city",), country=city.country))) for city, name in asked]
    wrong = [
        (name, [(item.id, item.match) for item in found])
        for city, name, found in answers
        if [item.id for item in found if item.match] != [city.id]
    ]

    assert len(asked) > 60
    assert wrong == []


def _groups(asked: Asked) -> list[str]:
    present = ["present", "present, with country"] if asked.meant and asked.country else ["present"]
    return ["all", asked.script, *(present if asked.meant else [])]


def _print(counts: Counter[tuple[str, str]], seconds: float) -> None:
    print(f"\n{NAMES} names, {CITIES:,} cities, {seconds:.2f} s of the processor")  # noqa: T201
    for group in ("all", *SCRIPTS, "ABSENT", "present", "present, with country"):
        names, certain, right, five = (counts[group, what] for what in ("names", "certain", "right", "among five"))
        told = f"precision {right / certain:.3f}" if certain else "none certain"
        print(f"  {group:22} {names:4} names, {told}, certain {right / names:.3f}, among five {five / names:.3f}")  # noqa: T201
