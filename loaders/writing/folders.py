"""Writes a data set as a folder of YAML or CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import yaml

from practice_atlas.loaders.formats.cells import guard
from practice_atlas.loaders.formats.headings import Table
from practice_atlas.loaders.writing.tabular import Cell, rows_by_table
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.ontology.model import RECORDS, Record

#: Records are dumped in batches, because the emitter holds all it was given as nodes.
_BATCH: Final = 500


def write_yaml_folder(dataset: Dataset, folder: Path) -> None:
    """Writes `dataset.yaml` and one file per table of records, parts inside their records."""
    new_folder(folder)
    (folder / f"{DatasetInfo.table}.yaml").write_text(_dump(dataset.info.plain()), encoding="utf-8", newline="\n")
    for model in RECORDS:
        records = dataset.every(model)
        first = list(islice(records, _BATCH))
        if first:
            _write_table(folder / f"{model.table}.yaml", first, records)


def write_csv_folder(dataset: Dataset, folder: Path) -> None:
    """Writes one CSV file per table that has rows, parts included."""
    new_folder(folder)
    for model, rows in rows_by_table(dataset).items():
        write_csv(folder / f"{model.table}.csv", chain([Table(model).headings], rows))


def write_csv(path: Path, rows: Iterable[Sequence[Cell]]) -> None:
    """Writes one table. A byte order mark lets Excel see that it is UTF-8; what it would calculate is guarded."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])


def _write_table(path: Path, batch: list[Record], rest: Iterator[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        while batch:
            file.write(_dump([record.plain() for record in batch]))
            batch = list(islice(rest, _BATCH))


def _dump(value: Any) -> str:
    return str(
        yaml.dump(
            value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=110
        )
    )


def new_folder(folder: Path) -> None:
    """Makes the folder. One that holds something is refused, because old tables would become part of the data set."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PracticeAtlasError(f"{folder} is there already and not an empty folder.", fix="Give a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
