"""No number betrays what is closed: whoever asks is answered as if what is closed to them were not there at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.vocabularies import Audience
from tests.bench.synthetic import Size, dataset, tables
from tests.graph.questions.overview_questions import OVERALL, Ask, of_city, of_practice, of_two
from tests.support.overview import overview_sample

AUDIENCES = (Audience.PUBLIC, Audience.MEMBERS, Audience.HUB)


def _some_closed(seed: int) -> Dataset:
    """Sixty flows among ten cities and practices, a third of which are closed to some."""
    random, made = Random(seed), tables(Size(cities=10, practices=10, flows=60), seed)
    for table in ("cities", "flows", "implementations", "practices"):
        for row in made[table][1:]:
            row["audience"] = random.choice(["public", "public", "public", "public", "members", "hub"])
    return dataset(made)


@pytest.fixture(scope="module", params=["sample", "made up 1", "made up 2"])
def whole(request: pytest.FixtureRequest) -> Dataset:
    """Records of several audiences."""
    name: str = request.param
    return overview_sample() if name == "sample" else _some_closed(int(name[-1]))


@pytest.fixture(scope="module")
def graphs(whole: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    """One graph of everything, and for each audience one of what it may see alone."""
    folder = tmp_path_factory.mktemp("graphs")
    seen = {audience.value: Dataset.of(whole.info, visible(whole.records, audience).values()) for audience in AUDIENCES}
    engines = {name: _graph(folder / name, data) for name, data in {"all": whole, **seen}.items()}
    yield engines
    for engine in engines.values():
        engine.close()


def _graph(folder: Path, data: Dataset) -> Engine:
    engine = open_engine(f"embedded:{folder}", writable=True)
    load(engine, data)
    return engine


def _questions(open_ids: list[str]) -> Iterator[tuple[str, Ask]]:
    cities = [identifier for identifier in open_ids if identifier.startswith("city:")]
    yield from OVERALL.items()
    for city in cities[:6]:
        yield from ((f"{city} {name}", ask) for name, ask in of_city(city).items())
    for practice in [identifier for identifier in open_ids if identifier.startswith("practice:")][:5]:
        yield from ((f"{practice} {name}", ask) for name, ask in of_practice(practice).items())
    for start, end in pairwise(cities[:6]):
        yield from ((f"{start} {end} {name}", ask) for name, ask in of_two(start, end).items())


def _told(ask: Ask, engine: Engine, audience: Audience) -> dict[str, Any]:
    return ask(Reader(engine, audience)).model_dump(exclude={"revision"})


@pytest.mark.parametrize("audience", AUDIENCES)
def test_closed_records_change_no_answer(whole: Dataset, graphs: dict[str, Engine], audience: Audience) -> None:
    open_ids = sorted(visible(whole.records, audience))
    asked = dict(_questions(open_ids))
    differing = [
        name
        for name, ask in asked.items()
        if _told(ask, graphs["all"], audience) != _told(ask, graphs[audience.value], audience)
    ]

    assert len(asked) > 40
    assert differing == []


def test_the_hub_is_told_more(graphs: dict[str, Engine]) -> None:
    """So the comparison above had something to hide."""
    same = [
        name
        for name in ("matrix", "practices", "cities", "quality")
        if _told(OVERALL[name], graphs["all"], Audience.PUBLIC) == _told(OVERALL[name], graphs["all"], Audience.HUB)
    ]

    assert same == []
