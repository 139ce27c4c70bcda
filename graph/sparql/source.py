"""Where the data of a SPARQL service come from, and what their addresses begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from practice_atlas.graph.rdf.rebasing import moved
from practice_atlas.graph.rdf.writing import SHORT
from practice_atlas.ontology.terms import THINGS


@dataclass(frozen=True, slots=True)
class Source:
    """A graph. `environment` holds what opening it takes beside its address: user and password.

    `things` is what the addresses of things begin with, where that is not what the ontology says.
    """

    address: str
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    things: str = THINGS

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that queries need not declare."""
        return {prefix: moved(namespace, self.things) for prefix, namespace in SHORT.items()}
