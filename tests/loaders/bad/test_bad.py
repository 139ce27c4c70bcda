"""Every bad input is answered with all of its problems at their places, soon, in little memory, and loads nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from practice_atlas.loaders import problems_as_json, problems_table, read_dataset
from tests.loaders.bad import measure
from tests.loaders.bad.generated import GENERATED
from tests.loaders.bad.manifest import FOLDER, Case, cases, listed

CASES = cases()
#: Of the processor: what is beside it on this machine does not count.
SECONDS = 5.0
MEGABYTES = 500.0


def test_the_list_is_complete() -> None:
    kept = {path.name for path in FOLDER.iterdir()} - {"manifest.yaml"}

    assert {case.name for case in CASES if not case.made} == kept
    assert {case.name for case in CASES if case.made} == set(GENERATED)
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_all_problems_are_found_at_their_places(case: Case, tmp_path: Path) -> None:
    path = case.path(tmp_path)
    start = time.process_time()

    checked = read_dataset(path)

    assert [listed(problem) for problem in checked.problems] == list(case.problems)
    assert checked.dataset is None
    assert time.process_time() - start < SECONDS
    assert all(problem.message and problem.fix for problem in checked.problems)
    assert len(json.loads(problems_as_json(checked.problems))["problems"]) == len(case.problems)
    assert problems_table(checked.problems)


def test_no_bad_input_takes_much_memory(tmp_path: Path) -> None:
    paths = [str(case.path(tmp_path)) for case in CASES]

    child = subprocess.run(
        [sys.executable, measure.__file__, *paths], capture_output=True, text=True, check=True, timeout=120
    )

    measured = json.loads(child.stdout)
    assert list(measured) == paths
    assert {path: of for path, of in measured.items() if of["loaded"]} == {}
    assert max(of["megabytes"] for of in measured.values()) < MEGABYTES
    assert max(of["seconds"] for of in measured.values()) < SECONDS
