"""Anchors point at a passage; they must not be the passage."""

from __future__ import annotations

from typing import Final

from practice_atlas.loaders.evidence.find import Found
from practice_atlas.loaders.evidence.texts import SourceText

#: Headings and names of three words cannot be pointed at with fewer.
_SHORTEST: Final = 4


def copied_sentence(found: Found, source: SourceText) -> bool:
    """Whether the first and the last words together hold some sentence of the source from its start to its end."""
    stretches = [(found.begin, found.first_words_end), (found.last_words_begin, found.end)]
    if found.last_words_begin <= found.first_words_end:
        stretches = [(found.begin, found.end)]
    return any(
        begin <= sentence.begin_letter and sentence.end_letter <= end
        for begin, end in stretches
        for sentence in source.sentences
        if sentence.begin_letter < end and sentence.end_letter > begin and sentence.word_count(source.text) >= _SHORTEST
    )
