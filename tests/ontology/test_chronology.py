"""By which day a statement was certainly so: one test for each rule of the data model."""

from __future__ import annotations

from datetime import date
from typing import Any

from practice_atlas.ontology.chronology import Chronology
from tests.support.sample import records

EVIDENCE = {"id": "evidence:e", "source": "source:s", "starts": "a", "ends": "b", "says": "c"}
CITED = {"evidence": ["evidence:e"]}
FLOW = {"id": "flow:f", "learner": "city:a", "teacher": "city:b", "practice": "practice:p", "flow_kind": "adapted"}
COUNCIL = {"id": "implementation:i", "name": "I", "actor": "city:a", "practice": "practice:p"}
NEED = {"id": "intention:n", "intention_kind": "need", "actor": "city:a", "summary": "Help."}


def source(**dates: str) -> dict[str, Any]:
    return {"id": "source:s", "title": "S", **dates}


def meeting(name: str, **more: Any) -> dict[str, Any]:
    return {"id": f"engagement:{name}", "name": name, "engagement_kind": "meeting", **more}


def chronology(*rows: dict[str, Any]) -> Chronology:
    return Chronology({record.id: record for record in records(*rows)})


def test_what_is_stated_comes_first() -> None:
    told = chronology(FLOW | CITED | {"when": "2024-02", "via": ["engagement:m"]}, meeting("m", when="2020"))

    assert told.known_by("flow:f") == date(2024, 2, 29)


def test_a_flow_takes_the_last_day_of_its_engagements() -> None:
    told = chronology(
        FLOW | {"via": ["engagement:one", "engagement:two"]},
        meeting("one", when="2023"),
        meeting("two", when="2024-01"),
    )

    assert told.known_by("flow:f") == date(2024, 1, 31)


def test_a_flow_over_engagements_of_which_one_is_undated_is_not_known_by_the_other() -> None:
    told = chronology(FLOW | {"via": ["engagement:one", "engagement:two"]}, meeting("one", when="2023"), meeting("two"))

    assert told.known_by("flow:f") is None


def test_a_flow_was_so_when_what_it_led_to_was() -> None:
    told = chronology(
        FLOW | {"led_to": "implementation:i"}, COUNCIL | {"stages": [{"stage": "adopted", "when": "2025"}]}
    )

    assert told.known_by("flow:f") == date(2025, 12, 31)


def test_an_engagement_was_so_when_what_it_informed_was() -> None:
    outcomes = [{"relation": "informed", "target": "engagement:b"}, {"relation": "led-to", "target": "engagement:c"}]
    told = chronology(meeting("a", outcomes=outcomes), meeting("b", when="2024-06"), meeting("c", when="2024-03"))

    assert told.known_by("engagement:a") == date(2024, 3, 31)


def test_a_whole_was_under_way_with_its_first_phase() -> None:
    told = chronology(
        meeting("whole"),
        meeting("one", part_of="engagement:whole", when="2024-03"),
        meeting("two", part_of="engagement:whole", when="2024-01"),
    )

    assert told.known_by("engagement:whole") == date(2024, 1, 31)


def test_an_intention_takes_the_day_on_which_it_was_raised_then_of_what_it_led_to() -> None:
    raised = chronology(NEED | {"raised_at": ["engagement:m"]}, meeting("m", when="2024-05"))
    led = chronology(NEED | {"led_to": ["engagement:m"]}, meeting("m", when="2024-07"))

    assert raised.known_by("intention:n") == date(2024, 5, 31)
    assert led.known_by("intention:n") == date(2024, 7, 31)


def test_a_resource_was_there_after_the_last_engagement_that_produced_it() -> None:
    guide = {"id": "resource:r", "name": "R", "resource_kind": "guide", "produced_by": ["engagement:m"]}

    assert chronology(guide, meeting("m", when="2024-05")).known_by("resource:r") == date(2024, 5, 31)


def test_what_nothing_dates_takes_the_day_of_its_source() -> None:
    published = chronology(FLOW | CITED, EVIDENCE, source(published="2026-01", retrieved="2026-11-23"))
    retrieved = chronology(FLOW | CITED, EVIDENCE, source(retrieved="2026-11-23"))

    assert published.known_by("flow:f") == date(2026, 1, 31)
    assert retrieved.known_by("flow:f") == date(2026, 11, 23)


def test_the_earliest_of_several_sources_counts() -> None:
    other = [
        {**EVIDENCE, "id": "evidence:o", "source": "source:o"},
        {"id": "source:o", "title": "O", "published": "2020"},
    ]
    told = chronology(FLOW | {"evidence": ["evidence:e", "evidence:o"]}, EVIDENCE, source(published="2026"), *other)

    assert told.known_by("flow:f") == date(2020, 12, 31)


def test_what_nothing_bounds_has_no_day() -> None:
    assert chronology(FLOW).known_by("flow:f") is None
    assert chronology(FLOW | CITED, EVIDENCE, source()).known_by("flow:f") is None
    assert chronology(FLOW | CITED).known_by("flow:f") is None
    assert chronology().known_by("flow:f") is None


def test_a_circle_of_undated_engagements_has_no_day() -> None:
    def informed(other: str) -> dict[str, Any]:
        return {"outcomes": [{"relation": "informed", "target": f"engagement:{other}"}]}

    told = chronology(meeting("a", **informed("b")), meeting("b", **informed("a")), meeting("c", **informed("c")))

    assert [told.known_by(f"engagement:{name}") for name in "abc"] == [None, None, None]


def test_a_circle_with_a_date_in_it_has_that_day() -> None:
    told = chronology(
        meeting("a", outcomes=[{"relation": "informed", "target": "engagement:b"}]),
        meeting("b", when="2024", outcomes=[{"relation": "informed", "target": "engagement:a"}]),
    )

    assert told.known_by("engagement:a") == date(2024, 12, 31)


def test_an_undated_stage_was_so_before_a_later_one_or_by_its_source() -> None:
    stages = [{"stage": "requested"}, {"stage": "adopted", "when": "2025-02-17"}, {"stage": "paused"}]
    (council,) = records(COUNCIL | CITED | {"stages": stages})
    told = chronology(COUNCIL | CITED | {"stages": stages}, EVIDENCE, source(published="2026-01"))

    assert told.history_days(council) == [date(2025, 2, 17), date(2025, 2, 17), date(2026, 1, 31)]
    assert told.known_by("implementation:i") == date(2025, 2, 17)


def test_a_partnership_has_a_history_too_and_a_flow_has_none() -> None:
    states = [{"state": "signed", "when": "2023-11"}]
    pact = {"id": "partnership:p", "name": "P", "partnership_kind": "twinning", "parties": ["city:a", "city:b"]}
    told = chronology(pact | {"states": states}, FLOW)
    partnership, flow = records(pact | {"states": states}, FLOW)

    assert told.history_days(partnership) == [date(2023, 11, 30)]
    assert told.history_days(flow) == []


def test_what_goes_on_is_known_since_it_must_have_begun() -> None:
    assert chronology(FLOW | {"when": "2023-03/.."}).known_by("flow:f") == date(2023, 3, 31)
