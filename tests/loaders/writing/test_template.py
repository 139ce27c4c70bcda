"""Templates open, explain themselves, and are read once they are filled in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from practice_atlas.loaders import TemplateFormat, read_dataset, write_template
from practice_atlas.loaders.formats.headings import Table
from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.ontology.shape import fields_of, tables
from tests.loaders.small import rules

_FILLED: dict[str, list[Any]] = {
    "dataset": ["small", "Small", None, "Practice Atlas", "CC0-1.0", "en", "1"],
    "cities": ["city:saida-lb", "Saida", "صيدا@ar; Sidon@en", "city", "Lebanon", "33.56", 35.37, 200000],
}


def test_every_table_has_a_sheet_with_headings_and_help(tmp_path: Path) -> None:
    write_template(tmp_path / "new" / "template.xlsx", "xlsx")

    workbook = load_workbook(tmp_path / "new" / "template.xlsx")

    assert workbook.sheetnames == ["read me", *(name for name, _, _ in tables()), "lists"]
    for name, model, _ in tables():
        headings, help_row, *rest = workbook[name].iter_rows(values_only=True)
        assert list(headings) == Table(model).headings
        assert str(help_row[0]).startswith("#help ")
        assert all(help_row)
        assert rest == []
        assert workbook[name].freeze_panes == "B3"


def test_lists_drop_down_where_there_are_lists(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx", "xlsx")
    workbook = load_workbook(tmp_path / "template.xlsx")

    offered = {
        str(rule.sqref).partition(":")[0]: (rule.formula1, rule.showErrorMessage)
        for rule in workbook["implementations"].data_validations.dataValidation
    }

    headings = Table(next(model for name, model, _ in tables() if name == "implementations")).headings
    assert headings[4] == "practice"
    assert offered["E3"] == ("=practices!$A$3:$A$5000", False)
    lists = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in workbook["lists"].columns}
    assert lists["Audience"] == ["public", "members", "hub"]
    assert "Lebanon" in lists["country"]


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_an_unfilled_template_says_what_to_do(format: TemplateFormat, tmp_path: Path) -> None:
    path = tmp_path / ("template.xlsx" if format == "xlsx" else "template")
    write_template(path, format)

    checked = read_dataset(path)

    assert rules(checked) == ["dataset.missing"]
    assert "Fill in one row" in checked.problems[0].fix


def test_a_filled_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path, "xlsx")
    workbook = load_workbook(path)
    for sheet, row in _FILLED.items():
        workbook[sheet].append(row)
    workbook.save(path)

    checked = read_dataset(path)

    assert checked.problems == ()
    assert checked.dataset is not None
    assert checked.dataset.records["city:saida-lb"].plain()["latitude"] == 33.56


def test_a_filled_folder_is_read(tmp_path: Path) -> None:
    write_template(tmp_path / "new", "csv")
    for table, row in _FILLED.items():
        with (tmp_path / "new" / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
            names = len(next(Table(model).headings for name, model, _ in tables() if name == table))
            csv.writer(file).writerow([*row, *[""] * (names - len(row))])

    checked = read_dataset(tmp_path / "new")

    assert checked.problems == ()
    assert checked.dataset is not None
    assert checked.dataset.counts == {"city": 1}


def test_a_template_does_not_overwrite_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    with pytest.raises(PracticeAtlasError, match="not an empty folder"):
        write_template(tmp_path, "csv")


def test_no_part_has_a_field_named_like_its_owners_column() -> None:
    parts = [Table(model) for _, model, owner in tables() if owner is not None]

    clashes = [
        (part.model.table, part.owner_heading)
        for part in parts
        if part.owner_heading in [shape.name for shape in fields_of(part.model)]
    ]

    assert parts
    assert clashes == []
