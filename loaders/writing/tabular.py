"""A data set as tables of cells, for CSV and workbooks alike: what is written here is read back as the same records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from practice_atlas.loaders.formats.cells import join_values
from practice_atlas.loaders.formats.headings import Table
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.model import RECORDS
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import parts_of

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = list[Cell]


def rows_by_table(dataset: Dataset) -> dict[type[Model], list[Row]]:
    """The rows of every table that has any, in the order of tables; parts in rows of their own."""
    rows: dict[type[Model], list[Row]] = {DatasetInfo: [_row(Table(DatasetInfo), dataset.info.plain())]}
    for model in RECORDS:
        parts = [(shape.name, Table(shape.part)) for shape in parts_of(model) if shape.part is not None]
        for record in dataset.every(model):
            values = record.plain()
            rows.setdefault(model, []).append(_row(Table(model), values))
            for name, table in parts:
                written = [_row(table, part, record.id) for part in values.get(name, ())]
                if written:
                    rows.setdefault(table.model, []).extend(written)
    return rows


def _row(table: Table, values: Mapping[str, Any], owner: str = "") -> Row:
    cells: Row = [owner] if owner else []
    return cells + [_cell(values.get(shape.name)) for shape in table.shapes]


def _cell(value: Cell | Iterable[str]) -> Cell:
    return value if value is None or isinstance(value, str | int | float) else join_values(value)
