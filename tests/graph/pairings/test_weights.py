"""Weights come from a versioned file; a wrong one is told with all that is wrong in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from practice_atlas.graph.pairings import weights
from practice_atlas.graph.pairings.weights import PARTS, on_request, own_weights, read_weights
from practice_atlas.ontology.errors import InputError


def _own() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(weights.__file__).with_name("weights.json").read_text(encoding="utf-8"))
    return read


def test_ours_are_those_of_the_design() -> None:
    ours = own_weights()

    assert dict(ours.weights.items()) == {
        "readiness": 0.3, "fit": 0.2, "similarity": 0.2, "shared": 0.1, "track": 0.1, "capacity": 0.1,
    }  # fmt: skip
    assert ours.version == "1"


@pytest.mark.parametrize("near", [False, True])
@pytest.mark.parametrize("prefer", [[], ["europe"]])
def test_they_sum_to_one_whatever_is_asked_for(near: bool, prefer: list[str]) -> None:
    asked = own_weights().asked(on_request(near=near, prefer=prefer))

    assert sum(asked.values()) == pytest.approx(1, abs=1e-12)
    assert len(asked) == len(PARTS) + near + bool(prefer)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"weights": {**_own()["weights"], "fit": 0.3}}, "weights sum to 1.1"),
        ({"weights": {"readiness": 1.0}}, "has to name exactly"),
        ({"weights": {**_own()["weights"], "fit": -0.2, "readiness": 0.7}}, "below 0"),
        ({"on_request": {"near": 0.5, "preferred": 0.5}}, "has to leave something"),
        ({"on_request": {}}, "has to name exactly"),
        ({"stages": {"in-use": 2, "adopted": 1, "taught": 1}}, "less than or equal to 1"),
        ({"version": ""}, "at least 1 character"),
        ({"another": 1}, "Extra inputs"),
    ],
)
def test_wrong_ones_are_told(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(_own() | changed), encoding="utf-8")

    with pytest.raises(InputError) as told:
        read_weights(file)

    assert any(said in problem.message for problem in told.value.problems)
    assert all(problem.place.file == "mine.json" and problem.fix for problem in told.value.problems)


def test_what_is_no_json_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text("{", encoding="utf-8")

    with pytest.raises(InputError) as told:
        read_weights(file)

    assert told.value.problems[0].rule == "weights.file"
