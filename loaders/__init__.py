"""Reads data sets from YAML, CSV and workbooks, resolves names, checks everything, and reports all problems at once."""

from practice_atlas.loaders.checked import Checked, KnownIdentity, Passage
from practice_atlas.loaders.evidence.coverage import Coverage, SourceCoverage, Uncovered, coverage
from practice_atlas.loaders.progress import Progress, silent
from practice_atlas.loaders.read import read_dataset

__all__ = [
    "Checked",
    "Coverage",
    "KnownIdentity",
    "Passage",
    "Progress",
    "SourceCoverage",
    "Uncovered",
    "coverage",
    "read_dataset",
    "silent",
]
