"""What crosses the door of this room: what is known going in, a checked data set or its problems coming out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class KnownIdentity:
    """A thing that the graph already holds, so that records may refer to it by identifier, name or gazetteer id."""

    id: str
    names: tuple[str, ...] = ()
    country: str | None = None
    geonames: int | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a passage stands in its source's text: character offsets, and the SHA-256 of what stands between them."""

    start: int
    end: int
    sha256: str


@dataclass(frozen=True)
class Checked:
    """The outcome of reading a data set. `dataset` is None if there is any problem: nothing is loaded by halves.

    `passages` holds the evidence that was found in a source's text, for the sources whose text is at hand; `places`
    where each record stood, for problems that only show later, such as a clash with another data set.
    """

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    passages: Mapping[str, Passage] = field(repr=False)
    places: Mapping[str, Place] = field(repr=False)
