"""What is closed is not in the store of those who may not see it: no question can find what is not there."""

from __future__ import annotations

import pytest

from practice_atlas.graph.sparql.errors import RefusedQueryError
from practice_atlas.ontology.terms import THINGS
from practice_atlas.ontology.vocabularies import Audience
from tests.graph.sparql.conftest import Asking

CLOSED = ("Hidden City", "city/hidden", "flow/hidden", "evidence/closed", "only the hub", "In confidence")
EVERYTHING = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
def test_it_is_not_there(asked: Asking, audience: Audience) -> None:
    found = asked(EVERYTHING, audience=audience).body.decode()

    assert found.count("\n") > 1000
    assert [word for word in CLOSED if word in found] == []
    assert asked("ASK { ?s ?p ?o FILTER CONTAINS(STR(?o), 'idden') }", audience=audience).body == b"false"


def test_the_hub_finds_it(asked: Asking) -> None:
    """So the test above would have."""
    found = asked(
        "SELECT * { ?s ?p ?o FILTER REGEX(CONCAT(STR(?s), STR(?o)), 'hidden|Hidden|closed') }", audience=Audience.HUB
    )

    assert found.rows > 10
    assert "Hidden City" in found.body.decode()


def test_a_closed_graph_is_refused_like_one_that_is_not_there(asked: Asking) -> None:
    texts = []
    for name in ("source/closed", "source/absent"):
        with pytest.raises(RefusedQueryError) as error:
            asked("SELECT * { ?s ?p ?o }", f"{THINGS}{name}#statements")
        texts.append(str(error.value).replace(name, ""))

    assert texts[0] == texts[1]
