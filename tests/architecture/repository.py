"""The repository as these tests look at it: its files, and what each Python file imports."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
ROOMS: Final = ("ontology", "loaders", "graph", "visualisations", "api", "cli")
PACKAGE: Final = "practice_atlas"


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, part of the repository, without links."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file() and not path.is_symlink())


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of each file that is text."""
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield name_of(path), content.decode("utf-8", errors="replace")


def python(*folders: str) -> tuple[Path, ...]:
    """The Python files below these folders."""
    return tuple(path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders)


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of each module that a file imports, wherever in the file."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for found in ast.walk(tree(path)):
        if isinstance(found, ast.Import):
            yield from ((found.lineno, alias.name) for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            above = (PACKAGE, *package)[: len(package) + 2 - found.level] if found.level else ()
            module = ".".join((*above, *([found.module] if found.module else [])))
            yield found.lineno, module
            if module == PACKAGE:  # from practice_atlas import graph
                yield from ((found.lineno, f"{module}.{alias.name}") for alias in found.names)


def name_of(path: Path) -> str:
    """A file's name within the repository."""
    return path.relative_to(ROOT).as_posix()
