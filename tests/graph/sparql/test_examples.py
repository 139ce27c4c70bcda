"""The questions on the page, asked of the shipped report: each is quick, and answers something."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from pyoxigraph import RdfFormat, Store, serialize

from practice_atlas.graph.rdf.export import quads
from practice_atlas.graph.rdf.writing import SHORT
from practice_atlas.graph.sparql.answering import answered
from practice_atlas.graph.sparql.broker import load
from practice_atlas.graph.sparql.examples import EXAMPLES, Example
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question
from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.derive.__main__ import root_of_repository


@pytest.fixture(scope="module")
def shipped() -> Store:
    dataset = read_dataset(root_of_repository() / "datasets/strong-cities-mena").dataset
    assert dataset is not None
    return load(BytesIO(serialize(quads(dataset), format=RdfFormat.N_QUADS) or b""))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.asks)
def test_each_example_answers_something(shipped: Store, example: Example) -> None:
    body, told = answered(shipped, Question(example.query).encoded(), SparqlLimits(seconds=2), SHORT)

    assert "problem" not in told, told
    assert told["rows"] >= 1
    if told["format"] == "json":
        assert all(json.loads(body)["results"]["bindings"])


def test_what_is_not_so_is_asked_with_minus() -> None:
    assert any("MINUS" in example.query for example in EXAMPLES)
    assert not any("NOT EXISTS" in example.query for example in EXAMPLES)
