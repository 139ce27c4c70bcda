"""A small invented data set that has one of everything: what tests of the graph and of the doors load."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND, Record

INFO = DatasetInfo(id="sample", title="Sample", publisher="Test", licence="CC-BY-4.0", version="1.0.0", language="en")

ROWS: tuple[dict[str, Any], ...] = (
    {"id": "source:report", "title": "A report", "publisher": "institution:hub", "published": "2026-01",
     "address": "https://example.org/report#page"},
    {"id": "evidence:exchange", "source": "source:report", "starts": "The hub", "ends": "their work",
     "says": "Three cities told Dalma of their work with young people.", "section": "Learning"},
    {"id": "evidence:council", "source": "source:report", "starts": "Inspired by", "ends": "in 2025",
     "says": "Elin made a council after Arda's example."},
    {"id": "evidence:closed", "source": "source:report", "starts": "In confidence", "ends": "later",
     "says": "Something only the hub may know.", "audience": "hub"},
    {"id": "evidence:pause", "source": "source:report", "starts": "The council", "ends": "new mayor",
     "says": "Dalma paused its council when the mayor changed."},
    {"id": "theme:youth", "name": "Youth participation"},
    {"id": "practice:youth-engagement", "name": "Youth engagement", "themes": ["theme:youth"]},
    {"id": "practice:youth-council", "name": "Youth council", "themes": ["theme:youth"],
     "broader": "practice:youth-engagement", "definition": "An elected body of young people that advises a city."},
    {"id": "city:arda", "name": "Arda", "names": ["أردة@ar", "Arde@fr"], "country": "country:lb",
     "latitude": 33.5, "longitude": 35.4, "population": 160000, "geonames": 1},
    {"id": "city:bela", "name": "Bela", "country": "country:ma"},
    {"id": "city:dalma", "name": "Dalma", "country": "country:iq"},
    {"id": "city:elin", "name": "Elin", "country": "country:ma"},
    {"id": "city:tripoli-lb", "name": "Tripoli", "country": "country:lb"},
    {"id": "city:tripoli-ly", "name": "Tripoli", "country": "country:ly"},
    {"id": "city:hidden", "name": "Hidden City", "country": "country:tn", "audience": "hub"},
    {"id": "institution:hub", "name": "Regional Hub", "institution_kind": "network-office", "reach": "the region"},
    {"id": "institution:ministry", "name": "Ministry of Interior", "institution_kind": "ministry",
     "country": "country:ma"},
    {"id": "person:mayor", "name": "A. Mayor", "evidence": ["evidence:pause"],
     "offices": [{"role": "Mayor", "organisation": "city:dalma", "state": "former"}]},
    {"id": "engagement:exchange", "name": "Virtual exchange", "engagement_kind": "virtual-session",
     "evidence": ["evidence:exchange"], "practices": ["practice:youth-engagement"],
     "participations": [
         {"actor": "institution:hub", "role": "organiser"},
         {"actor": "city:arda", "role": "presenter"},
         {"actor": "city:bela", "role": "presenter"},
         {"actor": "city:dalma", "role": "participant"},
         {"actor": "city:hidden", "role": "participant", "evidence": ["evidence:closed"]},
         {"unnamed": "two other cities", "count": "2", "role": "participant"},
     ],
     "outcomes": [{"relation": "informed", "target": "engagement:support", "evidence": ["evidence:council"]}]},
    {"id": "engagement:support", "name": "Support to Elin", "engagement_kind": "advisory-support", "when": "2024-09",
     "held_in": "city:elin", "country": "country:ma", "size": "more than 90", "evidence": ["evidence:council"],
     "participations": [{"actor": "city:elin", "role": "beneficiary"},
                        {"actor": "institution:ministry", "role": "partner"}],
     "outcomes": [{"relation": "led-to", "target": "implementation:elin-council"}]},
    {"id": "resource:guide", "name": "A guide", "resource_kind": "guide", "makers": ["institution:hub"],
     "produced_by": ["engagement:support"], "evidence": ["evidence:council"]},
    {"id": "implementation:elin-council", "name": "Elin Youth Council", "actor": "city:elin",
     "practice": "practice:youth-council", "evidence": ["evidence:council"], "size": "91 members",
     "supporters": ["institution:hub"], "builds_on": ["resource:guide"],
     "stages": [{"stage": "designing"}, {"stage": "adopted", "when": "2025-02-17", "evidence": ["evidence:council"]}]},
    {"id": "implementation:dalma-council", "name": "Dalma Youth Council", "actor": "city:dalma",
     "practice": "practice:youth-council", "evidence": ["evidence:pause"],
     "stages": [{"stage": "designing"}, {"stage": "paused", "reason": "The mayor changed."}]},
    {"id": "flow:arda-dalma", "learner": "city:dalma", "teacher": "city:arda", "practice": "practice:youth-engagement",
     "flow_kind": "inspired", "via": ["engagement:exchange"], "evidence": ["evidence:exchange"]},
    {"id": "flow:bela-dalma", "learner": "city:dalma", "teacher": "city:bela", "practice": "practice:youth-engagement",
     "flow_kind": "exposed", "via": ["engagement:exchange"], "evidence": ["evidence:exchange"]},
    {"id": "flow:arda-elin", "learner": "city:elin", "teacher": "city:arda", "practice": "practice:youth-engagement",
     "flow_kind": "inspired", "led_to": "implementation:elin-council", "evidence": ["evidence:council"]},
    {"id": "flow:elin-others", "unnamed_learner": "other cities of the country", "teacher": "city:elin",
     "practice": "practice:youth-council", "flow_kind": "exposed", "state": "planned",
     "evidence": ["evidence:council"]},
    {"id": "flow:hidden", "learner": "city:hidden", "teacher": "city:arda", "practice": "practice:youth-council",
     "flow_kind": "adapted", "when": "2025", "evidence": ["evidence:closed"]},
    {"id": "membership:elin", "actor": "city:elin", "organisation": "institution:hub",
     "evidence": ["evidence:council"]},
    {"id": "partnership:memorandum", "name": "Memorandum", "partnership_kind": "memorandum-of-understanding",
     "parties": ["institution:hub", "institution:ministry"], "evidence": ["evidence:council"],
     "states": [{"state": "signed", "when": "2023-11"}]},
    {"id": "intention:request", "intention_kind": "request", "actor": "city:elin", "addressees": ["institution:hub"],
     "summary": "Elin asked for help with a youth framework.", "practice": "practice:youth-council",
     "led_to": ["engagement:support"], "evidence": ["evidence:council"]},
    {"id": "statement:size", "about": "implementation:elin-council", "field": "size", "value": "about 100 members",
     "evidence": ["evidence:exchange"]},
    {"id": "waiver:title", "source": "source:report", "starts": "A report", "ends": "A report", "reason": "A heading."},
)  # fmt: skip


def records(*rows: dict[str, Any]) -> list[Record]:
    """Records from plain rows, of the kind that their identifier names."""
    return [BY_KIND[kind_of(row["id"])].model_validate(row) for row in rows]


def sample(
    *,
    without: tuple[str, ...] = (),
    changed: dict[str, dict[str, Any]] | None = None,
    added: Iterable[dict[str, Any]] = (),
) -> Dataset:
    """The sample, without some records, with some fields changed, and with more records."""
    rows = [row | (changed or {}).get(row["id"], {}) for row in ROWS if row["id"] not in without]
    return Dataset.of(INFO, records(*rows, *added))


def learners(names: Sequence[str]) -> Dataset:
    """The sample, and a city of each of these names that learned from Arda; one in four is nowhere on the map."""
    cities = [
        {"id": f"city:learner-{at}", "name": name, "country": "country:jo"}
        | ({"latitude": at % 60 - 30.0, "longitude": at * 5.0 - 120} if at % 4 else {})
        for at, name in enumerate(names)
    ]
    flows = [
        {"id": f"flow:learner-{at}", "learner": f"city:learner-{at}", "teacher": "city:arda", "flow_kind": "inspired",
         "practice": "practice:youth-council", "evidence": ["evidence:council"]}
        for at in range(len(names))
    ]  # fmt: skip
    return sample(added=(*cities, *flows))
