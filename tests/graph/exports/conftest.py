"""A small world with names that spreadsheets and XML find hard, as a snapshot of each audience."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.snapshot import Snapshot, snapshot
from practice_atlas.graph.writing import load
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.vocabularies import Audience
from tests.support.sample import INFO, ROWS, records

#: What a spreadsheet would take for a formula, and what XML and CSV must escape.
HOSTILE: Final = ("=1+1", "+1", "-1", "@SUM(A1)", "<b>&\"'</b>", 'a,"b";c', "صيدا / Saïda")

_MORE: Final[tuple[dict[str, Any], ...]] = (
    *({"id": f"city:h-{at}", "name": name, "country": "country:lb"} for at, name in enumerate(HOSTILE)),
    *(
        {"id": f"flow:h-{at}", "learner": f"city:h-{at}", "teacher": "city:arda", "practice": "practice:youth-council",
         "flow_kind": "adapted", "when": "2024", "evidence": ["evidence:council"]}
        for at in range(len(HOSTILE))
    ),
    {"id": "flow:again", "learner": "city:dalma", "teacher": "city:arda", "practice": "practice:youth-engagement",
     "flow_kind": "adapted", "when": "2025", "evidence": ["evidence:council"]},
)  # fmt: skip


@pytest.fixture(scope="session")
def of_audience(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Audience], Snapshot]:
    """The snapshot that an audience gets."""
    address: Path = tmp_path_factory.mktemp("exports")
    with open_engine(f"embedded:{address}", writable=True) as engine:
        load(engine, Dataset.of(INFO, records(*ROWS, *_MORE)))
        found = {audience: snapshot(engine, audience) for audience in Audience}
    return found.__getitem__


@pytest.fixture(scope="session")
def public(of_audience: Callable[[Audience], Snapshot]) -> Snapshot:
    """What everybody gets."""
    return of_audience(Audience.PUBLIC)
