"""A process that writes revisions until it is killed: `python -m tests.support.endless_writer ADDRESS`.

Each revision is one transaction that numbers every node and adds PER_REVISION more; its number is printed once it is
written. So the graph is whole exactly when all nodes carry one number, and there are PER_REVISION times that many.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine, Statement

PER_REVISION = 50


def state(engine: Engine) -> tuple[int, int]:
    """The revision and the number of nodes; fails where nodes carry different numbers."""
    rows = engine.read("MATCH (n:Stamped) RETURN n.revision AS revision, count(n) AS nodes")
    assert len(rows) <= 1, f"torn: {rows}"
    return (rows[0]["revision"], rows[0]["nodes"]) if rows else (0, 0)


def _statements(revision: int) -> Iterator[Statement]:
    yield Statement("MATCH (n:Stamped) SET n.revision = $revision", {"revision": revision})
    for part in range(PER_REVISION):
        row = {"id": f"{revision}-{part}", "revision": revision}
        yield Statement("CREATE (n:Stamped) SET n = $row", {"row": row})


def _main(address: str) -> None:
    with open_engine(address, writable=True) as engine:
        first, _ = state(engine)
        for revision in count(first + 1):
            engine.write(_statements(revision))
            sys.stdout.write(f"{revision}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _main(sys.argv[1])
