"""Looks at a workbook's package before anything reads it: what it is, how large it becomes, and what it carries."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from practice_atlas.ontology.problems import Place, Problem

#: A sheet with 100,000 rows of ten cells has about 60 MB of XML.
LARGEST: Final = 100 * 1024 * 1024
#: Sheets shrink to a tenth or so; what shrinks more than this is made to overwhelm its reader.
_RATIO: Final = 150
_RATIO_FROM: Final = 10 * 1024 * 1024
_MOST_PARTS: Final = 2000

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DTD: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_HEAD: Final = 4096

_PLAIN: Final = "Save it as an Excel workbook (.xlsx) without a password."


def package_problems(path: Path) -> list[Problem]:
    """Why the workbook must not be read. Empty if it may."""
    place = Place(path.name)
    with path.open("rb") as file:
        head = file.read(len(_OLE))
    if head == _OLE:
        return [_ole(place, path)]
    if not zipfile.is_zipfile(path):
        return [Problem(place, "xlsx.broken", "the file is no workbook, or only part of one", _PLAIN)]
    try:
        with zipfile.ZipFile(path) as package:
            return list(_sizes(place, package)) or list(_contents(place, package))
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        return [Problem(place, "xlsx.broken", f"the workbook cannot be unpacked: {error}", _PLAIN)]


def _ole(place: Place, path: Path) -> Problem:
    if _ENCRYPTED in path.read_bytes():
        return Problem(place, "xlsx.encrypted", "the workbook is locked with a password", _PLAIN)
    return Problem(place, "file.format", "this is a workbook of the old kind (.xls)", _PLAIN)


def _sizes(place: Place, package: zipfile.ZipFile) -> Iterator[Problem]:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        yield Problem(place, "xlsx.encrypted", "the workbook is locked with a password", _PLAIN)
        return
    packed, unpacked = sum(part.compress_size for part in parts), sum(part.file_size for part in parts)
    bomb = unpacked > _RATIO_FROM and unpacked > _RATIO * max(packed, 1)
    if bomb or unpacked > LARGEST or len(parts) > _MOST_PARTS:
        message = (
            f"unpacked it would have {unpacked / 1024**2:.0f} MB in {len(parts)} parts, from {packed / 1024:.0f} KB"
        )
        fix = "Copy the cells alone into a new workbook; for much data use CSV."
        yield Problem(place, "xlsx.bomb", message, fix)


def _contents(place: Place, package: zipfile.ZipFile) -> Iterator[Problem]:
    names = package.namelist()
    if "xl/workbook.xml" not in names:
        yield Problem(place, "file.format", "the file is a package of another kind than .xlsx", _PLAIN)
        return
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield Problem(
            place, "xlsx.macro", "the workbook carries macros (programs)", "Save it as .xlsx, without macros."
        )
    if any(name.startswith("xl/externalLinks/") for name in names):
        fix = "Replace the links by values (Data, Edit links, Break link)."
        yield Problem(place, "xlsx.external", "cells of the workbook take their values from other files", fix)
    for name in names:
        if name.endswith((".xml", ".rels")) and _DTD.search(_head(package, name)):
            fix = "Copy the cells into a new workbook."
            yield Problem(place, "xlsx.entities", f"{name} declares entities, which no spreadsheet does", fix)


def _head(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_HEAD)
