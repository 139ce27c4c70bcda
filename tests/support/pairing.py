"""A small invented network for tests of pairings: who does or taught what, told by several sources."""

from __future__ import annotations

from typing import Any, Final

from practice_atlas.ontology.dataset import Dataset
from tests.support.sample import INFO, records

COUNCIL: Final = "practice:youth-council"
WIDER: Final = "practice:youth-engagement"
ELECTED: Final = "practice:elected-youth-council"

_SOURCES: Final = ("one", "two", "three")


def _piece(name: str, source: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"evidence:{name}", "source": f"source:{source}", "starts": f"{name} begins", "ends": f"{name} ends",
        "says": f"What is said of {name}.", **more,
    }  # fmt: skip


def _city(name: str, country: str, population: int | None = None, **more: Any) -> dict[str, Any]:
    people = {"population": population} if population else {}
    return {"id": f"city:{name}", "name": name.capitalize(), "country": f"country:{country}", **people, **more}


def doing(city: str, practice: str, *stages: dict[str, Any], evidence: str, **more: Any) -> dict[str, Any]:
    """An implementation of a city's own."""
    return {
        "id": f"implementation:{city}-{practice.partition(':')[2]}", "name": f"{practice} of {city}",
        "actor": f"city:{city}", "practice": practice, "stages": list(stages), "evidence": [evidence], **more,
    }  # fmt: skip


def taught(teacher: str, learner: str, practice: str, *evidence: str, **more: Any) -> dict[str, Any]:
    """A learning flow."""
    return {
        "id": f"flow:{teacher}-{learner}-{practice.partition(':')[2]}", "teacher": f"city:{teacher}",
        "learner": f"city:{learner}", "practice": practice, "flow_kind": "exposed", "evidence": list(evidence), **more,
    }  # fmt: skip


ROWS: Final[tuple[dict[str, Any], ...]] = (
    {"id": "institution:hub", "name": "Hub", "institution_kind": "network-office"},
    *({"id": f"source:{name}", "title": f"Report {name}", "published": "2025-06"} for name in _SOURCES),
    _piece("nour", "one"), _piece("nour-too", "two"), _piece("nour-also", "three"), _piece("omid", "one"),
    _piece("omid-taught", "two"), _piece("pella", "one"), _piece("petra", "one"), _piece("met", "two"),
    _piece("need", "three"), _piece("closed", "one", audience="hub"),
    _piece("guess", "one", directness="inferred"),
    {"id": "theme:youth", "name": "Youth participation"},
    {"id": WIDER, "name": "Youth engagement", "themes": ["theme:youth"]},
    {"id": COUNCIL, "name": "Youth council", "themes": ["theme:youth"], "broader": WIDER,
     "definition": "A council of young people that advises the city."},
    {"id": ELECTED, "name": "Elected youth council", "broader": COUNCIL, "definition": "One that they elect."},
    {"id": "practice:bus", "name": "Night bus", "definition": "A bus that runs at night."},
    _city("lina", "lb", 100_000, latitude=33.9, longitude=35.5),
    _city("nour", "lb", 120_000, latitude=33.5, longitude=35.4), _city("omid", "jo", 90_000),
    _city("pella", "fr", 5_000_000, latitude=48.9, longitude=2.3), _city("petra", "jo"), _city("quiet", "ma"),
    _city("hidden", "ma", audience="hub"),
    {"id": "engagement:day", "name": "A day together", "engagement_kind": "exchange", "when": "2023-05",
     "evidence": ["evidence:met"],
     "participations": [{"actor": "city:lina", "role": "participant"}, {"actor": "city:omid", "role": "presenter"},
                        {"actor": "city:quiet", "role": "host"}, {"actor": "city:nour", "role": "example"}]},
    # Nour: in use since 2022, three sources; Omid taught it; Pella does a form of it; Petra paused it.
    doing("nour", COUNCIL, {"stage": "adopted", "when": "2021"}, {"stage": "in-use", "when": "2022"},
          evidence="evidence:nour"),
    taught("nour", "petra", COUNCIL, "evidence:nour-too", when="2023", flow_kind="adapted"),
    taught("nour", "omid", COUNCIL, "evidence:nour-also", when="2024"),
    taught("omid", "pella", COUNCIL, "evidence:omid", "evidence:omid-taught", when="2023-06", flow_kind="inspired"),
    doing("pella", ELECTED, {"stage": "adopted", "when": "2024-01"}, evidence="evidence:pella"),
    doing("petra", COUNCIL, {"stage": "in-use", "when": "2020"}, {"stage": "paused", "when": "2024-06"},
          evidence="evidence:petra"),
    doing("hidden", COUNCIL, {"stage": "in-use", "when": "2020"}, evidence="evidence:closed", audience="hub"),
    {"id": "intention:lina", "intention_kind": "need", "actor": "city:lina", "practice": COUNCIL, "when": "2024",
     "summary": "Lina wants a council of young people.", "evidence": ["evidence:need"]},
)  # fmt: skip


def network(*more: dict[str, Any], without: tuple[str, ...] = ()) -> Dataset:
    """The network with further records, those of the same identifier instead of ours, and without some."""
    rows = {row["id"]: row for row in (*ROWS, *more) if row["id"] not in without}
    return Dataset.of(INFO, records(*rows.values()))
