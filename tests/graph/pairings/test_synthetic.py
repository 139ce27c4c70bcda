"""Every city with every practice of a synthetic network: whatever is recommended is whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.pairings.learners import city_learner
from practice_atlas.graph.pairings.next_practices import next_practices
from practice_atlas.graph.pairings.opportunities import Wanted, opportunities
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from tests.bench.synthetic import Size, dataset, tables
from tests.graph.pairings.conftest import ask

SIZE = Size.of(200)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with open_engine(f"embedded:{tmp_path_factory.mktemp('graph')}", writable=True) as engine:
        load(engine, dataset(tables(SIZE)))
        yield Reader(engine)


def test_mentors(reader: Reader) -> None:
    recommended = 0
    for number in range(SIZE.cities):
        for practice in range(SIZE.practices):
            answer = ask(reader, f"city:c{number}", practice=f"practice:p{practice}")
            told = {piece.id for piece in answer.evidence}
            for mentor in answer.mentors:
                recommended += 1
                assert mentor.city.id != f"city:c{number}"
                assert sum(reason.adds for reason in mentor.reasons) == pytest.approx(mentor.score, abs=1e-9)
                assert mentor.basis
                assert all(basis.evidence and told.issuperset(basis.evidence) for basis in mentor.basis)
                assert mentor.rank_low <= mentor.rank <= mentor.rank_high

    assert recommended > 500


def test_next_practices_and_opportunities(reader: Reader) -> None:
    whole = opportunities(reader, own_weights(), many=100, wanted=Wanted(per_city=100, per_practice=100))
    told = {piece.id for piece in whole.evidence}
    suggested = [(one.learner.id, one.mentor, one.interest, told) for one in whole.opportunities]
    for number in range(SIZE.cities):
        learner = f"city:c{number}"
        answer = next_practices(reader, city_learner(reader, learner), own_weights())
        pieces = {piece.id for piece in answer.evidence}
        suggested += [(learner, mentor, told.interest, pieces) for told in answer.practices for mentor in told.mentors]

    assert len(whole.opportunities) == min(whole.total, 100) > 50
    assert len(suggested) > 200
    for learner, mentor, interest, pieces in suggested:
        assert mentor.city.id != learner
        assert sum(reason.adds for reason in mentor.reasons) == pytest.approx(mentor.score, abs=1e-9)
        assert mentor.basis
        assert all(basis.evidence and pieces.issuperset(basis.evidence) for basis in mentor.basis)
        assert all(why.evidence and pieces.issuperset(why.evidence) for why in interest)
