"""SPID, whose figures are known: 17,835 adoptions of 728 policies by 50 states. Read where it lies, never copied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from practice_atlas.graph.pairings.adoptions import Adoption, Adoptions
from practice_atlas.loaders.observations import ObservedAdoption
from tests.architecture.repository import ROOT

SPID: Final = ROOT.parent / "shared" / "data" / "spid" / "adoptions.csv"
ARGUMENTS: Final = ("--actor", "statenam", "--practice", "policy", "--date", "adopt_year")
YEARS: Final = (1990, 2015)


def history(observed: Iterable[ObservedAdoption]) -> Adoptions:
    """The history of these rows, without themes."""
    return Adoptions.of(Adoption(item.actor, item.practice, item.year) for item in observed)
