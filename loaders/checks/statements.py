"""Statements about single fields: the record that they are about has such a field, and it takes such a value."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from practice_atlas.loaders.checks.records import Records
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND, Statement
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.shape import fields_of


def check_statements(records: Records) -> Iterator[Problem]:
    """Statements about fields that records of that kind do not have."""
    for statement in records.every(Statement):
        model = BY_KIND.get(kind_of(statement.about))
        names = [shape.name for shape in fields_of(model) if shape.name != "id"] if model else []
        if statement.field not in names:
            close = get_close_matches(statement.field, names, 1, 0.6)
            fields = f"Its fields are {', '.join(names)}." if names else "Only records have fields."
            fix = f"Did you mean {close[0]}?" if close else fields
            message = f"a {kind_of(statement.about)} has no field {statement.field!r:.60}"
            yield records.problem(statement, "field", "statement.field", message, fix)
