"""Reading an archive: everything it says of itself is checked before anybody may read a row of it.

Nothing is unpacked to disk, and parts are known by name alone, so no path in it leads anywhere. Parts are read as a
stream, as many bytes as the manifest says and no more.
"""

from __future__ import annotations

import errno
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from practice_atlas.api.backup.errors import DamagedArchiveError, ForeignArchiveError, NewerArchiveError
from practice_atlas.api.backup.manifest import FORMAT, NAME, VERSION, Manifest
from practice_atlas.api.backup.parts import GRAPH, PARTS, SINCE, TABLES, revision_of, row_of
from practice_atlas.api.store.schema import STEPS
from practice_atlas.graph.revisions import Revision
from practice_atlas.ontology.progress import Progress, silent

_MANIFEST_SIZE: Final = 1024 * 1024
#: The longest row. A record is some kilobytes, a revision's counts and descriptions a few dozen.
_LINE: Final = 64 * 1024 * 1024
#: Rows shrink to a tenth or so; what shrinks more than this is made to overwhelm its reader.
_RATIO: Final = 200
_RATIO_FROM: Final = 10 * 1024 * 1024
_CHUNK: Final = 1024 * 1024
#: What reading says that a place is none, and what decompressing says; the disk's own errors are others.
_NO_DISK: Final = (None, errno.EINVAL)
_ZIP: Final = b"PK\x03\x04"


class Archive:
    """An archive whose parts are all there and unchanged."""

    def __init__(self, package: zipfile.ZipFile, manifest: Manifest) -> None:
        self._package = package
        self.manifest = manifest

    def revisions(self) -> list[Revision]:
        """The revisions that the graph marks, oldest first. The last is that of the manifest."""
        found = [revision_of(line) for line in self._lines(GRAPH)]
        if not found or (found[-1].number, found[-1].content) != (self.manifest.revision, self.manifest.content):
            raise _damaged("its revisions are not those that it tells of")
        return found

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a part that is a table; none where archives of this version had no such part."""
        return (row_of(TABLES[name], line) for line in (self._lines(name) if name in self.manifest.parts else ()))

    def _lines(self, name: str) -> Iterator[bytes]:
        with _translated(), self._package.open(name) as file:
            while line := file.readline(_LINE):
                if not line.endswith(b"\n"):
                    raise _damaged(f"a line of {name} does not end")
                yield line

    def _check(self, progress: Progress) -> None:
        entries = {entry.filename: entry for entry in self._package.infolist()}
        if sorted(entry.filename for entry in self._package.infolist()) != sorted((*self.manifest.parts, NAME)):
            raise _damaged("its parts are not those that it lists")
        needed = [name for name in PARTS if SINCE.get(name, 1) <= self.manifest.version]
        if set(self.manifest.parts) != set(needed):
            raise _damaged(f"it has not the parts {', '.join(needed)}")
        for done, (name, part) in enumerate(self.manifest.parts.items()):
            progress("Checking the archive", done, len(needed))
            packed = entries[name].compress_size
            if part.size > _RATIO_FROM and part.size > _RATIO * max(packed, 1):
                raise _damaged(f"{name} would have {part.size // 1024**2} MB, from {packed // 1024} KB")
            if entries[name].file_size != part.size or self._digest(name, part.size) != part.sha256:
                raise _damaged(f"{name} is not as it was written")
        progress("Checking the archive", len(needed), len(needed))

    def _digest(self, name: str, size: int) -> str:
        digest, left = hashlib.sha256(), size
        with _translated(), self._package.open(name) as file:
            while chunk := file.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    raise _damaged(f"{name} is longer than it says")
                digest.update(chunk)
        return digest.hexdigest()


@contextmanager
def open_archive(path: Path, *, progress: Progress = silent) -> Iterator[Archive]:
    """The archive in a file, all of it checked. Raises BackupError, and OSError where there is no such file."""
    with path.open("rb") as file:
        begins = file.read(len(_ZIP))
        if begins != _ZIP:
            raise _foreign(path)
        file.seek(0)
        with _translated():
            package = zipfile.ZipFile(file)
        with package:
            archive = Archive(package, _manifest(package, path))
            archive._check(progress)
            yield archive


def _manifest(package: zipfile.ZipFile, path: Path) -> Manifest:
    if NAME not in package.namelist():
        raise _foreign(path)
    with _translated(), package.open(NAME) as file:
        text = file.read(_MANIFEST_SIZE)
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _foreign(path) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _foreign(path)
    _refuse_newer(told)
    try:
        return Manifest.model_validate(told)
    except ValidationError as error:
        raise _damaged("what it says of itself cannot be read") from error


def _refuse_newer(told: dict[str, Any]) -> None:
    for name, known in (("version", VERSION), ("store", len(STEPS))):
        is_newer = isinstance(told.get(name), int) and told[name] > known
        if is_newer:
            raise NewerArchiveError(
                f"This backup was made by practice-atlas {str(told.get('product'))[:40]}, which is newer.",
                fix="Restore it with that version or a later one.",
            )


@contextmanager
def _translated() -> Iterator[None]:
    """Whatever a zip may be broken in. Errors of the disk are the caller's."""
    try:
        yield
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError
    ) as error:  # fmt: skip
        raise _damaged(" ".join(str(error).split())[:200] or "it ends too early") from error
    except OSError as error:
        if error.errno not in _NO_DISK:
            raise
        raise _damaged("a part is not where or what the zip says") from error


def _foreign(path: Path) -> ForeignArchiveError:
    return ForeignArchiveError(
        f"{path} is no backup of Practice Atlas.", fix="Name a file that practice-atlas backup wrote."
    )


def _damaged(what: str) -> DamagedArchiveError:
    return DamagedArchiveError(
        f"This backup is damaged or incomplete: {what}.", fix="Copy it again from where it was made, or use another."
    )
