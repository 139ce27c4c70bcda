"""Workbooks for tests, made cell by cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from openpyxl import Workbook

Rows: TypeAlias = Sequence[Sequence[Any]]

DATASET: Rows = (
    ("id", "title", "publisher", "licence", "version"),
    ("bad", "A data set", "Practice Atlas", "CC0-1.0", "1"),
)
CITIES: Rows = (("id", "name", "country"), ("city:saida-lb", "Saida", "Lebanon"))


def book(
    path: Path, sheets: Mapping[str, Rows] | None = None, change: Callable[[Workbook], object] | None = None
) -> Path:
    """A workbook with a data set's description, the given sheets (by default one of a city), and a change to it."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in {"dataset": DATASET, "cities": CITIES, **(sheets or {})}.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(workbook)
    workbook.save(path)
    return path


def repack(path: Path, replace: Mapping[str, Callable[[bytes], bytes]], add: Mapping[str, bytes] | None = None) -> Path:
    """The same package with parts changed and added."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, replace.get(name, bytes)(content))
        for name, content in (add or {}).items():
            package.writestr(name, content)
    return path
