"""Parameters that several routes share, described once."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Query

MOST: Final = 500
LONGEST_NAME: Final = 300
_NAMED: Final = "An identifier, or a name that only one thing has"

AsOf = Annotated[
    str | None,
    Query(
        description="A day, month or year, in EDTF: what was certainly so by then.", examples=["2024-06"], max_length=80
    ),
]
Skip = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out at the start.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description=f"How many to give, at most {MOST}.")]
Name = Annotated[str, Path(description=f"{_NAMED}.", examples=["city:saida-lb"], max_length=LONGEST_NAME)]
From = Annotated[
    str | None, Query(alias="from", description=f"Who shared. {_NAMED}.", examples=["Saida"], max_length=LONGEST_NAME)
]
To = Annotated[
    str | None, Query(alias="to", description=f"Who learned. {_NAMED}.", examples=["Fes"], max_length=LONGEST_NAME)
]
About = Annotated[
    str | None,
    Query(description=f"The practice. {_NAMED}.", examples=["practice:youth-council"], max_length=LONGEST_NAME),
]
Words = Annotated[str, Query(description="What to look for.", examples=["Saida"], max_length=200)]
