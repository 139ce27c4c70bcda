"""`make fuzz`, or `python -m tests.fuzz [--minutes N] [--role ROLE] [--seed N]`.

Each kind of caller gets its share of the minutes, with a service and a graph of its own: those who only read and see
the same records less, those who see the closed ones and those who write more. Prints what was asked and what was wrong;
the exit code is 1 where anything was.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from practice_atlas.api.callers import Role
from tests.fuzz.running import Found, fuzzed
from tests.fuzz.target import target

MINUTES = 15
#: Of this many parts of the time.
SHARES = {Role.ANONYMOUS: 3, Role.READER: 2, Role.MEMBER: 2, Role.HUB: 3, Role.EDITOR: 4, Role.ADMIN: 4}


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzzes as every role, or one; tells each as soon as it is done."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Schemathesis as each kind of caller.")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="all together (at least 10 for a verdict)")
    parser.add_argument("--role", type=Role, choices=list(Role), help="only this one, for all of the time")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32), help="that of an earlier run")
    given = parser.parse_args(arguments)
    shares = {given.role: 1} if given.role else SHARES
    _say(f"{given.minutes:g} minutes, seed {given.seed}")
    _say("role       seconds  operations   cases  right refusals  never answered  failures")
    whole = True
    for role, share in shares.items():
        seconds = round(given.minutes * 60 * share / sum(shares.values()))
        with TemporaryDirectory() as folder:
            found = _one(role, Path(folder), seconds, given.seed)
        _say(
            f"{found.role:<10} {found.seconds:>7.0f}  {found.tested:>4} of {found.operations:<3}  {found.cases:>6,}"
            f"  {found.filtered:>14,}  {len(found.unanswered):>14}  {len(found.failures):>8}"
        )
        if found.failures or found.tested < found.operations:
            whole = False
            _say(found.told)
            _say("\n".join(found.failures))
            _say(f"Again: make fuzz FUZZ='--role {role} --seed {given.seed} --minutes {seconds / 60:g}'")
    return 0 if whole else 1


def _one(role: Role, folder: Path, seconds: int, seed: int) -> Found:
    with target(role, folder / "service") as service:
        return fuzzed(service, folder, seed, f"--max-time={max(seconds, 1)}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
