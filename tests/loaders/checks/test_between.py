"""The checks between records: what they let pass matters as much as what they report."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.small import CITED, CITIES, check, flow, rules

PRACTICES = """
- {id: practice:youth-engagement, name: Youth engagement, themes: [theme:youth]}
- {id: practice:youth-council, name: Youth council, broader: practice:youth-engagement}
- {id: practice:youth-forum, name: Youth forum, broader: practice:youth-engagement}
- {id: practice:monitoring, name: Digital monitoring, themes: [theme:online]}
- {id: practice:untold, name: Something}
"""
THEMES = """
- {id: theme:prevention, name: Prevention}
- {id: theme:youth, name: Youth, broader: theme:prevention}
- {id: theme:online, name: Online}
"""


def _implementation(practice: str) -> str:
    return f"- {{id: implementation:one, name: One, actor: Fes, practice: {practice}, evidence: [evidence:one]}}\n"


@pytest.mark.parametrize(
    ("taught", "made", "related"),
    [
        ("practice: Youth council", "Youth council", True),
        ("practice: Youth engagement", "Youth council", True),
        ("practice: Youth council", "Youth engagement", True),
        ("practice: Youth forum", "Youth council", True),
        ("practice: Digital monitoring", "Youth council", False),
        ("theme: Youth", "Youth council", True),
        ("theme: Prevention", "Youth council", True),
        ("theme: Online", "Youth council", False),
        ("theme: Online", "Something", True),
    ],
)
def test_what_came_of_a_flow_is_of_a_related_practice(taught: str, made: str, related: bool, tmp_path: Path) -> None:
    flows = flow("Fes", "Saida", led_to="implementation:one").replace("practice: youth council", taught)
    tables = {**CITED, "practices": PRACTICES, "themes": THEMES, "implementations": _implementation(made)}

    checked = check(tmp_path / "data", cities=CITIES, flows=flows, **tables)

    assert rules(checked) == ([] if related else ["flow.practice"])


def test_an_unnamed_learner_has_no_implementation_of_a_named_one(tmp_path: Path) -> None:
    flows = flow("Fes", "Saida", led_to="One").replace("learner: Fes", "unnamed_learner: other cities")

    checked = check(
        tmp_path / "data", cities=CITIES, flows=flows, implementations=_implementation("Youth council"), **CITED
    )

    assert rules(checked) == ["flow.implementer"]


@pytest.mark.parametrize("more", ["via: [engagement:one]", "theme: theme:youth"])
def test_flows_that_differ_in_engagement_or_subject_are_two(more: str, tmp_path: Path) -> None:
    second = flow("Fes", "Saida").replace("flow:one", "flow:two").replace("}", f", {more}}}")
    second = second.replace("practice: youth council, ", "") if "theme" in more else second
    engagements = "- {id: engagement:one, name: One, engagement_kind: meeting, evidence: [evidence:one]}\n"

    checked = check(
        tmp_path / "data",
        cities=CITIES,
        flows=flow("Fes", "Saida") + second,
        engagements=engagements,
        themes="- {id: theme:youth, name: Youth}\n",
        **CITED,
    )

    assert rules(checked) == []


def test_evidence_of_every_part_is_evidence_of_the_record(tmp_path: Path) -> None:
    people = """
- id: person:one
  name: One
  offices:
    - {role: Mayor, organisation: Saida, evidence: [evidence:one]}
    - {role: Chair, organisation: Saida, evidence: [evidence:one]}
"""

    assert rules(check(tmp_path / "data", cities=CITIES, people=people, **CITED)) == []


def test_a_cycle_is_reported_once_and_what_leads_to_it_not_at_all(tmp_path: Path) -> None:
    made_from = {"a": "resource:b", "b": "resource:c, resource:d", "c": "resource:d", "d": "resource:b"}
    resources = "".join(
        f"- {{id: resource:{name}, name: {name}, resource_kind: guide, derived_from: [{of}], "
        "evidence: [evidence:one]}\n"
        for name, of in made_from.items()
    )

    checked = check(tmp_path / "data", cities=CITIES, resources=resources, **CITED)

    assert rules(checked) == ["reference.cycle"]
    assert "resource:b → resource:c → resource:d → resource:b" in checked.problems[0].message


def test_a_long_chain_is_no_cycle(tmp_path: Path) -> None:
    themes = "".join(
        f"- {{id: theme:t{number}, name: T {number}{f', broader: theme:t{number - 1}' if number else ''}}}\n"
        for number in range(3000)
    )

    assert rules(check(tmp_path / "data", themes=themes)) == []


def test_evidence_cited_by_a_record_that_failed_is_not_called_unused(tmp_path: Path) -> None:
    people = "- {id: person:one, name: One, offices: [{role: '', organisation: Saida, evidence: [evidence:one]}]}\n"

    assert rules(check(tmp_path / "data", cities=CITIES, people=people, **CITED)) == ["text.empty"]


def test_statements_are_about_fields_that_there_are(tmp_path: Path) -> None:
    statements = """
- {id: statement:one, about: Saida, field: population, value: "200000", evidence: [evidence:one]}
- {id: statement:two, about: Saida, field: mayor, value: Somebody, evidence: [evidence:one]}
"""

    checked = check(tmp_path / "data", cities=CITIES, statements=statements, **CITED)

    assert rules(checked) == ["statement.field"]
    assert checked.problems[0].fix.startswith("Its fields are")
