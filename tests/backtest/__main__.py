"""`make backtest`: the back-test on the states of the United States, as anybody can run it, and a planted leak.

`python -m tests.backtest [FILE]`; without a file, SPID where it lies beside this checkout.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from practice_atlas.cli.main import app
from practice_atlas.graph.backtests.adoptions import backtest
from practice_atlas.graph.backtests.algorithms import Popularity
from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.loaders.observations import AdoptionColumns, read_adoptions
from tests.backtest.known import ARGUMENTS, SPID, YEARS
from tests.bench.printing import say
from tests.graph.backtests.history import Planted


def main(file: Path) -> int:
    """Prints both; 1 where the planted leak goes unnoticed."""
    first, last = YEARS
    arguments = [*ARGUMENTS, "--from", str(first), "--to", str(last)]
    say(f"practice-atlas backtest adoptions FILE {' '.join(arguments)}\n")
    app(["backtest", "adoptions", str(file), *arguments], standalone_mode=False)
    known = Adoptions.of(read_adoptions(file, AdoptionColumns(*ARGUMENTS[1::2]), today=datetime.now(UTC).date()))
    result = backtest(known, [Popularity(), Planted(known)], first=first, last=last)
    say("\nThe same questions to an algorithm that was told of the outcome, which has to be noticed:")
    for leak in result.leaks:
        say(f"{leak.rule}: {leak.algorithm}: {leak.message}")
    return 0 if result.leaks else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else SPID))
