"""Cells say what was typed, or a problem is reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

import pytest

from practice_atlas.loaders.formats.xlsx_cells import BadCell, text_of
from practice_atlas.ontology.model import City, Source
from practice_atlas.ontology.shape import FieldShape, fields_of


@dataclass(frozen=True)
class _Cell:
    value: object
    number_format: str | None = "General"
    data_type: str | None = "n"


def _shape(model: type[City | Source], name: str) -> FieldShape:
    return next(shape for shape in fields_of(model) if shape.name == name)


PUBLISHED = _shape(Source, "published")
TITLE = _shape(Source, "title")
LATITUDE = _shape(City, "latitude")


@pytest.mark.parametrize(
    ("cell", "shape", "text"),
    [
        (_Cell(None), TITLE, ""),
        (_Cell("Saida"), TITLE, "Saida"),
        (_Cell(12), TITLE, "12"),
        (_Cell(12.0, "0"), TITLE, "12"),
        (_Cell(2024), PUBLISHED, "2024"),
        (_Cell(datetime(2024, 1, 17), "dd/mm/yyyy"), PUBLISHED, "2024-01-17"),
        (_Cell(date(2024, 1, 17), "[$-409]d. mmmm yyyy"), PUBLISHED, "2024-01-17"),
        (_Cell(33.5), LATITUDE, "33.5"),
        (_Cell(33), LATITUDE, "33"),
        (_Cell("text"), None, "text"),
        (_Cell("one_x000D_\ntwo"), TITLE, "one\ntwo"),
    ],
)
def test_honest_cells_are_read(cell: _Cell, shape: FieldShape | None, text: str) -> None:
    assert text_of(cell, shape) == text


@pytest.mark.parametrize(
    ("cell", "shape", "rule"),
    [
        (_Cell("=A1", data_type="f"), TITLE, "cell.formula"),
        (_Cell("#REF!", data_type="e"), TITLE, "cell.error"),
        (_Cell(True), TITLE, "cell.type"),
        (_Cell(12, "0%"), TITLE, "cell.number"),
        (_Cell(1.5), TITLE, "cell.number"),
        (_Cell(45308), PUBLISHED, "cell.date"),
        (_Cell(1e300), PUBLISHED, "cell.date"),
        (_Cell(datetime(2024, 1, 1), "mmm-yy"), PUBLISHED, "cell.date"),
        (_Cell(datetime(2024, 1, 1), 'yyyy "dm"'), PUBLISHED, "cell.date"),
        (_Cell(datetime(2024, 1, 1, 9), "d/m/yyyy h:mm"), PUBLISHED, "cell.date"),
        (_Cell(datetime(2024, 1, 1), "d/m/yyyy"), TITLE, "cell.date"),
        (_Cell(time(9), "h:mm"), PUBLISHED, "cell.date"),
    ],
)
def test_what_excel_may_have_changed_is_reported(cell: _Cell, shape: FieldShape, rule: str) -> None:
    found = text_of(cell, shape)

    assert isinstance(found, BadCell)
    assert found.rule == rule
