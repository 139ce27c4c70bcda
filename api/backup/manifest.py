"""What an archive says of itself: which version it is of, what it holds, and the hash of each part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT: Final = "practice-atlas-backup"
#: Raised when parts are added or mean something else. Older archives stay readable.
VERSION: Final = 3
NAME: Final = "manifest.json"

_Count = Annotated[int, Field(ge=0, strict=True)]


class Part(BaseModel):
    """A file of the archive: the hash and size of its bytes, unpacked, and how many rows it has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: _Count
    rows: _Count


class Manifest(BaseModel):
    """The list of an archive's parts, and the revision that a restored graph is at.

    `product` is the version of the program that made it, `store` the version of its store's tables, `revision` the
    number, `content` the revision's hash, `records` the records by kind, `made` UTC in ISO 8601.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["practice-atlas-backup"] = FORMAT
    version: _Count = VERSION
    product: str
    made: str
    store: _Count
    revision: _Count
    content: str
    records: Mapping[str, _Count]
    parts: Mapping[str, Part]

    def rows(self, name: str) -> int:
        """How many rows a part has; none where archives of this version had no such part."""
        return self.parts[name].rows if name in self.parts else 0

    def told(self) -> dict[str, Any]:
        """Everything, for programs."""
        return self.model_dump(mode="json")
