"""Whether the bench of SPARQL itself works, on little data."""

from __future__ import annotations

from tests.bench.sparql import QUESTIONS, measure


def test_it_measures_loading_and_every_question() -> None:
    told = {item.what: item for item in measure(6_000)}

    assert 5_000 < told["parse and index"].rows < 9_000
    assert {name: told[name].rows > 0 for name in QUESTIONS} == dict.fromkeys(QUESTIONS, True)
