"""Identifiers: `kind:slug`, readable and stable, and their addresses."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from practice_atlas.ontology.terms import THINGS

#: The kinds of thing that have an identifier, in the order in which people read them.
KINDS: Final = (
    "source", "evidence", "city", "institution", "person", "theme", "practice", "resource", "engagement",
    "implementation", "flow", "membership", "partnership", "intention", "statement", "waiver", "country",
)  # fmt: skip
#: Who can act, teach and learn.
ACTORS: Final = ("city", "institution", "country")

SLUG: Final = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"
PATTERN: Final = rf"^(?:{'|'.join(KINDS)}):{SLUG}$"
LONGEST: Final = 120
_MATCH: Final = re.compile(PATTERN)


def is_identifier(text: str) -> bool:
    """Whether the text is a well-formed identifier of one of KINDS."""
    return len(text) <= LONGEST and _MATCH.fullmatch(text) is not None


def kind_of(identifier: str) -> str:
    """`city:saida-lb` → `city`."""
    return identifier.partition(":")[0]


def address_of(identifier: str, base: str = THINGS) -> str:
    """The address (IRI) of a thing: `city:saida-lb` → `…/id/city/saida-lb`."""
    return base + identifier.replace(":", "/", 1)


def child_identifier(owner: str, table: str, content: str) -> str:
    """The identifier of a nested statement: from its owner, its table and its content.

    It comes from content, not position, so that sorting or inserting rows leaves the others' identifiers alone. 12 hex
    digits: a collision needs some 20 million statements under one owner for even odds.
    """
    digest = hashlib.sha256(f"{table}\x1f{content}".encode()).hexdigest()[:12]
    return f"{owner}.{table}.{digest}"
