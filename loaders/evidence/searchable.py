"""A text reduced to its letters and digits, each with its place in the original.

Markup, link targets, HTML tags, quotes, white space and hyphens fall away, so that anchors typed from the page are
found in the text that was extracted from it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

#: What a reader of the page does not see: link targets, tags, comments, character references.
_UNSEEN: Final = re.compile(
    r"""(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)   # the target after [text]
      | <!--.*?-->
      | </?[A-Za-z][^<>]*>
      | &(?:[A-Za-z][A-Za-z0-9]{1,30}|\#[0-9]{1,7});""",
    re.X | re.S,
)


@dataclass(frozen=True)
class SearchableText:
    """`letters` is what is searched; `places` the offset in the original of each of its characters; `starts` says of
    each character (and of the end) whether a word can start there."""

    original: str = field(repr=False)
    letters: str = field(repr=False)
    places: array[int] = field(repr=False)
    starts: bytes = field(repr=False)

    @classmethod
    def of(cls, original: str) -> SearchableText:
        """Reduces a text."""
        letters: list[str] = []
        places = array("L")
        starts = bytearray()
        word_ended = True
        for at, character in _seen(original):
            found = _reduce(character)
            if not found:
                word_ended = word_ended or not unicodedata.combining(character)
            for letter in found:
                letters.append(letter)
                places.append(at)
                starts.append(word_ended)
                word_ended = False
        starts.append(True)
        return cls(original, "".join(letters), places, bytes(starts))

    def find_all(self, needle: str, begin: int = 0, most: int = 2) -> list[int]:
        """The first occurrences of reduced text, at word boundaries, from an index of `letters` on."""
        found: list[int] = []
        at = self.letters.find(needle, begin) if needle else -1
        while at >= 0 and len(found) < most:
            if self.starts[at] and self.starts[at + len(needle)]:
                found.append(at)
            at = self.letters.find(needle, at + 1)
        return found

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The offsets in the original of a stretch of `letters`, which must not be empty."""
        return self.places[begin], self.places[end - 1] + 1

    def index_at(self, offset: int) -> int:
        """The index in `letters` of the first letter at or after an offset of the original."""
        return bisect_left(self.places, offset)

    def line_at(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return self.original.count("\n", 0, offset) + 1


def reduce(text: str) -> str:
    """An anchor as it is searched for."""
    return "".join(letter for _, character in _seen(text) for letter in _reduce(character))


def words(text: str) -> list[str]:
    """The words of an anchor as a reader counts them."""
    return [word for word in text.split() if reduce(word)]


def _seen(text: str) -> Iterator[tuple[int, str]]:
    """The characters that a reader sees; a blank stands for what a reader does not."""
    at = 0
    for unseen in _UNSEEN.finditer(text):
        yield from enumerate(text[at : unseen.start()], at)
        yield unseen.start(), " "
        at = unseen.end()
    yield from enumerate(text[at:], at)


@lru_cache(maxsize=8192)
def _reduce(character: str) -> str:
    """Its letters and digits without case, width and marks (so that composed and decomposed letters are the same)."""
    plain = unicodedata.normalize("NFKD", character.casefold()).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
