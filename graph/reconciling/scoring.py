"""How like two names are, and why: the nearest names of a kind, each with its score from 0 to 1 and the reason."""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from practice_atlas.graph.reconciling.index import Entry, Group
from practice_atlas.graph.reconciling.names import bare, latin, sound
from practice_atlas.ontology.folding import fold

#: The same letters; the same without articles and words like *municipality of*; the same once written in Latin letters,
#: and less where the script leaves vowels out, so that one spelling stands for several names.
NAME: Final = 1.0
BARE: Final = 0.96
SPELLING: Final = 0.93
_SPELLING_WITHOUT_VOWELS: Final = 0.88
#: Names that only sound alike or differ by letters start here and never reach the score of equal ones.
_SOUND: Final = 0.55
_NEAR: Final = 0.92
#: Below this two names have no more in common than any two.
_LEAST: Final = 66.0
_MOST_NEAR: Final = 30
#: A sound of fewer consonants fits too much; sounds that are only similar need more of them, and are never certain.
_CONSONANTS: Final = 2
_CONSONANTS_NEAR: Final = 4
_LEAST_SOUND: Final = 80.0
_NEAR_SOUND: Final = 0.75
#: Some words of a longer name: from half to this.
_WORDS: Final = 0.75
#: Arabic and Hebrew letters.
_ABJAD: Final = re.compile(r"[\u0590-\u06ff]")


@dataclass(frozen=True, slots=True)
class Near:
    """A thing whose name is like the one asked for. `how` is name, bare, spelling, sound, near or words."""

    entry: Entry
    score: float
    how: str


def nearest(groups: Sequence[Group], name: str) -> list[Near]:
    """Things with equal names, and where there is none those with similar ones, best first."""
    folded = fold(name)
    if not folded:
        return []
    equal = _best(found for group in groups for found in _equal(group, folded))
    return equal or _best(found for group in groups for found in _similar(group, folded))


def _equal(group: Group, folded: str) -> Iterator[Near]:
    for entry in group.by_name.get(folded, ()):
        yield Near(entry, NAME, "name")
    for entry in group.by_bare.get(bare(folded), ()):
        yield Near(entry, BARE, "bare")
    score = _SPELLING_WITHOUT_VOWELS if _ABJAD.search(folded) else SPELLING
    for entry in group.by_latin.get(latin(folded), ()):
        yield Near(entry, score, "spelling")


def _similar(group: Group, folded: str) -> Iterator[Near]:
    letters, consonants = latin(folded), sound(folded)
    if len(consonants) >= _CONSONANTS:
        for entry in group.by_sound.get(consonants, ()):
            likeness = max(fuzz.ratio(letters, latin(name)) for name in entry.names if sound(name) == consonants)
            yield Near(entry, _SOUND + (SPELLING - _SOUND) * likeness / 100, "sound")
    for spelling, likeness in _near(letters, group.spellings, _LEAST):
        for entry in group.by_latin[spelling]:
            yield Near(entry, _NEAR * likeness / 100, "near")
    if len(consonants) >= _CONSONANTS_NEAR:
        for other, likeness in _near(consonants, group.sounds, _LEAST_SOUND):
            for entry in group.by_sound[other]:
                yield Near(entry, _NEAR_SOUND * likeness / 100, "sound")
    yield from _with_words(group, bare(folded))


def _near(text: str, others: Sequence[str], least: float) -> Iterator[tuple[str, float]]:
    """Those of `others`, which come by length, that are like the text; much shorter or longer ones cannot be."""
    shortest, longest = len(text) * least / (200 - least), len(text) * (200 - least) / least
    first = bisect_left(others, shortest, key=len)
    last = bisect_right(others, longest, key=len)
    found = process.extract(text, others[first:last], scorer=fuzz.ratio, score_cutoff=least, limit=_MOST_NEAR)
    return ((other, likeness) for other, likeness, _ in found)


def _with_words(group: Group, text: str) -> Iterator[Near]:
    """Things with a name that has all the words, and more: *Ministry of Interior* of a country."""
    words = text.split()
    shared = set.intersection(*(group.by_word.get(word, set()) for word in words)) if words else set()
    for name in heapq.nsmallest(_MOST_NEAR, shared, key=lambda name: (len(name), name)):
        for entry in group.by_bare[name]:
            yield Near(entry, 0.5 + (_WORDS - 0.5) * len(text) / len(name), "words")


def _best(found: Iterator[Near]) -> list[Near]:
    """Each thing once, by its best score."""
    best: dict[str, Near] = {}
    for near in found:
        known = best.get(near.entry.id)
        if known is None or near.score > known.score:
            best[near.entry.id] = near
    return sorted(best.values(), key=lambda near: (-near.score, near.entry.id))
