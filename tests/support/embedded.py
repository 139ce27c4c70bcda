"""Embedded graphs that tests ask."""

from __future__ import annotations

from pathlib import Path

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.ontology.dataset import Dataset


def embedded(folder: Path, dataset: Dataset) -> str:
    """The address of a new graph in a folder, with the data set loaded."""
    address = f"embedded:{folder / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, dataset)
    return address
