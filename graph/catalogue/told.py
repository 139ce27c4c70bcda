"""Derived values as the audience is told them (`layout.BY_AUDIENCE`): a text that returns one takes it from here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from practice_atlas.graph import layout
from practice_atlas.ontology.vocabularies import Audience

_CHOICE: Final = re.compile(
    rf"CASE WHEN \$level = {Audience.PUBLIC.level} THEN (\S+) "
    rf"WHEN \$level = {Audience.MEMBERS.level} THEN (coalesce\([^()]*\)) ELSE (coalesce\([^()]*\)) END"
)


def told(value: str) -> str:
    """`n.known_by` as the audience of `$level` is told it: null or empty where it is told of none."""
    members, hub = (layout.for_audience(value, audience) for audience in (Audience.MEMBERS, Audience.HUB))
    return (
        f"CASE WHEN $level = {Audience.PUBLIC.level} THEN {value} "
        f"WHEN $level = {Audience.MEMBERS.level} THEN coalesce({members}, {value}) "
        f"ELSE coalesce({hub}, {members}, {value}) END"
    )


@lru_cache(maxsize=1_000)
def for_level(text: str, level: int) -> str:
    """A text of the catalogue with the choices made that `level` decides: half as long, and read in half the time."""
    return _CHOICE.sub(lambda found: str(found[level + 1]), text)
