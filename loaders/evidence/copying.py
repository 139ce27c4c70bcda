"""Anchors point at a passage; they must not be the passage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final

from practice_atlas.loaders.evidence.find import Found
from practice_atlas.loaders.evidence.sentences import Sentence
from practice_atlas.loaders.evidence.texts import SourceText

#: Headings and names of three words cannot be pointed at with fewer.
_SHORTEST: Final = 4


def copied_sentence(found: Found, source: SourceText) -> bool:
    """Whether the first and the last words together hold some sentence of the source from its start to its end."""
    stretches = [(found.begin, found.first_words_end), (found.last_words_begin, found.end)]
    if found.last_words_begin <= found.first_words_end:
        stretches = [(found.begin, found.end)]
    return any(
        sentence.word_count(source.text) >= _SHORTEST
        for begin, end in stretches
        for sentence in _sentences_within(source, begin, end)
    )


def _sentences_within(source: SourceText, begin: int, end: int) -> Iterator[Sentence]:
    at = bisect_left(source.sentences, begin, key=lambda sentence: sentence.begin_letter)
    return takewhile(lambda sentence: sentence.end_letter <= end, islice(source.sentences, at, None))
