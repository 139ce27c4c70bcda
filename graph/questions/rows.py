"""Rows of lists: each thing with its own fields in plain values, and what its fields refer to by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from practice_atlas.graph.questions.answers import Row, Thing
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.links import links, own_links
from practice_atlas.ontology.model import Implementation, Partnership, Record
from practice_atlas.ontology.shape import FieldShape, fields_of

#: What a row can hold besides: the ids of its evidence (told with the answer), and the record itself.
ROW_INCLUDES: Final = ("evidence", "record")
#: Fields that a row has under another name, or that say who may see it.
_LEFT_OUT: Final = ("id", "name", "audience")

Plain = str | int | float | None


def rows_of(
    reader: Reader,
    identifiers: Sequence[str],
    counts: Mapping[str, Mapping[str, int]],
    fields: Collection[str],
    include: Collection[str],
) -> list[Row]:
    """A row for each thing; with `fields`, only these of its fields, references and counts."""
    found = reader.many(identifiers)
    things = reader.things({link.target for item in found for link in links(item.record)} | set(identifiers))
    return [_row(item, things, counts, fields, include) for item in found]


def _row(
    item: Found,
    things: Mapping[str, Thing],
    counts: Mapping[str, Mapping[str, int]],
    fields: Collection[str],
    include: Collection[str],
) -> Row:
    record = item.record
    told = {**_plain(record), **_latest(item)}
    named = _references(record, things)
    counted = {column: count.get(record.id, 0) for column, count in counts.items()}
    return Row(
        thing=things[record.id],
        known_by=item.known_by,
        grade=item.grade,
        details={name: value for name, value in told.items() if not fields or name in fields},
        things={name: value for name, value in named.items() if not fields or name in fields},
        counts={name: value for name, value in counted.items() if not fields or name in fields},
        evidence=_evidence(record) if "evidence" in include else (),
        record=record if "record" in include else None,
    )


def _plain(record: Record) -> dict[str, Plain]:
    """The fields that are plain values, and names in other languages as one text."""
    told = {
        shape.name: _value(record, shape)
        for shape in fields_of(type(record))
        if shape.type not in ("reference", "part") and shape.name not in _LEFT_OUT
    }
    return {name: value for name, value in told.items() if value is not None}


def _value(record: Record, shape: FieldShape) -> Plain:
    value = getattr(record, shape.name)
    if shape.many:
        return "; ".join(str(item) for item in value) or None
    return value if isinstance(value, int | float | None) else str(value)


def _latest(item: Found) -> dict[str, Plain]:
    """The stage or state that a history is at: the last by day, of those without a day the last listed."""
    match item.record:
        case Implementation(stages=(_, *_) as stages):
            latest = max(range(len(stages)), key=lambda seat: (item.days[seat] or "9999", seat))
            when = stages[latest].when
            return {"stage": stages[latest].stage.value, "since": when.text if when else None}
        case Partnership(states=(_, *_) as states):
            latest = max(range(len(states)), key=lambda seat: (item.days[seat] or "9999", seat))
            when = states[latest].when
            return {"state": states[latest].state.value, "since": when.text if when else None}
        case _:
            return {}


def _references(record: Record, things: Mapping[str, Thing]) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = {}
    for shape, target in own_links(record):
        if shape.name != "evidence" and target in things:
            found.setdefault(shape.name, []).append(things[target])
    return {name: tuple(named) for name, named in found.items()}


def _evidence(record: Record) -> tuple[str, ...]:
    """Of the record and of its parts, once each."""
    return tuple(dict.fromkeys(link.target for link in links(record) if link.shape.name == "evidence"))


def columns_of(kind: type[Record]) -> tuple[str, ...]:
    """The names of a kind's fields as rows have them."""
    shapes = [shape for shape in fields_of(kind) if shape.type != "part" and shape.name not in (*_LEFT_OUT, "evidence")]
    latest = {Implementation: ("stage", "since"), Partnership: ("state", "since")}.get(kind, ())
    return tuple(shape.name for shape in shapes) + latest
