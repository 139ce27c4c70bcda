"""Every error that a model can raise has words of its own, or at least honest ones."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from practice_atlas.loaders.checks.messages import explain
from practice_atlas.ontology.model import City, Person


def _error(values: dict[str, Any]) -> ErrorDetails:
    good = {"id": "city:a", "name": "A", "country": "country:lb"}
    with pytest.raises(ValidationError) as raised:
        City.model_validate({**good, **values})
    return raised.value.errors()[0]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"population": "many"}, "number.form"),
        ({"population": "9" * 5000}, "number.form"),
        ({"latitude": "nan"}, "number.form"),
        ({"latitude": [1]}, "number.form"),
        ({"latitude": "91"}, "number.range"),
        ({"name": "a\nb"}, "text.lines"),
        ({"name": "x" * 301}, "text.long"),
        ({"name": {"en": "A"}}, "field.single"),
        ({"name": None}, "field.single"),
        ({"names": "A@en"}, "field.list"),
        ({"city_kind": "town"}, "vocabulary.unknown"),
        ({"mayor": "x"}, "field.unknown"),
        ({"wikidata": "42"}, "text.form"),
    ],
)
def test_errors_become_rules(values: dict[str, Any], rule: str) -> None:
    found = explain(_error(values), City, next(iter(values)))

    assert found.rule == rule
    assert found.message
    assert found.fix


def test_an_error_nobody_thought_of_still_says_what_the_model_says() -> None:
    error: ErrorDetails = {"type": "new_kind", "loc": ("name",), "msg": "Something new", "input": 1}

    found = explain(error, Person, "name")

    assert found.rule == "field.form"
    assert "Something new" in found.message
