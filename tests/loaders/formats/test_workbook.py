"""Workbooks as people keep them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from practice_atlas.loaders import read_dataset
from tests.loaders.bad.workbooks import CITIES, book

_SOURCES: tuple[tuple[Any, ...], ...] = (
    ("ID", "Title", "Published", "Retrieved"),
    ("source:one", "One", 2024, date(2024, 2, 17)),
    (None, None, None, None),
    ("source:two", "Two", "2024-01", None),
)


def test_sheets_are_tables_in_any_case_and_order(tmp_path: Path) -> None:
    def rename(workbook: Workbook) -> None:
        workbook["cities"].title = " Cities"
        workbook.create_sheet("Read me", 0)["A1"] = "Notes for people"
        workbook["sources"]["D2"].number_format = "yyyy-mm-dd"

    checked = read_dataset(book(tmp_path / "data.xlsx", {"sources": _SOURCES}, rename))

    assert checked.problems == ()
    assert checked.dataset is not None
    assert checked.dataset.counts == {"city": 1, "source": 2}
    assert checked.dataset.records["source:one"].plain() == {
        "id": "source:one", "title": "One", "published": "2024", "retrieved": "2024-02-17",
    }  # fmt: skip


def test_places_name_sheet_and_row(tmp_path: Path) -> None:
    checked = read_dataset(book(tmp_path / "data.xlsx"))

    assert str(checked.places["city:saida-lb"]) == "data.xlsx, sheet cities, row 2"


def test_cells_beyond_the_headings_are_reported(tmp_path: Path) -> None:
    checked = read_dataset(book(tmp_path / "data.xlsx", {"cities": (*CITIES, ("city:b", "B", "LB", None, "stray"))}))

    assert [problem.rule for problem in checked.problems] == ["heading.empty"]


def test_numbers_of_rows_tell_progress(tmp_path: Path) -> None:
    rows = (CITIES[0], *((f"city:c{number}", f"C {number}", "LB") for number in range(1200)))
    told: list[tuple[str, int, int]] = []

    read_dataset(book(tmp_path / "data.xlsx", {"cities": rows}), progress=lambda *step: told.append(step))

    assert ("Reading cities", 1000, 1000) in told
    assert told[-1] == ("Checking records", 1200, 1200)
