"""Writes a data set in a format by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias

from practice_atlas.loaders.writing.folders import write_csv_folder, write_yaml_folder
from practice_atlas.loaders.writing.workbook import write_workbook
from practice_atlas.ontology.dataset import Dataset

DatasetFormat: TypeAlias = Literal["yaml", "csv", "xlsx"]

_WRITERS: Final[Mapping[str, Callable[[Dataset, Path], None]]] = {
    "yaml": write_yaml_folder,
    "csv": write_csv_folder,
    "xlsx": write_workbook,
}


def write_dataset(dataset: Dataset, path: Path, format: DatasetFormat) -> None:
    """Writes a folder (`yaml`, `csv`; it must be new or empty) or a workbook (`xlsx`), to be read again as the same."""
    _WRITERS[format](dataset, path)
