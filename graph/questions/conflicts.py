"""Values that disagree: what sources say of a field beside what the record holds. All are kept, none is overwritten."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from practice_atlas.graph.questions.answers import Conflict
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.folding import fold
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import Record, Statement
from practice_atlas.ontology.model.base import Named
from practice_atlas.ontology.shape import FieldShape, fields_of

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


def conflicts(reader: Reader, record: Record, statements: Iterable[Statement]) -> tuple[Conflict, ...]:
    """Fields for which a source gives another value than the record has, or two sources differ.

    The same thing in other writing (a country's name for its code, one of a record's names) is no conflict.
    """
    by_field: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_field[statement.field].append(statement)
    shapes = {shape.name: shape for shape in fields_of(type(record))}
    found = []
    for field, told in sorted(by_field.items()):
        shown = _shown(reader, record, shapes[field]) if field in shapes else []
        same = {fold(value) for value in (*shown, *_other_writings(record, field))}
        other = [statement for statement in told if not {fold(value) for value in _writings(statement.value)} & same]
        if other:
            values = tuple(dict.fromkeys([*(["; ".join(shown)] if shown else []), *(item.value for item in other)]))
            cited = tuple(dict.fromkeys(item for statement in other for item in statement.evidence))
            found.append(Conflict(field=field, values=values, evidence=cited))
    return tuple(conflict for conflict in found if len(conflict.values) > 1)


def _shown(reader: Reader, record: Record, shape: FieldShape) -> list[str]:
    """The record's own value in words; empty for parts, which have no value to compare with."""
    value = getattr(record, shape.name)
    values = value if shape.many else [value]
    if shape.type == "part" or value is None:
        return []
    if shape.type == "reference":
        return [thing.name for thing in reader.things(values).values()]
    return [item.label if shape.type == "code" else str(item) for item in values]


def _other_writings(record: Record, field: str) -> list[str]:
    """Further ways to write the record's own value."""
    if field in ("name", "names") and isinstance(record, Named):
        return [writing for name in record.names for writing in _writings(name.text)] + [*_writings(record.name)]
    target = getattr(record, field, None)
    if isinstance(target, str) and kind_of(target) == "country":
        code = target.partition(":")[2]
        return [code, *(country_name(code, language) for language in ("en", "fr", "ar"))]
    return []


def _writings(text: str) -> tuple[str, str]:
    """A text as it is, and without what stands in brackets: `Association of Mayors (AM)`."""
    return text, _IN_BRACKETS.sub("", text)
