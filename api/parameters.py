"""Parameters that several routes share, described once."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, Path, Query
from pydantic import Field

from practice_atlas.graph.questions.paging import MOST, USUAL, Page

LONGEST_NAME: Final = 300
_NAMED: Final = "An identifier, or a name that only one thing has"

_AS_OF: Final = "A day, month or year, in EDTF: what was certainly so by then."
#: EDTF's own rule, which a pattern cannot hold: the format's name stands for it, as in /ontology/schema.json.
_EDTF: Final[dict[str, Any]] = {"type": "string", "format": "edtf", "maxLength": 80}
_NONE: Final[dict[str, Any]] = {"type": "null"}
_DAY: Final[dict[str, Any]] = {"anyOf": [_EDTF, _NONE]}
_REVISION: Final[dict[str, Any]] = {"anyOf": [{"type": "string", "pattern": "^[0-9]{1,9}$"}, _EDTF, _NONE]}
AsOf = Annotated[str | None, Query(description=_AS_OF, examples=["2024-06"], max_length=80, json_schema_extra=_DAY)]
#: The same as a field of a model of parameters.
AS_OF: Final[Any] = Field(None, description=_AS_OF, examples=["2024-06"], max_length=80, json_schema_extra=_DAY)
_KNOWN_AT: Final = (
    "What was known then: the number of a revision, or a day, which means the newest revision by then. "
    "/v1/revisions lists which are kept."
)
KnownAt = Annotated[
    str | None,
    Query(description=_KNOWN_AT, examples=["3", "2026-11-23"], max_length=80, json_schema_extra=_REVISION),
]
#: The same as a field of a model of parameters; `Ask` is who reads it.
KNOWN_AT: Final[Any] = Field(
    None, description=_KNOWN_AT, examples=["3", "2026-11-23"], max_length=80, json_schema_extra=_REVISION
)
Limit = Annotated[int, Query(ge=1, le=MOST, description=f"How many to give, at most {MOST}.")]
#: The letters that paging.cursor writes with.
CURSOR: Final = "^[A-Za-z0-9_-]+$"
AFTER: Final = "The page after this place: `next` or `previous` of an answer, unchanged."
After = Annotated[str | None, Query(description=AFTER, max_length=2_000, pattern=CURSOR)]
Name = Annotated[str, Path(description=f"{_NAMED}.", examples=["city:saida-lb"], max_length=LONGEST_NAME)]
Words = Annotated[
    str,
    Query(
        description="What to look for: a letter or digit at least.", examples=["Saida"], min_length=1, max_length=200
    ),
]


async def page_of(limit: Limit = USUAL, after: After = None) -> Page:
    """The page that is asked for."""
    return Page(limit, after)


Paging = Annotated[Page, Depends(page_of)]
InTime = Annotated[
    bool,
    Query(description="Only by learning flows from teacher to learner, each no earlier than the one before."),
]
