"""Finds out what a path holds, and has it read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from practice_atlas.loaders.formats.csv_folder import read_csv_folder
from practice_atlas.loaders.formats.document import SUFFIXES, read_document
from practice_atlas.loaders.formats.workbook import read_workbook
from practice_atlas.loaders.formats.yaml_folder import read_yaml_folder
from practice_atlas.loaders.raw import Reading
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.model import RECORDS
from practice_atlas.ontology.problems import Place, Problem
from practice_atlas.ontology.progress import Progress
from practice_atlas.ontology.shape import tables

#: Files beside the tables that nobody needs to be told about.
_BESIDE = ("sources",)
_TABULAR = (".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".xls", ".ods", ".json")


def read_any(path: Path, progress: Progress) -> Reading:
    """Reads a folder of YAML or CSV files, a workbook, or a document in JSON or YAML.

    What is none of these is a problem, not an exception.
    """
    if path.is_dir():
        return _read_folder(path, progress)
    if not path.exists():
        return _nothing(path.name, "file.missing", "there is no such file or folder", "Check the path.")
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith((b"PK", b"\xd0\xcf")) or path.suffix.lower() == ".xlsx":
        return read_workbook(path, progress)
    if path.suffix.lower() in SUFFIXES:
        return read_document(path, progress)
    fix = (
        "Give the folder that holds dataset.yaml or dataset.csv, a workbook that ends in .xlsx, or a document that "
        "ends in .json or .yaml."
    )
    return _nothing(path.name, "file.format", f"{path.suffix or 'this'} is not a data set", fix)


def _read_folder(folder: Path, progress: Progress) -> Reading:
    formats = [suffix for suffix in (".yaml", ".csv") if (folder / f"{DatasetInfo.table}{suffix}").is_file()]
    if len(formats) == 2:
        fix = "Keep one of dataset.yaml and dataset.csv."
        return _nothing(folder.name, "dataset.mixed", "the folder holds a data set in YAML and one in CSV", fix)
    if not formats:
        message = "the folder has neither dataset.yaml nor dataset.csv, which describe the data set"
        fix = "Add one with id, title, publisher, licence and version."
        return _nothing(folder.name, "dataset.missing", message, fix)
    reading = (read_yaml_folder if formats == [".yaml"] else read_csv_folder)(folder, progress)
    reading.problems += _strays(folder, formats[0])
    return reading


def _strays(folder: Path, suffix: str) -> Iterator[Problem]:
    """Files that look like tables and are none: a misspelt name would silently leave out all its records."""
    expected = {f"{name}{suffix}" for name in _table_names(suffix)}
    for path in sorted(folder.iterdir()):
        if path.name in expected or path.suffix.lower() not in _TABULAR or path.name in _BESIDE:
            continue
        close = get_close_matches(path.name, expected, 1) or get_close_matches(f"{path.stem}{suffix}", expected, 1)
        fix = f"Did you mean {close[0]}? Rename or move it." if close else "Move it out of the folder."
        yield Problem(Place(path.name), "file.unknown", f"{path.name} is not a table of this data set", fix)


def _table_names(suffix: str) -> Iterable[str]:
    if suffix == ".csv":
        return (name for name, _, _ in tables())
    return (DatasetInfo.table, *(model.table for model in RECORDS))


def _nothing(name: str, rule: str, message: str, fix: str) -> Reading:
    return Reading(problems=[Problem(Place(name or "."), rule, message, fix)], unread={model.kind for model in RECORDS})
