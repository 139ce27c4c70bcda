"""The sample with a second source, which supports one of its flows as well: so a statement lies in two graphs."""

from __future__ import annotations

from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.terms import THINGS
from tests.support.sample import INFO, records, sample

REPORT = f"{THINGS}source/report#statements"
SECOND = f"{THINGS}source/second#statements"
OWN = f"{THINGS}dataset/sample#statements"


def two_sources() -> Dataset:
    """The sample and more."""
    both = {"flow:arda-elin": {"evidence": ["evidence:council", "evidence:second"]}}
    more = records(
        {"id": "source:second", "title": "Another report", "publisher": "institution:hub", "published": "2026-02"},
        {"id": "evidence:second", "source": "source:second", "starts": "Elin", "ends": "Arda",
         "says": "Elin learned of Arda's work."},
        {"id": "flow:bela-elin", "learner": "city:elin", "teacher": "city:bela", "practice": "practice:youth-council",
         "flow_kind": "exposed", "evidence": ["evidence:second"]},
    )  # fmt: skip
    return Dataset.of(INFO, [*sample(changed=both).records.values(), *more])
