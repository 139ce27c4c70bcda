"""Graphs for the tests of the store: the sample in several revisions, with records of every audience."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.writing import LoadResult, load
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from tests.support.sample import records, sample

OTHER = DatasetInfo(id="other", title="Other", publisher="Test", licence="CC0-1.0", version="1", language="en")


@contextmanager
def graph(folder: Path) -> Iterator[Engine]:
    """An embedded graph, open for writing."""
    with open_engine(f"embedded:{folder}", writable=True) as engine:
        yield engine


def put(engine: Engine, *, without: tuple[str, ...] = (), **changed: dict[str, Any]) -> LoadResult:
    """Load the sample, without some records and with fields changed: `put(engine, city_bela={"population": 5})`."""
    named = {identifier.replace("_", ":", 1).replace("_", "-"): fields for identifier, fields in changed.items()}
    return load(engine, sample(without=without, changed=named))


def put_other(engine: Engine, *rows: dict[str, Any]) -> LoadResult:
    """Load another data set beside the sample."""
    return load(engine, Dataset.of(OTHER, records(*rows)))


def touched(result: LoadResult) -> set[str]:
    """The identifiers that a load wrote."""
    difference = result.difference
    return {*difference.added, *difference.changed, *difference.withdrawn}
