"""Finds the passage that anchors describe: its first words, its last words and, where needed, words before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from practice_atlas.loaders.checked import Passage
from practice_atlas.loaders.evidence.searchable import SearchableText, reduce


class Anchored(Protocol):
    """Evidence or a waiver."""

    @property
    def starts(self) -> str: ...
    @property
    def ends(self) -> str: ...
    @property
    def after(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A passage as a stretch of the searchable text, and where its anchors end and start within it."""

    begin: int
    end: int
    first_words_end: int
    last_words_begin: int

    def passage(self, text: SearchableText) -> Passage:
        """The passage in the original."""
        start, end = text.span(self.begin, self.end)
        return Passage(start, end, hashlib.sha256(text.original[start:end].encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Missed:
    """Why a passage was not found: the anchor's field, the rule, and what to say."""

    field: str
    rule: str
    message: str
    fix: str


def find_passage(text: SearchableText, anchors: Anchored) -> Found | Missed:
    """Where the passage stands. Its first words must occur once, or be the first such words after a unique anchor."""
    starts, ends = reduce(anchors.starts), reduce(anchors.ends)
    for field, needle in (("starts", starts), ("ends", ends)):
        if not needle:
            return _absent(field, getattr(anchors, field))
    begin = _begin(text, anchors, starts)
    if isinstance(begin, Missed):
        return begin
    last = text.find_all(ends, begin, most=1)
    if not last:
        fix = "Copy the last words of the passage; they are looked for after its first words."
        message = f"{anchors.ends!r} does not occur after {anchors.starts!r} in the source"
        return Missed("ends", "evidence.absent", message, fix)
    first_words_end = begin + len(starts)
    return Found(begin, max(last[0] + len(ends), first_words_end), first_words_end, last[0])


def _begin(text: SearchableText, anchors: Anchored, starts: str) -> int | Missed:
    found = text.find_all(starts)
    if not found:
        return _absent("starts", anchors.starts)
    if anchors.after is None:
        return found[0] if len(found) == 1 else _ambiguous(text, "starts", anchors.starts, found)
    after = text.find_all(reduce(anchors.after))
    if not after:
        return _absent("after", anchors.after)
    if len(after) > 1:
        return _ambiguous(text, "after", anchors.after, after)
    following = text.find_all(starts, after[0] + len(reduce(anchors.after)), most=1)
    if following:
        return following[0]
    message = f"{anchors.starts!r} does not occur after {anchors.after!r} in the source"
    return Missed("starts", "evidence.absent", message, "Choose an anchor that stands before the passage.")


def _absent(field: str, words: str) -> Missed:
    fix = "Copy the words as they stand in the source; case, quotation marks, hyphens and markup do not matter."
    return Missed(field, "evidence.absent", f"{words!r} does not occur in the source", fix)


def _ambiguous(text: SearchableText, field: str, words: str, found: list[int]) -> Missed:
    lines = " and ".join(str(line) for line in sorted({text.line_at(text.places[at]) for at in found}))
    fix = "Take one or two words more, or name in after unique words that stand before."
    return Missed(field, "evidence.ambiguous", f"{words!r} occurs more than once in the source (line {lines})", fix)
