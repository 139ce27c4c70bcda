"""The sample with what questions over the whole network need more: dates, plans, and more that is closed."""

from __future__ import annotations

from typing import Any, Final

from practice_atlas.ontology.dataset import Dataset
from tests.support.sample import INFO, ROWS, records

_COUNCIL: Final = "practice:youth-council"
_ENGAGEMENT: Final = "practice:youth-engagement"


def _flow(name: str, teacher: str, learner: str, when: str | None, **more: Any) -> dict[str, Any]:
    return {
        "id": f"flow:{name}", "teacher": teacher, "learner": learner, "practice": _COUNCIL, "flow_kind": "exposed",
        "evidence": ["evidence:council"], **({"when": when} if when else {}), **more,
    }  # fmt: skip


#: Dalma → Elin in 2023, Elin → Bela in March 2023, Bela → Arda before both; the hub knows a shorter way.
MORE: Final[tuple[dict[str, Any], ...]] = (
    _flow("dalma-elin", "city:dalma", "city:elin", "2023", flow_kind="adapted", led_to="implementation:elin-council"),
    _flow("elin-bela", "city:elin", "city:bela", "2023-03"),
    _flow("bela-arda", "city:bela", "city:arda", "2022-05", via=["engagement:exchange"]),
    _flow("elin-tripoli", "city:elin", "city:tripoli-lb", None, state="planned"),
    _flow("hub-way", "city:dalma", "city:bela", "2023-01", audience="hub"),
    _flow("closed-evidence", "city:elin", "city:tripoli-ly", "2024", evidence=["evidence:closed"]),
    {"id": "implementation:hub-council", "name": "A council that only the hub knows", "actor": "city:bela",
     "practice": _COUNCIL, "audience": "hub", "evidence": ["evidence:closed"],
     "stages": [{"stage": "in-use", "when": "2020"}]},
    {"id": "implementation:arda-work", "name": "Work with young people in Arda", "actor": "city:arda",
     "practice": _ENGAGEMENT, "evidence": ["evidence:exchange"], "supporters": ["city:hidden", "institution:hub"],
     "stages": [{"stage": "piloting", "when": "2021"},
                {"stage": "ended", "when": "2022-06", "evidence": ["evidence:closed"]}]},
    {"id": "intention:commitment", "intention_kind": "commitment", "actor": "city:tripoli-ly",
     "summary": "Tripoli promised a council.", "practice": _COUNCIL, "when": "2024-05",
     "evidence": ["evidence:council"]},
)  # fmt: skip


def overview_sample() -> Dataset:
    """The sample with these records."""
    return Dataset.of(INFO, records(*ROWS, *MORE))
