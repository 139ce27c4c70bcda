"""Sorted N-Quads and their SHA-256: the canonical form. Without blank nodes, equal content is equal bytes.

Sorted in pieces that go to disk, so that memory does not grow with the export: 4 million quads are 1 GB of lines.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from tempfile import TemporaryFile
from typing import IO, Final

from pyoxigraph import Quad, RdfFormat, serialize

#: Quads sorted in memory at a time: some 80 MB.
_PIECE: Final = 200_000


def canonical_lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """The lines of N-Quads in the order of their bytes, each once and with its line end."""
    remaining = iter(quads)
    with ExitStack() as files:
        pieces: list[Iterable[bytes]] = []
        while lines := _sorted_lines(islice(remaining, _PIECE)):
            if len(lines) < _PIECE:  # the last piece need not go to disk
                pieces.append(lines)
                break
            pieces.append(_kept(lines, files.enter_context(TemporaryFile())))
        yield from (line for line, _ in groupby(heapq.merge(*pieces)))


def checksum(lines: Iterable[bytes]) -> str:
    """The SHA-256 of canonical lines."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def _sorted_lines(quads: Iterable[Quad]) -> list[bytes]:
    written = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted(written.splitlines(keepends=True))


def _kept(lines: Iterable[bytes], file: IO[bytes]) -> Iterable[bytes]:
    file.writelines(lines)
    file.seek(0)
    return file
