"""What an editor sends, as it came: one file or several, of a kind that the loaders read. Nothing looks inside yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from practice_atlas.api.writing.errors import MalformedError, TooMuchError, UnreadableError

Kind = Literal["xlsx", "zip", "json", "yaml", "files"]

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MULTIPART: Final = "multipart/form-data"
#: Media types of a body that is one file. The first of each kind is the one that is documented.
KINDS: Final[Mapping[str, Kind]] = {
    XLSX: "xlsx",
    "application/zip": "zip",
    "application/json": "json",
    "application/yaml": "yaml",
    "application/x-zip-compressed": "zip",
    "application/x-yaml": "yaml",
    "text/yaml": "yaml",
    "text/x-yaml": "yaml",
}
ACCEPTED: Final = ", ".join((*KINDS, MULTIPART))
#: The field of a form that holds the files, as often as there are files.
FIELD: Final = "file"
#: A data set has some 20 tables with those of parts.
MOST_FILES: Final = 60
#: What a file may be called: no path, nothing hidden, nothing that a terminal or a system reads as something else.
SAFE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9 _.()-]{0,99}")
_BY_SUFFIX: Final[Mapping[str, Kind]] = {
    ".xlsx": "xlsx", ".zip": "zip", ".json": "json", ".yaml": "yaml", ".yml": "yaml"
}  # fmt: skip
_FORMS: Final = f"Send one of {ACCEPTED}."


@dataclass(frozen=True, slots=True)
class File:
    """A file with the name that it had, which is safe."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Upload:
    """One request's data set: a single file of a kind, or the files of a folder."""

    kind: Kind
    files: tuple[File, ...]


def media_type_of(request: Request) -> str:
    """The media type of the body, in small letters without parameters. Raises UnreadableError for packed bodies."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnreadableError("A packed body (Content-Encoding) is not read.", fix="Send it as it is, or as a zip.")
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def received(request: Request) -> Upload:
    """The data set that a request carries. Raises UnreadableError, MalformedError or TooMuchError."""
    media_type = media_type_of(request)
    if media_type == MULTIPART:
        return await _several(request)
    kind = KINDS.get(media_type)
    if kind is None:
        what = (
            f"{media_type[:80]!r} is no form of a data set." if media_type else "What is sent here has no media type."
        )
        raise UnreadableError(what, fix=_FORMS)
    return Upload(kind, (File(f"upload.{kind}", await request.body()),))


async def _several(request: Request) -> Upload:
    try:
        async with request.form(max_files=MOST_FILES, max_fields=0) as form:
            sent = form.multi_items()
            others = [name for name, _ in sent if name != FIELD]
            files = [File(_name(item), await item.read()) for _, item in sent if isinstance(item, UploadFile)]
    except HTTPException as error:  # what is no multipart, and more parts than allowed
        if "Too many files" in error.detail:
            raise TooMuchError(error.detail, fix="Send the files of one data set.") from error
        raise MalformedError(error.detail, fix=f"Send each file as a part with a filename. {_FORMS}") from error
    if others:
        fix = f"Send each file as a part with the name {FIELD!r} and a filename."
        raise MalformedError(f"A form has no field {others[0][:80]!r} here.", fix=fix)
    names = [file.name.lower() for file in files]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise MalformedError(f"Two files are called {twice[0]}.", fix="Send each file once.")
    if not files:
        raise MalformedError("No file was sent.", fix="Send each file as a part with a filename.")
    return _one(files[0]) if len(files) == 1 else Upload("files", tuple(files))


def _one(file: File) -> Upload:
    """A single file is read by its name; a table of a folder, too, is told what it lacks."""
    stem, dot, suffix = file.name.rpartition(".")
    kind = _BY_SUFFIX.get(dot + suffix.lower())
    if kind is None or (kind == "yaml" and stem == "dataset"):
        return Upload("files", (file,))
    return Upload(kind, (file,))


def _name(item: UploadFile) -> str:
    name = item.filename or ""
    if not SAFE.fullmatch(name):
        raise MalformedError(
            f"A file cannot be called {name[:80]!r} here.",
            fix="Name it as the tables are named, for example cities.yaml, without a folder.",
        )
    return name
