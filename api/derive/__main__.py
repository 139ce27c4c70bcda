"""`python -m practice_atlas.api.derive [--check]`: write what is derived from the service, or list what differs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from practice_atlas.api.derive import ARTEFACTS
from practice_atlas.api.derive.marks import COMMAND
from practice_atlas.ontology.derive.__main__ import root_of_repository


def main(arguments: Sequence[str] | None = None, root: Path | None = None) -> int:
    """Runs the command; the exit code is 1 where `--check` finds a difference."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Write every file that is derived from the service.")
    parser.add_argument("--check", action="store_true", help="write nothing; list the files that differ, exit code 1")
    check = parser.parse_args(arguments).check
    folder = root or root_of_repository()
    if root is None and not (folder / "pyproject.toml").is_file():
        parser.error(f"{folder} is no checkout of the repository; the derived files are written there and nowhere else")
    stale = {
        artefact.path: artefact.text() for artefact in ARTEFACTS if _differs(folder / artefact.path, artefact.text())
    }
    for path, text in stale.items():
        if check:
            sys.stderr.write(f"{path} differs from the service; run: {COMMAND}\n")
        else:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode())
    return 1 if check and stale else 0


def _differs(file: Path, text: str) -> bool:
    return not file.is_file() or file.read_bytes() != text.encode()


if __name__ == "__main__":
    sys.exit(main())
