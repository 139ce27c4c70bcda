"""SPID, whose figures are known: 17,835 adoptions of 728 policies by 50 states. Read where it lies, never copied."""

from __future__ import annotations

from typing import Final

from tests.architecture.repository import ROOT

SPID: Final = ROOT.parent / "shared" / "data" / "spid" / "adoptions.csv"
ARGUMENTS: Final = ("--actor", "statenam", "--practice", "policy", "--date", "adopt_year")
YEARS: Final = (1990, 2015)
