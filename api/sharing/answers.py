"""What is told of links to frozen slices."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from practice_atlas.api.store.shares import Share
from practice_atlas.ontology.vocabularies import Audience


class ShareTold(BaseModel):
    """A link, without its address, which is told once, when it is made."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(examples=["share-3f9c1a2b4d5e"])
    state: Literal["in force", "expired", "revoked"]
    view: Literal["network", "map"]
    chosen: dict[str, str] = Field(
        description="Filters and date in words, by their label.", examples=[{"Practice": "Youth council"}]
    )
    audience: Audience = Field(description="What this audience might see when it was made is in it.")
    shown: int = Field(description="Items that it shows,", examples=[6])
    total: int = Field(description="of so many.", examples=[6])
    revision: int = Field(description="The revision that it is of; later ones change nothing in it.", examples=[3])
    made: str = Field(description="UTC.", examples=["2026-11-26T10:20:30.123+00:00"])
    maker: str = Field(description="The name of the key that made it.", examples=["Hub desk"])
    last_day: date = Field(description="The last day on which it opens, in UTC.")
    revoked: str | None = Field(None, description="When it was revoked, UTC.")

    @classmethod
    def of(cls, share: Share) -> Self:
        """What may be told of a link to its maker, and to the hub."""
        told = {name: getattr(share, name) for name in cls.model_fields if name != "chosen"}
        return cls(**told, chosen=dict(share.chosen))


class MadeAnswer(BaseModel):
    """A new link. Its address is told this once: only a hash of it is kept."""

    model_config = ConfigDict(frozen=True)

    share: ShareTold
    address: str = Field(description="Whoever has it sees the slice, without a key, until it expires or is revoked.")
    frame: str = Field(description="The same for a frame in pages of others, where the operator allows theirs.")
    framed_by: tuple[str, ...] = Field(description="Origins whose pages may do so; none: nobody's.")


class SharesAnswer(BaseModel):
    """Links, newest first."""

    model_config = ConfigDict(frozen=True)

    shares: tuple[ShareTold, ...]


_SHARE = ShareTold(
    id="share-3f9c1a2b4d5e",
    state="in force",
    view="network",
    chosen={"Practice": "Youth council"},
    audience=Audience.PUBLIC,
    shown=6,
    total=6,
    revision=3,
    made="2026-11-26T10:20:30.123+00:00",
    maker="Hub desk",
    last_day=date(2027, 2, 24),
)
_TOKEN = "1f3QmF0cXn2m5lJ0qkq0Y1Yh5c8r7uXy9ZaBcDeFgHi"  # noqa: S105  an example
_ADDRESS = f"https://atlas.example.org/s/{_TOKEN}"
EXAMPLES = {
    ShareTold: _SHARE,
    SharesAnswer: SharesAnswer(shares=(_SHARE,)),
    MadeAnswer: MadeAnswer(
        share=_SHARE, address=_ADDRESS, frame=f"{_ADDRESS}?embed=1", framed_by=("https://city.example",)
    ),
}


def content_of(kind: type[BaseModel]) -> dict[str, object]:
    """The example of an answer, as a response's content in the description."""
    return {"application/json": {"example": EXAMPLES[kind].model_dump(mode="json")}}
