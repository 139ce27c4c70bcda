"""A sentence as parts, text and the things it names, so that a page can link them and a terminal can print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.visualisations.languages.speaking import called, isolated, translated

Named = Thing | str
Slot = Named | Sequence[Named]

_FORMATTER = Formatter()


class Quoted(str):
    """Text of a record within a sentence, as against the sentence's own words: it may run the other way."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text and things in the order in which they are read."""

    parts: tuple[Named, ...] = ()

    def plain(self) -> str:
        """The sentence as plain text."""
        return "".join(map(_plain, self.parts))

    def capitalised(self) -> Sentence:
        """The sentence with a capital at its start, also where it starts with text of a record."""
        if not self.parts or not isinstance(self.parts[0], str):
            return self
        first = self.parts[0]
        return Sentence((type(first)(first[:1].upper() + first[1:]), *self.parts[1:]))

    def __add__(self, other: Sentence) -> Sentence:
        if self.parts and other.parts and _own_words(self.parts[-1]) and _own_words(other.parts[0]):
            return Sentence((*self.parts[:-1], f"{self.parts[-1]}{other.parts[0]}", *other.parts[1:]))
        return Sentence(self.parts + other.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)


def compose(template: str, *, joined: str = "", nobody: str = "", **slots: Slot) -> Sentence:
    """A template such as `{learner} learned from {teacher}` with its slots filled.

    Several things in one slot are listed; an empty slot reads as nobody. Text in a slot is never read as a template.
    """
    joined, nobody = joined or translated(" and "), nobody or translated("somebody not named")
    parts: list[Named] = []
    for literal, name, _, _ in _FORMATTER.parse(template):
        if literal:
            parts.append(literal)
        if name is not None:
            parts.extend(_listed(slots.get(name, ()), joined) or (nobody,))
    return Sentence(tuple(parts))


def _listed(slot: Slot, joined: str) -> list[Named]:
    if isinstance(slot, str | Thing):
        return [_quoted(slot)] if slot else []
    parts: list[Named] = []
    for position, item in enumerate(slot):
        if position:
            parts.append(joined if position == len(slot) - 1 else translated(", "))
        parts.append(_quoted(item))
    return parts


def _quoted(item: Named) -> Named:
    return Quoted(item) if isinstance(item, str) else item


def _plain(part: Named) -> str:
    if isinstance(part, Thing):
        return isolated(called(part))
    return isolated(part) if isinstance(part, Quoted) else part


def _own_words(part: Named) -> bool:
    return isinstance(part, str) and not isinstance(part, Quoted)
