"""Walks over a JSON document record by record: of 100,000 flows only the text and one flow are held at a time.

Values come as those of YAML do: numbers, true and false stay the text that was written, since what a field holds is
the model's to say; objects are Blocks; null means that nothing is there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final

from practice_atlas.loaders.formats.text_file import line_ends
from practice_atlas.loaders.formats.yaml_events import Block

_SPACE: Final = re.compile(r"[ \t\n\r]*")
#: Halves of a character, which JSON can write and no text can hold.
_HALVES: Final = re.compile("[\ud800-\udfff]")
_DEEP: Final = "it is nested too deep"
_HALF: Final = "a text holds half a character (\\ud800 to \\udfff without its other half)"


class _HalfError(ValueError):
    """A text that cannot be written down."""


class JsonRefusal(Exception):
    """The text is not JSON from `line` on; `message` says what was expected."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Member:
    """A value of the document's object, or an item of a list there (`index`), with its line and its repeated keys."""

    key: str
    index: int | None
    value: Any
    line: int
    repeated: tuple[str, ...]

    @property
    def pointer(self) -> str:
        """Where it stands, as a JSON pointer."""
        return f"/{self.key}" if self.index is None else f"/{self.key}/{self.index}"


class JsonText:
    """One document. `position` is how many characters were walked over."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted, self._line = 0, 1
        self._repeated: list[str] = []
        self._decoder = JSONDecoder(
            object_pairs_hook=self._block, parse_int=str, parse_float=str, parse_constant=self._constant
        )
        self.position = _end_of_space(text, 0)

    def members(self) -> Iterator[Member]:
        """Every value of the document's object; lists item by item. Raises JsonRefusal where it is not JSON."""
        self._take("{", "an object: {…}")
        if self._next() != "}":
            yield from self._member()
            while self._next() == ",":
                self._take(",", "")
                yield from self._member()
        self._take("}", "a comma or the object's end")
        if self.position < len(self._text):
            raise self._refusal("something stands behind the object's end")

    def value(self) -> Member:
        """The value that comes next, whole. Raises JsonRefusal."""
        return self._value("", None)

    def _member(self) -> Iterator[Member]:
        if self._next() != '"':
            raise self._refusal("a key in quotation marks was expected")
        line = self._line_here()
        try:
            key, end = self._decoder.raw_decode(self._text, self.position)
            key = _plain(key)
        except JSONDecodeError as error:
            raise JsonRefusal(error.msg, error.lineno) from error
        except _HalfError as error:
            raise JsonRefusal(_HALF, line) from error
        self._go(end)
        self._take(":", "a colon")
        if self._next() != "[":
            yield self._value(key, None)
            return
        self._take("[", "")
        if self._next() == "]":
            yield Member(key, None, [], line, ())
        else:
            yield self._value(key, 0)
            index = 0
            while self._next() == ",":
                self._take(",", "")
                index += 1
                yield self._value(key, index)
        self._take("]", "a comma or the list's end")

    def _value(self, key: str, index: int | None) -> Member:
        line = self._line_here()
        try:
            value, end = self._decoder.raw_decode(self._text, self.position)
            value = _plain(value)
        except JSONDecodeError as error:
            raise JsonRefusal(error.msg, error.lineno) from error
        except RecursionError as error:
            raise JsonRefusal(_DEEP, line) from error
        except _HalfError as error:
            raise JsonRefusal(_HALF, line) from error
        self._go(end)
        repeated, self._repeated = tuple(self._repeated), []
        return Member(key, index, value, line, repeated)

    def _block(self, pairs: list[tuple[str, Any]]) -> Block:
        values = {_plain(key): _plain(value) for key, value in pairs}
        if len(values) < len(pairs):
            self._repeated += [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
        return Block(values, 0, {})

    def _constant(self, name: str) -> Any:
        raise self._refusal(f"{name} is no number in JSON")

    def _next(self) -> str:
        return self._text[self.position : self.position + 1]

    def _take(self, sign: str, expected: str) -> None:
        if self._next() != sign:
            raise self._refusal(f"{expected} was expected")
        self._go(self.position + 1)

    def _go(self, end: int) -> None:
        self.position = _end_of_space(self._text, end)

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self.position)
        self._counted = self.position
        return self._line

    def _refusal(self, message: str) -> JsonRefusal:
        return JsonRefusal(message, self._line_here())


def json_value(text: str) -> Member:
    """The single value in the text, which is all of it. Raises JsonRefusal."""
    document = JsonText(text)
    member = document.value()
    if document.position < len(text):
        raise JsonRefusal("something stands behind the value's end", text.count("\n", 0, document.position) + 1)
    return member


def _end_of_space(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        if _HALVES.search(value):
            raise _HalfError
        return line_ends(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return [_plain(item) for item in value] if isinstance(value, list) else value
