"""The weights of the fixed score, read from a versioned file, so that an answer can name the version that made it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.problems import Place, Problem

#: Parts of the fixed score, in the order in which they are told; those on request only where a caller asks for them.
Part = Literal["readiness", "fit", "similarity", "shared", "track", "capacity", "near", "preferred"]
PARTS: Final[tuple[Part, ...]] = ("readiness", "fit", "similarity", "shared", "track", "capacity")
ON_REQUEST: Final[tuple[Part, ...]] = ("near", "preferred")

_OWN: Final = Path(__file__).with_name("weights.json")
#: Weights are written with a few digits; so far their sum may be off.
_OFF: Final = 1e-9


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Stages(_Read):
    """What an implementation at a stage is worth, and having taught where no stage is known; between 0 and 1."""

    in_use: float = Field(alias="in-use", ge=0, le=1)
    adopted: float = Field(ge=0, le=1)
    taught: float = Field(ge=0, le=1)


class Closeness(_Read):
    """How close a practice is to the one that is wanted: the same, one narrower a step, the one right above it, or any
    of a wanted theme; between 0 and 1.
    """

    same: float = Field(ge=0, le=1)
    narrower: float = Field(ge=0, le=1)
    broader: float = Field(ge=0, le=1)
    theme: float = Field(ge=0, le=1)


class Bands(_Read):
    """Scores from which a pairing is called a good fit, and a possible one."""

    good: float = Field(ge=0, le=1)
    possible: float = Field(ge=0, le=1)


class Weights(_Read):
    """The weights of the fixed score, which sum to one, and what its parts are worked out with."""

    version: str = Field(min_length=1, max_length=40)
    weights: dict[Part, float]
    on_request: dict[Part, float]
    stages: Stages
    closeness: Closeness
    bands: Bands

    @model_validator(mode="after")
    def _sums_to_one(self) -> Self:
        if set(self.weights) != set(PARTS):
            raise ValueError(f"weights has to name exactly {', '.join(PARTS)}")
        if set(self.on_request) != set(ON_REQUEST):
            raise ValueError(f"on_request has to name exactly {', '.join(ON_REQUEST)}")
        if min([*self.weights.values(), *self.on_request.values()]) < 0:
            raise ValueError("a weight below 0 would turn a reason into its opposite")
        if abs(sum(self.weights.values()) - 1) > _OFF:
            raise ValueError(f"weights sum to {sum(self.weights.values()):g}, and have to sum to 1")
        if sum(self.on_request.values()) >= 1:
            raise ValueError("what is on request has to leave something for the other parts")
        return self

    @cached_property
    def content(self) -> str:
        """All of them as one text: what is kept of a revision is kept under it, since versions are only names."""
        return self.model_dump_json()

    def asked(self, on_request: frozenset[Part]) -> Mapping[Part, float]:
        """The weight of each part: what is asked for on top makes the others smaller, so that all still sum to one."""
        more: dict[Part, float] = {part: self.on_request[part] for part in ON_REQUEST if part in on_request}
        left = 1 - sum(more.values())
        usual: dict[Part, float] = {part: self.weights[part] * left for part in PARTS}
        return usual | more


@cache
def own_weights() -> Weights:
    """Those that come with the program."""
    return read_weights(_OWN)


def read_weights(file: Path) -> Weights:
    """Weights from a JSON file of the same form as ours. Raises InputError with everything that is wrong in it."""
    place = Place(file.name)
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError([Problem(place, "weights.file", f"it is no JSON: {error}", "Give a JSON file.")]) from error
    try:
        return Weights.model_validate(told)
    except ValidationError as error:
        fix = f"Take {_OWN.name} of the program as a pattern."
        raise InputError(
            [
                Problem(place, "weights", found["msg"], fix, field=".".join(map(str, found["loc"])))
                for found in error.errors()
            ]
        ) from error


def on_request(*, near: bool, prefer: Sequence[str]) -> frozenset[Part]:
    """The parts that a caller asks for: nearness, and lying in a region that is preferred."""
    asked: dict[Part, bool] = {"near": near, "preferred": bool(prefer)}
    return frozenset(part for part, wanted in asked.items() if wanted)
