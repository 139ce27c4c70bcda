"""Merged cells of each sheet: openpyxl does not tell of them in the mode that reads large sheets."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import Final

from defusedxml.ElementTree import fromstring
from openpyxl.worksheet.cell_range import CellRange

_SHEETS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")


def merged_cells(path: Path) -> dict[str, list[CellRange]]:
    """The merged ranges by sheet."""
    with zipfile.ZipFile(path) as package:
        parts = _parts_of_sheets(package)
        names = set(package.namelist())
        return {
            sheet: [CellRange(found.decode()) for found in _MERGED.findall(package.read(part))]
            for sheet, part in parts.items()
            if part in names
        }


def _parts_of_sheets(package: zipfile.ZipFile) -> dict[str, str]:
    relations = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target") or "")).lstrip("/")
        for relation in fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = fromstring(package.read("xl/workbook.xml")).iter(_SHEETS)
    return {sheet.get("name") or "": relations.get(sheet.get(_RELATION), "") for sheet in sheets}
