"""A short run of what `make fuzz` does for long: every operation is asked, as nobody in particular and as an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.api.callers import Role
from tests.fuzz.running import fuzzed
from tests.fuzz.target import target

#: Chosen once, so that what is asked here is always the same.
SEED = 20_261_125
FEW = ("--phases=examples,fuzzing", "--max-examples=2")


@pytest.mark.long
@pytest.mark.parametrize("role", [Role.ANONYMOUS, Role.EDITOR])
def test_every_operation_keeps_to_its_description(tmp_path: Path, role: Role) -> None:
    with target(role, tmp_path / "service") as service:
        found = fuzzed(service, tmp_path, SEED, *FEW)

    assert found.failures == (), f"seed {found.seed}\n{found.told}"
    assert found.tested == found.operations > 50
    assert len(found.unanswered) < found.operations / 2, found.unanswered
