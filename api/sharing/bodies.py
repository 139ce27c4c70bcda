"""What is sent to make a link. Which slice it shows is said as in `/v1/views/explorer.html`: in the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from practice_atlas.ontology.days import today
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.vocabularies import Audience

#: Days that a link is good for, this day not counted: unless something else is said, and at most.
USUAL: Final = 90
MOST: Final = 730
#: A calendar's own rules, which a pattern cannot hold, are the format's.
_DATE: Final[dict[str, Any]] = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}


class ShareBody(BaseModel):
    """For whom a link is, and until when."""

    model_config = ConfigDict(extra="forbid")

    audience: Audience = Field(
        Audience.PUBLIC,
        description="What this audience may see is in the slice, and nothing else; at most what the key may see. "
        "Whoever has the address sees it.",
    )
    last_day: Annotated[
        str | None,
        Field(
            description=f"The last day on which it opens, in UTC; none: in {USUAL} days. At most {MOST} days from now.",
            max_length=10,
            json_schema_extra=_DATE,
        ),
    ] = None


def last_day_of(text: str | None) -> date:
    """The last day of a link, as people write it. Raises QuestionError."""
    this_day = today()
    if not text:
        return this_day + timedelta(days=USUAL)
    try:
        if len(text) != len("2026-01-31"):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError as error:
        raise QuestionError("last_day", f"{text[:40]!r} is no day", fix="Write it as 2026-01-31.") from error
    latest = this_day + timedelta(days=MOST)
    if not this_day <= day <= latest:
        fix = f"Choose a day from {this_day} to {latest}."
        raise QuestionError("last_day", f"{day} cannot be the last day of a link", fix=fix)
    return day
