"""What the rest of the room may ask of an engine. Everything else is written once, above this contract.

One Cypher text for both engines. What was measured on kglite 0.21.2 and Neo4j 5.26.31 and 2026.09.0, with 210,000 nodes
and 500,000 relationships in one transaction (embedded 12 s and 400 MB; Neo4j 31 s and 4 GB of heap, since 2 GB fail):

- Create nodes with `UNWIND $rows AS row CREATE (n:City) SET n = row`, 10,000 rows to a statement; a null in the map is
  left out by both. Create relationships with `UNWIND $rows AS row MATCH (a:City {id: row.s}) MATCH (b:City {id: row.t})
  CREATE (a)-[r:KNOWS]->(b) SET r = row.properties`, grouped by type and both labels.
- Always name the label of a node looked up by `id`, and name the node's *first* label: kglite indexes only that one
  (20,000 relationships took 0.1 s by first label and 45 s by second), and Neo4j scans everything when none is given.
- Labels and relationship types are part of the text. `$(row.label)` is a syntax error in kglite.
- Give properties as a map (`SET n = row`, `SET n += row`), never as literals in a pattern, and compare others than `id`
  in WHERE: kglite takes a literal name it has not seen for a slip of one it has ("Did you mean …") and refuses it.
- `id` never changes: kglite refuses to set another. Keep it in every map given to `SET n = row` (without it Neo4j takes
  the id away, kglite keeps it), and give the map as a parameter or a row, not computed in the text.
- A relationship whose end is missing is not made, and nobody says so: `RETURN count(r) AS total` with `expects_total`
  tells. A row for each of 10,000 took Neo4j 4.3 s beside the 0.9 s of making them.
- Leave `SET r = row.properties` out where there are none: Neo4j holds all rows back before it (Eager in the plan).
- `MERGE (n:City {id: row.id}) SET n = row`, `SET n += {key: null}` (removes) and `DETACH DELETE` agree on both.
- Return named columns. kglite answers `n.title` with the name, and `n.type` with the label, of a node that has none;
  `properties(x)` and `n {.*}` carry those two as well, and `r {.*}` of a relationship is null.
- Neo4j keeps lists only of one type and without nulls, and no maps as property values.
- A small write costs the embedded engine 0.5 s at that size, since it writes its whole file; Neo4j 0.1 s. A question
  with many rows costs Neo4j 20 µs a row in the driver; `collect` them where there are 100,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol, Self

from practice_atlas.graph.engines.errors import RevisionConflictError


@dataclass(frozen=True, slots=True)
class Statement:
    """One parametrised Cypher write.

    `expects_rows`: when given and the statement returns another number of rows, the whole transaction is rolled back
    with RevisionConflictError. `expects_total`: the same of the number in the column `total` of its one row. The query
    must end in RETURN for either.
    """

    query: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    expects_rows: int | None = None
    expects_total: int | None = None


def check_returned(statement: Statement, rows: Sequence[Mapping[str, Any]]) -> None:
    """Raise RevisionConflictError where the statement returned something else than it expects."""
    if statement.expects_rows is not None:
        _check(statement.expects_rows, len(rows))
    if statement.expects_total is not None:
        _check(statement.expects_total, rows[0]["total"])


def _check(expected: int, returned: int) -> None:
    if returned != expected:
        raise RevisionConflictError(
            f"{returned} rows where {expected} were expected; nothing was written.",
            fix="The graph has changed since it was read: run the load again.",
        )


@dataclass(frozen=True, slots=True)
class EngineDescription:
    """What answers: `engine` ("embedded" or "neo4j"), its version, where it is, and details for a person to read.

    Nothing secret is in any of these.
    """

    engine: str
    version: str
    address: str
    details: Mapping[str, str]


class Engine(Protocol):
    """A graph that can be asked and written. May be shared by threads; writes are taken one at a time."""

    name: str

    def read(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None
    ) -> list[dict[str, Any]]:
        """Rows by column name, as str, int, float, bool, None, and lists and dicts of these.

        Sees one committed state, whole, and not older than what was written before. The state may change between two
        reads: an answer made of several compares the revision before and after. `timeout` is in seconds; None waits as
        long as it takes.
        Raises ReadOnlyError, QueryError, QueryTimeoutError, EngineMemoryError, EngineBusyError or
        EngineUnavailableError.
        """
        ...

    def write(self, statements: Iterable[Statement]) -> None:
        """Run the statements as one transaction: when this returns all of them are on disk, when it raises none are.

        A generator is read as it is written, so that the client's memory stays flat. Raises RevisionConflictError,
        ConstraintError, ReadOnlyError, QueryError, EngineMemoryError, EngineBusyError or EngineUnavailableError.
        """
        ...

    def prepare(self, statements: Sequence[str]) -> None:
        """Make constraints and indexes (`… IF NOT EXISTS`), each on its own, and wait until they answer."""
        ...

    def describe(self) -> EngineDescription:
        """What this engine is. Asks the server, so it also tells whether one is there."""
        ...

    def close(self) -> None:
        """Release files and connections. Closing twice does nothing; anything else afterwards raises."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
