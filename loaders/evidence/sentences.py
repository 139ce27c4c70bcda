"""Cuts a source's text into sentences, so that coverage can be listed and copying be seen.

Lines are paragraphs, headings or list items; a line is cut where a sentence ends and what follows starts another. That
an abbreviation may be cut in two does no harm to either use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from practice_atlas.loaders.evidence.searchable import SearchableText, words

_LINE: Final = re.compile(r"[^\n\r]+")
#: An end mark with closing marks, white space, then (behind opening marks) a letter that is not small.
_BETWEEN: Final = re.compile(r"(?<=[.!?؟…])[\"”’»)\]*_]*\s+(?=[\"“‘«(\[*_]*[^\W\d_a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its offsets in the original, and its stretch of the searchable text."""

    start: int
    end: int
    begin_letter: int
    end_letter: int
    line: int

    def text(self, source: SearchableText) -> str:
        """Its words on one line, as they stand."""
        return " ".join(source.original[self.start : self.end].split())

    def word_count(self, source: SearchableText) -> int:
        """How many words it has."""
        return len(words(source.original[self.start : self.end]))


def sentences_of(source: SearchableText) -> Iterator[Sentence]:
    """The sentences that have letters or digits, in order."""
    line_number, counted = 1, 0
    for line in _LINE.finditer(source.original):
        line_number += source.original.count("\n", counted, line.start())
        counted = line.start()
        cuts = [line.start(), *(line.start() + cut.end() for cut in _BETWEEN.finditer(line[0])), line.end()]
        for start, end in pairwise(cuts):
            first, last = source.index_at(start), source.index_at(end)
            if first < last:
                yield Sentence(start, end, first, last, line_number)
