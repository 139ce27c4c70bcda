"""Mentors asked of a small network, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.pairings.algorithms import chosen
from practice_atlas.graph.pairings.answers import Mentor, MentorsAnswer
from practice_atlas.graph.pairings.candidates import Gates
from practice_atlas.graph.pairings.learners import city_learner
from practice_atlas.graph.pairings.mentors import mentors
from practice_atlas.graph.pairings.weights import on_request, own_weights
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.vocabularies import Audience
from tests.support.pairing import COUNCIL


def ask(
    reader: Reader,
    city: str = "city:lina",
    *,
    practice: str | None = COUNCIL,
    as_of: date | None = None,
    gates: Gates | None = None,
    near: bool = False,
    algorithm: str = "fixed-weights",
    many: int = 10,
) -> MentorsAnswer:
    """Who could mentor a city."""
    gates = gates or Gates()
    return mentors(
        reader,
        city_learner(reader, city, as_of),
        chosen(algorithm, own_weights(), on_request(near=near, prefer=gates.prefer)),
        own_weights(),
        practice=practice,
        gates=gates,
        as_of=as_of,
        many=many,
    )


def named(answer: MentorsAnswer) -> list[str]:
    """The mentors, best first."""
    return [mentor.city.name for mentor in answer.mentors]


def of(answer: MentorsAnswer, name: str) -> Mentor:
    """One mentor."""
    return next(mentor for mentor in answer.mentors if mentor.city.name == name)


#: A data set and an audience to a reader, to be used in a `with`.
Loaded = Callable[..., AbstractContextManager[Reader]]


@pytest.fixture
def reading(tmp_path: Path) -> Loaded:
    """A reader of a data set, in an embedded graph of its own."""
    number = iter(range(1000))

    @contextmanager
    def opened(dataset: Dataset, audience: Audience = Audience.PUBLIC) -> Iterator[Reader]:
        with open_engine(f"embedded:{tmp_path / str(next(number))}", writable=True) as engine:
            load(engine, dataset)
            yield Reader(engine, audience)

    return opened
