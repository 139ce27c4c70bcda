"""Tables as docs/bench.md has them, printed as soon as they are measured."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A heading and its table, row by row."""
    say(f"## {title}\n")
    say(f"| {' | '.join(headings)} |")
    say(f"|{'---|' * len(headings)}")
    for row in rows:
        say(f"| {' | '.join(row)} |")
    say("")


def say(line: str) -> None:
    """A line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
