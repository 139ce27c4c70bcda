"""Which of several forms of one thing a caller likes best: the Accept header (RFC 9110, 12.5.1).

Libraries that do this carry a web framework with them (Werkzeug, WebOb) or are no longer kept (accept-types).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_ITEMS: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
_PARAMETERS: Final = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*")+')
_QUALITY: Final = re.compile(r"^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$")


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its name, which addresses may end in, and the media types that ask for it, its own first."""

    name: str
    title: str
    types: tuple[str, ...]

    @property
    def content_type(self) -> str:
        """What an answer is labelled with."""
        own = self.types[0]
        return f"{own}; charset=utf-8" if own.startswith("text/") else own


@dataclass(frozen=True, slots=True)
class _Range:
    type: str
    quality: float

    @property
    def precision(self) -> int:
        """A type is more than its family, its family more than anything."""
        return 0 if self.type == "*/*" else 1 if self.type.endswith("/*") else 2


def best(header: str | None, forms: Sequence[Form]) -> Form | None:
    """The form that is liked best, of those liked alike the first; None where none is accepted.

    What cannot be read in a header says nothing, and a header that says nothing accepts everything.
    """
    ranges = list(_ranges(header or ""))
    if not ranges:
        return forms[0]
    liked = [(max(_quality(name, ranges) for name in form.types), form) for form in forms]
    quality, form = max(liked, key=lambda pair: pair[0])
    return form if quality > 0 else None


def _quality(name: str, ranges: Iterable[_Range]) -> float:
    family = name.partition("/")[0] + "/*"
    fitting = [item for item in ranges if item.type in (name, family, "*/*")]
    return max(fitting, key=lambda item: item.precision).quality if fitting else 0.0


def _ranges(header: str) -> Iterator[_Range]:
    for item in _ITEMS.findall(header.lower()):
        name, *parameters = [part.strip() for part in _PARAMETERS.findall(item)] or [""]
        if name.count("/") != 1:
            continue
        given = [text.partition("=")[2].strip() for text in parameters if text.partition("=")[0].strip() == "q"]
        if not given:
            yield _Range(name, 1.0)
        elif _QUALITY.match(given[0]):
            yield _Range(name, float(given[0]))
