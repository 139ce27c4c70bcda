"""Turtle, written so that people can read it and every run gives the same bytes.

rdflib orders nested blank nodes by identifiers that it draws anew each time, so it cannot write these files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from practice_atlas.ontology.terms import PREFIXES

#: A predicate and an object, both as they stand in Turtle.
Pair = tuple[str, str]

_LOCAL: Final = re.compile(r"^[A-Za-z][A-Za-z0-9_-]*$")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def iri(address: str) -> str:
    """`atlas:City` where a prefix fits, else `<…>`."""
    for prefix, namespace in PREFIXES.items():
        local = address.removeprefix(namespace)
        if local != address and _LOCAL.match(local):
            return f"{prefix}:{local}"
    return f"<{address}>"


def text(value: str, language: str = "") -> str:
    """A quoted text, with its language if one is given."""
    quoted = "".join(_ESCAPES.get(letter, letter) for letter in value)
    return f'"{quoted}"' + (f"@{language}" if language else "")


def items(objects: Iterable[str]) -> str:
    """An RDF list."""
    return "( " + " ".join(objects) + " )"


def nested(pairs: Sequence[Pair]) -> str:
    """A node without a name of its own, on one line."""
    return "[ " + " ; ".join(f"{predicate} {value}" for predicate, value in pairs) + " ]"


def block(subject: str, pairs: Sequence[Pair]) -> str:
    """All that is said of one subject, a statement a line."""
    lines = [f"{predicate} {value}" for predicate, value in pairs]
    return f"{subject}\n    " + " ;\n    ".join(lines) + " .\n"


def document(mark: str, blocks: Iterable[str]) -> str:
    """A file: the mark, the prefixes, the blocks."""
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))
    return f"# {mark}\n\n{prefixes}\n" + "\n".join(blocks)
