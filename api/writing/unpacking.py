"""Lays an upload out as the loaders read it: in a folder of its own that nobody else may enter, gone when it was read.

Of a zip nothing is taken over but the bytes of plain files under safe names: no links, no folders but one around all,
no more bytes than are allowed, whatever its directory says.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from practice_atlas.api.writing.errors import NoRoomError
from practice_atlas.api.writing.uploads import MOST_FILES, SAFE, Upload
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.problems import Place, Problem

#: Bytes that all files of a zip may have together. The loaders read at most 100 MB of one.
LARGEST: Final = 200 * 1024 * 1024
#: Tables shrink to a tenth or so; what shrinks more than this is made to overwhelm its reader.
_RATIO: Final = 150
_RATIO_FROM: Final = 10 * 1024 * 1024
_CHUNK: Final = 1024 * 1024
#: What systems put into a zip on their own.
_BESIDE: Final = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PLAIN: Final = "Pack the files of the data set alone, without a password."
_WORKBOOK: Final = "xl/workbook.xml"


@contextmanager
def laid_out(upload: Upload) -> Iterator[Path]:
    """The folder or file to read. Raises InputError where a zip cannot be taken, NoRoomError where the disk cannot."""
    with ExitStack() as stack:
        try:
            private = stack.enter_context(TemporaryDirectory(prefix="practice-atlas-upload-"))
            path = _written(upload, Path(private) / "upload")
        except OSError as error:
            raise NoRoomError from error
        yield path


def _written(upload: Upload, folder: Path) -> Path:
    folder.mkdir()
    if upload.kind == "zip":
        return _unpacked(upload.files[0].data, folder)
    for file in upload.files:
        (folder / file.name).write_bytes(file.data)
    return folder if upload.kind == "files" else folder / upload.files[0].name


def size_of(path: Path) -> int:
    """Bytes of what was laid out."""
    return path.stat().st_size if path.is_file() else sum(file.stat().st_size for file in path.iterdir())


def _unpacked(data: bytes, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if _WORKBOOK in package.namelist():  # a workbook that was sent as the package it is
                (folder / "upload.xlsx").write_bytes(data)
                return folder / "upload.xlsx"
            _take(package, _entries(package), folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        raise _refused("zip.broken", f"the zip cannot be unpacked: {error}") from error
    return folder


def _entries(package: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """The files to take and their names. Raises InputError with everything that is wrong with them."""
    entries = [entry for entry in package.infolist() if not entry.is_dir() and not _is_beside(entry.filename)]
    problems = list(_as_a_whole(entries)) or [problem for entry in entries for problem in _each(entry)]
    if not problems:
        problems = list(_names(entries))
    if problems:
        raise InputError(problems)
    return [(entry.filename.rpartition("/")[2], entry) for entry in entries]


def _as_a_whole(entries: Sequence[zipfile.ZipInfo]) -> Iterator[Problem]:
    packed, unpacked = sum(entry.compress_size for entry in entries), sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES:
        yield _problem("zip.files", f"{len(entries)} files; a data set has at most {MOST_FILES}")
    elif unpacked > LARGEST or (unpacked > _RATIO_FROM and unpacked > _RATIO * max(packed, 1)):
        message = f"unpacked it would have {unpacked / 1024**2:.0f} MB, from {packed / 1024:.0f} KB"
        yield _problem("zip.bomb", message)


def _each(entry: zipfile.ZipInfo) -> Iterator[Problem]:
    mode = entry.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        yield _problem("zip.link", "this is a link or a device, not a file", entry.filename)
    if entry.flag_bits & 1:
        yield _problem("zip.encrypted", "this is locked with a password", entry.filename)
    elif entry.compress_type not in _METHODS:
        yield _problem("zip.method", "this is packed in a way that is not read", entry.filename)
    folder, _, name = entry.filename.rpartition("/")
    if not SAFE.fullmatch(name) or (folder and not SAFE.fullmatch(folder)):
        yield _problem("zip.path", "this path leads elsewhere, or holds other than plain letters", entry.filename)


def _names(entries: Sequence[zipfile.ZipInfo]) -> Iterator[Problem]:
    if len({entry.filename.rpartition("/")[0] for entry in entries}) > 1:
        yield _problem("zip.folders", "the files lie in several folders, a data set in one")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.lower()
        if name in seen:
            yield _problem("zip.twice", "two files have this name", entry.filename)
        seen.add(name)


def _take(package: zipfile.ZipFile, entries: Sequence[tuple[str, zipfile.ZipInfo]], folder: Path) -> None:
    left = LARGEST
    for name, entry in entries:
        with package.open(entry) as packed, (folder / name).open("xb") as file:
            while chunk := packed.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _refused("zip.bomb", f"unpacked it has more than {LARGEST // 1024**2} MB")
                file.write(chunk)


def _is_beside(name: str) -> bool:
    return name.partition("/")[0] in _BESIDE or name.rpartition("/")[2] in _BESIDE


def _refused(rule: str, message: str) -> InputError:
    return InputError([_problem(rule, message)])


def _problem(rule: str, message: str, name: str = "upload.zip") -> Problem:
    return Problem(Place(name[:200].encode("utf-8", "replace").decode()), rule, message, _PLAIN)
