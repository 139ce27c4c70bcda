"""The contract of an engine, on every engine: what is asked here may be relied on by everything above."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import (
    ConstraintError,
    EngineUnavailableError,
    QueryError,
    QueryTimeoutError,
    ReadOnlyError,
    RevisionConflictError,
)

UNIQUE_ID = "CREATE CONSTRAINT city_id IF NOT EXISTS FOR (n:City) REQUIRE n.id IS UNIQUE"
SEARCH = "CREATE INDEX city_search IF NOT EXISTS FOR (n:City) ON (n.search)"
CREATE = "UNWIND $rows AS row CREATE (n:City) SET n = row"
IDS = "MATCH (n:City) RETURN n.id AS id ORDER BY id"


def cities(*names: str) -> Statement:
    return Statement(CREATE, {"rows": [{"id": name} for name in names]})


def ids(engine: Engine) -> list[str]:
    return [row["id"] for row in engine.read(IDS)]


# Values

VALUES = [
    pytest.param("صيدا — Saïda \u200f✓ '\"\\ \n", id="text"),
    pytest.param("", id="empty text"),
    pytest.param(0, id="zero"),
    pytest.param(2**63 - 1, id="greatest integer"),
    pytest.param(-(2**63), id="least integer"),
    pytest.param(2**53 + 1, id="integer past a double"),
    pytest.param(1.0, id="whole float"),
    pytest.param(0.1, id="float"),
    pytest.param(True, id="true"),
    pytest.param(["a", "ب"], id="list of text"),
    pytest.param([1, 2], id="list of integers"),
    pytest.param([1.5], id="list of floats"),
    pytest.param([], id="empty list"),
]


@pytest.mark.parametrize("value", VALUES)
def test_a_stored_value_comes_back_as_it_was(engine: Engine, value: object) -> None:
    engine.write([Statement(CREATE, {"rows": [{"id": "a", "value": value}]})])

    (row,) = engine.read("MATCH (n:City) RETURN n.value AS value, {inside: n.value} AS projected")

    assert row == {"value": value, "projected": {"inside": value}}
    assert type(row["value"]) is type(value)


@pytest.mark.parametrize("value", [None, {"a": [1, None, {"b": "ب"}]}, [1, "a", None, 2.5]])
def test_a_parameter_comes_back_as_it_was(engine: Engine, value: object) -> None:
    assert engine.read("RETURN $value AS value", {"value": value}) == [{"value": value}]


def test_what_is_not_there_is_none_and_no_rows_is_an_empty_list(engine: Engine) -> None:
    engine.write([Statement(CREATE, {"rows": [{"id": "a", "gone": None}]})])

    rows = engine.read(
        "MATCH (n:City) OPTIONAL MATCH (n)-[:NEAR]->(m) RETURN n.gone AS gone, n.never AS never, m.id AS m"
    )

    assert rows == [{"gone": None, "never": None, "m": None}]
    assert engine.read("MATCH (n:Nothing) RETURN n.id AS id") == []


def test_setting_null_removes_and_setting_a_map_replaces(engine: Engine) -> None:
    engine.write([Statement(CREATE, {"rows": [{"id": "a", "old": 1, "kept": 2}]})])

    engine.write(
        [Statement("MATCH (n:City {id: $id}) SET n += $changes", {"id": "a", "changes": {"old": None, "new": 3}})]
    )
    assert engine.read("MATCH (n:City) RETURN n.old AS old, n.kept AS kept, n.new AS new") == [
        {"old": None, "kept": 2, "new": 3}
    ]

    engine.write([Statement("MATCH (n:City {id: $id}) SET n = $all", {"id": "a", "all": {"id": "a", "new": 4}})])
    assert engine.read("MATCH (n:City) RETURN n.kept AS kept, n.new AS new") == [{"kept": None, "new": 4}]


def test_parallel_relationships_keep_their_properties(engine: Engine) -> None:
    rows = [{"flow": "f1", "tags": ["x"]}, {"flow": "f2", "tags": []}]
    learned = (
        "UNWIND $rows AS row MATCH (a:City {id: $a}) MATCH (b:City {id: $b}) "
        "CREATE (a)-[r:LEARNED_FROM]->(b) SET r = row RETURN a.id AS id"
    )
    engine.write([cities("a", "b"), Statement(learned, {"rows": rows, "a": "a", "b": "b"}, expects_rows=2)])

    found = engine.read(
        "MATCH (a)-[r:LEARNED_FROM]->(b) RETURN a.id AS a, b.id AS b, type(r) AS type, r.flow AS flow, r.tags AS tags "
        "ORDER BY flow"
    )

    assert found == [{"a": "a", "b": "b", "type": "LEARNED_FROM", **row} for row in rows]


def test_deleting_a_node_takes_its_relationships(engine: Engine) -> None:
    engine.write([cities("a", "b"), Statement("MATCH (a:City {id: 'a'}), (b:City {id: 'b'}) CREATE (a)-[:NEAR]->(b)")])

    engine.write([Statement("UNWIND $ids AS id MATCH (n:City {id: id}) DETACH DELETE n", {"ids": ["a"]})])

    assert ids(engine) == ["b"]
    assert engine.read("MATCH ()-[r]->() RETURN count(r) AS count") == [{"count": 0}]


@pytest.mark.parametrize("column", ["date('2024-01-01')", "point({latitude: 1.0, longitude: 2.0, crs: 'wgs-84'})"])
def test_values_that_differ_between_engines_never_come_out_as_themselves(engine: Engine, column: str) -> None:
    try:
        rows = engine.read(f"RETURN {column} AS value")
    except QueryError:
        return
    assert rows == [{"value": {"latitude": 1.0, "longitude": 2.0}}]


# Writing


def test_a_failing_statement_takes_back_those_before_it(engine: Engine) -> None:
    engine.write([cities("before")])

    with pytest.raises(QueryError):
        engine.write([cities("a"), cities("b"), Statement("THIS IS NOT CYPHER"), cities("c")])

    assert ids(engine) == ["before"]
    engine.write([cities("after")])
    assert ids(engine) == ["after", "before"]


def test_another_number_of_rows_than_expected_takes_everything_back(engine: Engine) -> None:
    engine.write([cities("a")])
    renumber = "MATCH (n:City {id: $id}) WHERE n.number = $old SET n.number = $new RETURN n.id AS id"

    with pytest.raises(RevisionConflictError, match="0 rows where 1 were expected") as caught:
        engine.write([cities("b"), Statement(renumber, {"id": "a", "old": 1, "new": 2}, expects_rows=1)])

    assert caught.value.fix
    assert ids(engine) == ["a"]
    engine.write([Statement("MATCH (n:City) RETURN n.id AS id", expects_rows=1)])


def test_another_total_than_expected_takes_everything_back(engine: Engine) -> None:
    engine.write([cities("a", "b")])
    link = (
        "UNWIND $rows AS row MATCH (a:City {id: row.a}) MATCH (b:City {id: row.b}) CREATE (a)-[r:NEAR]->(b) "
        "RETURN count(r) AS total"
    )
    rows = [{"a": "a", "b": "b"}, {"a": "a", "b": "nowhere"}]

    with pytest.raises(RevisionConflictError, match="1 rows where 2 were expected"):
        engine.write([cities("c"), Statement(link, {"rows": rows}, expects_total=2)])

    assert ids(engine) == ["a", "b"]
    assert engine.read("MATCH ()-[r]->() RETURN count(r) AS count") == [{"count": 0}]
    engine.write([Statement(link, {"rows": rows[:1]}, expects_total=1)])
    assert engine.read("MATCH ()-[r]->() RETURN count(r) AS count") == [{"count": 1}]


def test_the_last_statement_is_checked_too(engine: Engine) -> None:
    with pytest.raises(RevisionConflictError):
        engine.write(iter([cities("a"), Statement("MATCH (n:City) RETURN n.id AS id", expects_rows=2)]))

    assert ids(engine) == []


def test_statements_may_be_a_generator_and_are_read_as_they_are_written(engine: Engine) -> None:
    engine.write(cities(f"{number:02}") for number in range(30))

    assert ids(engine) == [f"{number:02}" for number in range(30)]


def test_what_the_generator_raises_is_left_alone_and_nothing_is_written(engine: Engine) -> None:
    def broken() -> Iterator[Statement]:
        yield cities("a")
        raise ValueError("a record could not be read")

    with pytest.raises(ValueError, match="a record could not be read"):
        engine.write(broken())

    assert ids(engine) == []


def test_later_statements_see_earlier_ones_and_readers_do_not(engine: Engine) -> None:
    seen_meanwhile: list[list[str]] = []

    def statements() -> Iterator[Statement]:
        yield cities("a")
        seen_meanwhile.append(ids(engine))
        yield Statement("MATCH (n:City {id: 'a'}) SET n.seen = true RETURN n.id AS id", expects_rows=1)

    engine.write(statements())

    assert seen_meanwhile == [[]]
    assert engine.read("MATCH (n:City) RETURN n.seen AS seen") == [{"seen": True}]


def test_a_read_sees_a_whole_revision_while_another_thread_writes(engine: Engine) -> None:
    engine.write([Statement(CREATE, {"rows": [{"id": str(number), "revision": 0} for number in range(2000)]})])
    written = Event()

    def read_often() -> set[int]:
        seen = set()
        while not written.is_set():
            seen |= {row["n"] for row in engine.read("MATCH (n:City) RETURN count(DISTINCT n.revision) AS n")}
        return seen

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read_often) for _ in range(2)]
        try:
            for revision in range(40):
                engine.write([Statement("MATCH (n:City) SET n.revision = $revision", {"revision": revision})])
        finally:
            written.set()

    assert [reader.result() for reader in readers] == [{1}, {1}]


def test_writing_nothing_is_allowed(engine: Engine) -> None:
    engine.write([])
    engine.write([Statement("MATCH (n:City {id: 'nobody'}) SET n.x = 1")])

    assert ids(engine) == []


# Constraints


def test_preparing_twice_changes_nothing(engine: Engine) -> None:
    engine.prepare([UNIQUE_ID, SEARCH])
    engine.prepare([UNIQUE_ID, SEARCH])

    constraints = engine.read(
        "SHOW CONSTRAINTS YIELD name, labelsOrTypes, properties RETURN name, labelsOrTypes, properties"
    )
    assert constraints == [{"name": "city_id", "labelsOrTypes": ["City"], "properties": ["id"]}]


@pytest.mark.parametrize("together", [True, False])
def test_a_second_node_with_a_unique_value_is_refused(engine: Engine, together: bool) -> None:
    engine.prepare([UNIQUE_ID])
    if not together:
        engine.write([cities("twice")])

    with pytest.raises(ConstraintError) as caught:
        engine.write([cities("other"), cities("twice", "twice") if together else cities("twice")])

    assert "City" in caught.value.message
    assert ids(engine) == ([] if together else ["twice"])


# Refusals


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:City) SET n.id = 'x' RETURN n.id AS id",
        "MATCH (n:City) DETACH DELETE n",
        "MATCH (n:City) SET n.x = 1 RETURN n.id AS id",
        "MERGE (n:City {id: 'x'}) RETURN n.id AS id",
        "CREATE INDEX sneaky IF NOT EXISTS FOR (n:City) ON (n.x)",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "load // hidden\n csv FROM '/etc/passwd' AS line RETURN line",
        "RETURN 1 AS line UNION LOAD CSV FROM '/etc/passwd' AS line RETURN line",
        "L\\u004fAD CS\\u0056 FROM 'file:///etc/passwd' AS line RETURN line",
        "MATCH (n:City) RETURN n.id FORMAT CSV",
    ],
)
def test_a_read_refuses_writes_and_files(engine: Engine, query: str) -> None:
    engine.write([cities("a")])

    with pytest.raises(ReadOnlyError):
        engine.read(query)

    assert ids(engine) == ["a"]


def test_a_write_refuses_files(engine: Engine) -> None:
    with pytest.raises(ReadOnlyError):
        engine.write([cities("a"), Statement("LOAD CSV FROM '/etc/passwd' AS line CREATE (n:City) SET n.id = line[0]")])

    assert ids(engine) == []


@pytest.mark.parametrize("query", ["MATCH (n RETURN n", "RETURN $missing AS x", "RETURN nofunction(1) AS x", ""])
def test_bad_cypher_is_a_query_error(engine: Engine, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        engine.read(query)

    assert caught.value.message
    assert caught.value.fix


@pytest.mark.parametrize("value", [2**63, object(), {"a": [object()]}], ids=["too great", "object", "object inside"])
def test_a_parameter_that_cannot_be_sent_is_a_query_error(engine: Engine, value: object) -> None:
    with pytest.raises(QueryError):
        engine.read("RETURN $value AS value", {"value": value})
    with pytest.raises(QueryError):
        engine.write([cities("a"), Statement("RETURN $value AS value", {"value": value})])

    assert ids(engine) == []


def test_a_question_that_takes_too_long_is_given_up(engine: Engine) -> None:
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b % 7) AS sum"

    with pytest.raises(QueryTimeoutError):
        engine.read(slow, timeout=0.3)

    assert engine.read("RETURN 1 AS one", timeout=5) == [{"one": 1}]


# Itself


def test_it_describes_itself(engine: Engine) -> None:
    described = engine.describe()

    assert described.engine == engine.name
    assert described.address.startswith(("embedded:/", "neo4j://"))
    assert described.version[0].isdigit()
    assert described.details["opened for"] == "writing"


def test_nothing_is_answered_after_closing(engine: Engine) -> None:
    engine.close()
    engine.close()

    with pytest.raises(EngineUnavailableError, match="closed"):
        engine.read("RETURN 1 AS one")
    with pytest.raises(EngineUnavailableError, match="closed"):
        engine.write([cities("a")])
    with pytest.raises(EngineUnavailableError, match="closed"):
        engine.prepare([UNIQUE_ID])
    with pytest.raises(EngineUnavailableError, match="closed"):
        engine.describe()
