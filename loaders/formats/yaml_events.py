"""Builds plain values from YAML with the line of each, and refuses what a table of records does not need.

Every scalar stays the text that was written: what a field holds is the model's to say, so `NO`, `12:30` and
`2024-01-17` cannot turn into something else on the way. Only an empty value, `~` and `null` mean that nothing is there.

Events of the C parser are used, because composing nodes takes eight times as long and holds the whole file in memory.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from yaml import CSafeLoader, YAMLError
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from practice_atlas.loaders.formats.text_file import line_ends

#: Lists and mappings inside one another. Records need five levels.
DEEPEST: Final = 12

_Events: TypeAlias = Callable[[], Any]

#: The parser's commonest complaints in plain words.
_WORDS: Final = {
    "scanning a quoted scalar": "a quotation mark is not closed",
    "mapping values are not allowed": "a colon inside a text, or a line that is indented too far",
    "tab character": "a tab; indent with spaces",
    "cannot start any token": "a text that starts with a sign of YAML's own, such as a tab, @, ` or %",
    "did not find expected key": "a line that is not indented like the other fields, or a quotation mark inside a text",
    "could not find expected ':'": "a line without a colon",
    "expected '-' indicator": "a line that belongs to no item of the list",
    "<document start>": "something stands behind the end of the list (...)",
}

_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_CORE_TAGS: Final = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "null", "seq", "map"))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong at a line (counted from 0 in the text that was parsed)."""

    line: int
    rule: str
    message: str
    fix: str


class Refusal(Exception):
    """The text cannot be read; `remark` says why."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.message)
        self.remark = remark


@dataclass(frozen=True, slots=True)
class Block:
    """A YAML mapping: its values, the line it starts at, and how many lines below that each key stands."""

    values: dict[str, Any]
    line: int
    lines: Mapping[str, int]


@dataclass(slots=True)
class YamlReader:
    """Reads texts of one file. Mappings that are laid out alike share one table of lines, which saves memory."""

    remarks: list[Remark] = field(default_factory=list)
    _layouts: dict[tuple[tuple[str, int], ...], dict[str, int]] = field(default_factory=dict)

    def read(self, text: str) -> Any:
        """The single value in the text: None, text, a list or a Block. Raises Refusal if it cannot be read.

        What is wrong but does not keep it from being read is added to `remarks`.
        """
        try:
            return self._document(_parser(text).get_event)
        except MarkedYAMLError as error:
            raise Refusal(_syntax(error)) from error
        except (YAMLError, UnicodeError) as error:
            raise Refusal(Remark(0, "yaml.syntax", f"not YAML: {error}", "Mend or remove the record.")) from error

    def _document(self, events: _Events) -> Any:
        events()  # the stream's start
        if isinstance(events(), StreamEndEvent):
            return None
        value = self._value(events, events(), 0)
        events()  # the document's end
        after = events()
        if isinstance(after, DocumentStartEvent):
            raise Refusal(_at(after, "yaml.documents", "a second document starts here", "Put all into one list."))
        return value

    def _value(self, events: _Events, event: Any, depth: int) -> Any:
        kind = event.__class__
        if kind is AliasEvent or event.anchor is not None:
            fix = "Write the value out in each place."
            raise Refusal(_at(event, "yaml.alias", "anchors (&) and aliases (*) are not read", fix))
        if event.tag is not None and event.tag not in _CORE_TAGS and event.tag != "!":
            fix = "Remove the tag: the field's own type decides how the value is read."
            self.remarks.append(_at(event, "yaml.tag", f"the tag {event.tag} is not read", fix))
        if kind is ScalarEvent:
            return None if event.implicit[0] and event.value in _NOTHING else line_ends(event.value)
        if depth >= DEEPEST:
            raise Refusal(_at(event, "yaml.depth", f"nested more than {DEEPEST} deep", "Records need no such depth."))
        return self._block(events, event, depth) if kind is MappingStartEvent else self._list(events, depth)

    def _list(self, events: _Events, depth: int) -> list[Any]:
        values = []
        event = events()
        while event.__class__ is not SequenceEndEvent:
            values.append(self._value(events, event, depth + 1))
            event = events()
        return values

    def _block(self, events: _Events, start: Any, depth: int) -> Block:
        values: dict[str, Any] = {}
        lines: list[tuple[str, int]] = []
        first = start.start_mark.line
        event = events()
        while event.__class__ is not MappingEndEvent:
            line = event.start_mark.line - first
            if event.__class__ is not ScalarEvent:
                raise Refusal(_at(event, "yaml.key", "a key that is not plain text", "Write field: value."))
            key = sys.intern(event.value)
            if key in values:
                message = f"{key} stands twice in the same record"
                self.remarks.append(_at(event, "yaml.duplicate-key", message, "Keep one of the two."))
            lines.append((key, line))
            values[key] = self._value(events, events(), depth + 1)
            event = events()
        layout = tuple(lines)
        return Block(values, first, self._layouts.setdefault(layout, dict(lines)))


def _parser(text: str) -> CSafeLoader:
    found = _CONTROL.search(text)
    if found:
        line, code = text.count("\n", 0, found.start()), f"U+{ord(found[0]):04X}"
        raise Refusal(Remark(line, "text.hidden", f"holds the hidden character {code}", "Remove it."))
    return CSafeLoader(text)


def _at(event: Any, rule: str, message: str, fix: str) -> Remark:
    return Remark(event.start_mark.line, rule, message, fix)


def _syntax(error: MarkedYAMLError) -> Remark:
    told = " ".join(text for text in (error.context, error.problem) if text)
    opened = "quoted scalar" in told or "flow" in told  # and not closed: the place is where it was opened
    mark = error.context_mark if opened and error.context_mark else error.problem_mark
    what = next((words for jargon, words in _WORDS.items() if jargon in told), told)
    fix = "Put text that holds : # quotation marks or brackets into quotation marks, and indent with spaces."
    return Remark(mark.line if mark else 0, "yaml.syntax", f"not YAML: {what}", fix)
