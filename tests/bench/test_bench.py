"""Whether the bench itself works, on little data."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.questions.flows import flows
from practice_atlas.graph.reading import Reader
from tests.bench import pairings
from tests.bench.loads import HEADINGS, WRITERS, files, timed
from tests.bench.questions import asked
from tests.bench.synthetic import Size

FLOWS = 200


@pytest.mark.parametrize("kind", WRITERS)
def test_synthetic_files_are_in_order_and_every_question_is_answered(kind: str, tmp_path: Path) -> None:
    address = f"embedded:{tmp_path / 'graph'}"

    loaded = timed("first", address, files(tmp_path, FLOWS, kind)[kind])

    assert len(loaded.row()) == len(HEADINGS)
    with open_engine(address) as engine:
        assert flows(Reader(engine)).total > FLOWS * 0.9
        assert {one.question for one in asked(engine, Size.of(FLOWS), times=1)} >= {"city", "lineage", "search, a name"}
    told = list(pairings.rows(address, Size.of(FLOWS), times=1))
    assert all(len(row) == len(pairings.HEADINGS) for row in told)
    assert any("largest share" in row[0] for row in told)
