"""Cuts a YAML list into pieces that can be read apart, without understanding YAML.

The items of a block list start with `- ` at the list's own indentation, and nothing inside an item may stand there. So
the list can be cut before each such line: memory stays small, and a mistake in one item does not hide the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

#: What may stand before the first item: blank lines, comments, directives, the mark that starts a document.
_PREAMBLE: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n|%[^\n]*\n|---[ \t]*(?:#[^\n]*)?\n)*")
_FIRST_ITEM: Final = re.compile(r"( *)-(?=[ \t\n]|$)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a file's text, and the number of lines before it."""

    text: str
    lines_before: int


def items_of(text: str) -> list[Piece]:
    """The items of a block list, each with the lines that belong to it; empty if the text is no block list."""
    start = _PREAMBLE.match(text)
    offset = start.end() if start else 0
    first = _FIRST_ITEM.match(text, offset)
    if first is None:
        return []
    cuts = [hit.start() for hit in re.finditer(rf"^{first[1]}-(?=[ \t\n]|$)", text, re.M) if hit.start() >= offset]
    return list(_pieces(text, cuts))


def _pieces(text: str, cuts: list[int]) -> Iterator[Piece]:
    line = text.count("\n", 0, cuts[0])
    for start, end in pairwise([*cuts, len(text)]):
        piece = text[start:end]
        yield Piece(piece, line)
        line += piece.count("\n")


def batches(items: Sequence[Piece], size: int) -> Iterator[tuple[Piece, Sequence[Piece]]]:
    """Items joined in batches, which are faster to read than one by one, with the items that each is made of."""
    for start in range(0, len(items), size):
        group = items[start : start + size]
        yield Piece("".join(item.text for item in group), group[0].lines_before), group
