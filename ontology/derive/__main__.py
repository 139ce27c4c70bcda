"""`python -m practice_atlas.ontology.derive [--check]`: write the derived files, or list those that differ."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from practice_atlas import ontology
from practice_atlas.ontology.derive.artefacts import ARTEFACTS, differing, write
from practice_atlas.ontology.derive.marks import COMMAND


def root_of_repository() -> Path:
    """The folder that holds `ontology/`; in an editable installation links lead there."""
    assert ontology.__file__  # noqa: S101 - a regular package has a file
    return Path(ontology.__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None, root: Path | None = None) -> int:
    """Runs the command; the exit code is 1 where `--check` finds a difference."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Write every file that is derived from the model.")
    parser.add_argument("--check", action="store_true", help="write nothing; list the files that differ, exit code 1")
    check = parser.parse_args(arguments).check
    folder = root or root_of_repository()
    if root is None and not (folder / "pyproject.toml").is_file():
        parser.error(f"{folder} is no checkout of the repository; the derived files are written there and nowhere else")
    if not check:
        write(folder)
        return 0
    stale = list(differing(folder))
    for path in stale:
        sys.stderr.write(f"{path} differs from the model; run: {COMMAND}\n")
    if not stale:
        sys.stdout.write(f"All {len(ARTEFACTS)} derived files are up to date.\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
