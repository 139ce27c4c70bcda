"""The constraints in the database are those derived from the model."""

from __future__ import annotations

import re

import pytest

from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import ConstraintError
from practice_atlas.graph.schema import constraints, prepare

_NAMED = re.compile(r"CREATE (CONSTRAINT|INDEX) (\w+) IF NOT EXISTS")


def derived(kind: str) -> set[str]:
    """Names of the derived constraints or indexes."""
    found = [_NAMED.match(statement) for statement in constraints()]
    return {match[2] for match in found if match and match[1] == kind}


@pytest.mark.neo4j
def test_the_server_shows_exactly_the_derived_constraints(neo4j_engine: Engine) -> None:
    prepare(neo4j_engine)
    prepare(neo4j_engine)

    shown = {row["name"] for row in neo4j_engine.read("SHOW CONSTRAINTS YIELD name RETURN name")}
    indexes = {
        row["name"]
        for row in neo4j_engine.read("SHOW INDEXES YIELD name, type RETURN name, type")
        if row["type"] != "LOOKUP"
    }

    assert shown == derived("CONSTRAINT")
    assert indexes - shown == derived("INDEX")


def test_an_identifier_is_unique(engine: Engine) -> None:
    prepare(engine)
    row = {"id": "city:arda", "name": "Arda"}
    engine.write([Statement("CREATE (n:City) SET n = $row", {"row": row})])

    with pytest.raises(ConstraintError):
        engine.write([Statement("CREATE (n:City) SET n = $row", {"row": row})])
