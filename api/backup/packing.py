"""Writing an archive: a zip that appears under its name when it is whole and on disk, and that nobody else may read."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from practice_atlas.api.backup.manifest import NAME, Manifest, Part


def pack(
    path: Path, parts: Mapping[str, Iterable[bytes]], describe: Callable[[Mapping[str, Part]], Manifest]
) -> Manifest:
    """Write the parts, then what `describe` makes of them. A file that was there is replaced when all is written."""
    with _replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        manifest = describe({name: _packed(package, name, lines) for name, lines in parts.items()})
        package.writestr(NAME, manifest.model_dump_json(indent=2))
    return manifest


def _packed(package: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> Part:
    digest, size, rows = hashlib.sha256(), 0, 0
    with package.open(name, "w", force_zip64=True) as file:
        for line in lines:
            file.write(line)
            digest.update(line)
            size, rows = size + len(line), rows + 1
    return Part(sha256=digest.hexdigest(), size=size, rows=rows)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the target, moved there when the block ends and its bytes are on disk; removed when it raises."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # 0600: it holds keys' hashes
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
