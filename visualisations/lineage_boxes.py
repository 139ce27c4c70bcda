"""The boxes of a lineage's picture: what is written in each, broken into lines, since SVG does not break them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from practice_atlas.graph.questions.answers import ImplementationView, Thing
from practice_atlas.ontology.vocabularies import Stage
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.languages.speaking import called, country_called, translated, translated_many
from practice_atlas.visualisations.palette import LOOKS
from practice_atlas.visualisations.wording import label

#: Letters that fit into a line, by style: SVG does not say how wide a text will be.
_LETTERS: Final = {"name": 20, "own": 23, "unnamed": 24}
_USUAL_LETTERS: Final = 24
_LINE: Final = 19
_PADDING: Final = 14
#: Of a long list of groups without names so many are written out.
_MOST_GROUPS: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: `style` is name, place, own (an implementation's name), stage, or unnamed."""

    text: str
    style: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """An actor, or a group that the source does not name (then there is no `thing`)."""

    key: str
    thing: Thing | None
    lines: tuple[Line, ...]
    height: int


def box_of(key: str, name: Thing | Sequence[str], own: Iterable[ImplementationView]) -> Box:
    """The box of an actor with its implementations, or of what is not named."""
    thing = name if isinstance(name, Thing) else None
    written = _actor(name, own) if isinstance(name, Thing) else _unnamed(name)
    lines = [Line(text, style, _PADDING + 12 + seat * _LINE) for seat, (text, style) in enumerate(written)]
    return Box(key, thing, tuple(lines), _PADDING * 2 + _LINE * len(lines) - 4)


def _actor(thing: Thing, own: Iterable[ImplementationView]) -> Iterable[tuple[str, str]]:
    yield from _wrapped(called(thing), "name")
    look = LOOKS[thing.kind]
    where = f"{translated(', ')}{country_called(thing.country)}" if thing.country else ""
    yield f"{look.sign} {translated(look.label)}{where}", "place"
    for view in own:
        yield from _wrapped(view.name, "own")
        if view.stages:
            last = view.stages[-1]
            date = f"{translated(', ')}{in_words(last.when)}" if last.when else ""
            yield from _wrapped(f"{label(Stage, last.stage)}{date}", f"stage stage-{last.stage}")


def _unnamed(groups: Sequence[str]) -> Iterable[tuple[str, str]]:
    yield translated("Not named in the source"), "place"
    for group in groups[:_MOST_GROUPS]:
        yield from _wrapped(group.removesuffix(" (not named)"), "unnamed")
    if more := max(len(groups) - _MOST_GROUPS, 0):
        yield translated_many("and %(num)s more", "and %(num)s more", more) % {"num": more}, "unnamed"


def _wrapped(text: str, style: str) -> list[tuple[str, str]]:
    lines = wrap(text, _LETTERS.get(style, _USUAL_LETTERS), max_lines=3, placeholder=" …") or [text]
    return [(line, style) for line in lines]
