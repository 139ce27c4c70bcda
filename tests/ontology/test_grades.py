"""How well a statement is supported, derived from who says it."""

from __future__ import annotations

from typing import Any

import pytest

from practice_atlas.ontology.grades import grade
from tests.support.sample import records

FLOW = {"id": "flow:f", "learner": "city:a", "teacher": "institution:branch", "practice": "practice:p",
        "flow_kind": "adapted"}  # fmt: skip
WORLD: tuple[dict[str, Any], ...] = (
    FLOW,
    {"id": "institution:branch", "name": "Branch", "institution_kind": "network-office", "parent": "institution:head"},
    {"id": "institution:head", "name": "Head", "institution_kind": "network", "parent": "institution:branch"},
    {"id": "person:mayor", "name": "Mayor", "offices": [{"role": "Mayor", "organisation": "city:a"}]},
    {"id": "source:press", "title": "Press", "publisher": "institution:press"},
    {"id": "source:again", "title": "Again", "publisher": "institution:press"},
    {"id": "source:paper", "title": "Paper", "publisher": "institution:paper"},
    {"id": "source:own", "title": "Own", "publisher": "institution:branch"},
    {"id": "source:parent", "title": "Parent", "publisher": "institution:head"},
    {"id": "source:nobody", "title": "Nobody's"},
    {"id": "source:study", "title": "Study", "publisher": "institution:x", "source_kind": "independent-evaluation"},
    {"id": "source:self-study", "title": "S", "publisher": "city-a", "source_kind": "independent-evaluation"}
    | {"publisher": "institution:branch"},
)


def places() -> list[dict[str, Any]]:
    anchors = {"starts": "a", "ends": "b", "says": "c"}
    own = [
        {"id": f"evidence:{row['id'][7:]}", "source": row["id"], **anchors} for row in WORLD if "source:" in row["id"]
    ]
    return [*own, {"id": "evidence:quote", "source": "source:press", "speaker": "person:mayor", **anchors},
            {"id": "evidence:lost", "source": "source:lost", **anchors}]  # fmt: skip


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ((), None),
        (("lost",), None),
        (("unknown",), None),
        (("press",), "C"),
        (("nobody",), "C"),
        (("press", "again"), "C"),
        (("press", "paper"), "B"),
        (("press", "own"), "C"),
        (("own",), "D"),
        (("parent",), "D"),
        (("quote",), "D"),
        (("quote", "press"), "C"),
        (("study",), "A"),
        (("study", "own"), "A"),
        (("self-study",), "D"),
    ],
)
def test_grades(cited: tuple[str, ...], expected: str | None) -> None:
    found = {record.id: record for record in records(*WORLD, *places())}

    assert grade(found["flow:f"], [f"evidence:{name}" for name in cited], found) == expected
