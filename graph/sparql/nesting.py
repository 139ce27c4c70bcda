"""How deep brackets are nested, without parsing: parsers fall over texts that this may count in no time."""

from __future__ import annotations

import re
from typing import Final

#: Strings, comments and addresses are passed over; brackets are what is looked for.
_TOKEN: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'(?:[^'\\\n]|\\.)*+'"
    r"|#[^\n]*+"
    r'|<[^<>"{}|^`\\\x00-\x20]*+>'
    r"|(?P<opens>[({\[])"
    r"|(?P<closes>[)}\]])",
    re.DOTALL,
)


def depth_of(text: str) -> int:
    """The deepest nesting of round, square and curly brackets."""
    depth = deepest = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "opens":
            depth += 1
            deepest = max(deepest, depth)
        elif token.lastgroup == "closes":
            depth = max(depth - 1, 0)
    return deepest
