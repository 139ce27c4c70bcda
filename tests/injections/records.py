"""A data set with every text of the listing in every text field of every kind of record and part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND, RECORDS, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import FieldShape, fields_of
from practice_atlas.ontology.texts import NameIn
from tests.injections.listing import LISTING
from tests.support.sample import INFO, ROWS, records

#: Texts with a form of their own, which no free text has: the model refuses it.
BOUND: Final = ("id", "language", "sha256", "wikidata", "address")

_UNNAMED: Final[tuple[dict[str, Any], ...]] = (
    {"id": "flow:unnamed", "unnamed_teacher": "others", "unnamed_learner": "some", "practice": "practice:youth-council",
     "flow_kind": "exposed", "evidence": ["evidence:council"]},
    {"id": "intention:unnamed", "unnamed_actor": "cities", "unnamed_addressee": "anybody", "intention_kind": "need",
     "summary": "More time.", "evidence": ["evidence:council"]},
)  # fmt: skip


def _bases() -> Iterator[dict[str, Any]]:
    """Open records of the sample that have every field between them."""
    yield from (row for row in ROWS if row.get("audience") != "hub" and row["id"] != "flow:hidden")
    yield from _UNNAMED


def filled(text: str, number: int) -> Iterator[Record]:
    """A record of each base with this text in each field that takes it, beside the sample's own."""
    for base in records(*_bases()):
        identifier = f"{base.id}-x{number}"
        record = _filled(base.model_copy(update={"id": identifier}), text)
        assert isinstance(record, Record)
        yield record


def _filled(model: Model, text: str) -> Model:
    changed = {shape.name: _value(shape, getattr(model, shape.name), text) for shape in fields_of(type(model))}
    row = {name: value for name, value in changed.items() if value not in (None, ())}
    try:
        return type(model).model_validate(row)
    except ValidationError as error:  # a rule of this field: a line has no line break, one end is named or unnamed
        refused = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        kept = {name: getattr(model, name) for name in refused & row.keys()}
        known = {name: value for name, value in (row | kept).items() if value not in (None, ())}
        return type(model).model_validate(known)


def _value(shape: FieldShape, value: Any, text: str) -> Any:
    if shape.part:
        return tuple(_filled(part, text) for part in value)
    if shape.type == "name":
        return (NameIn(text, "ar"), NameIn(text, "fr"))
    if shape.name.startswith("unnamed") and value is None:  # then somebody is named
        return None
    limit = 160 if shape.name in ("starts", "ends", "after") else 300
    return text[:limit] if shape.type == "text" and shape.name not in BOUND else value


def small(offset: int) -> Dataset:
    """The sample itself with one text after the other, from the one at this place on: few enough to be drawn."""
    made = (_filled(base, LISTING[(offset + number) % len(LISTING)]) for number, base in enumerate(records(*ROWS)))
    return Dataset.of(INFO, [record for record in made if isinstance(record, Record)])


def dataset() -> Dataset:
    """All of it: some 4,000 records, which refer to the sample's."""
    info = DatasetInfo.model_validate({**INFO.model_dump(), "title": LISTING[0], "description": LISTING[-1]})
    made = [record for number, text in enumerate(LISTING) for record in filled(text, number)]
    return Dataset.of(info, [*records(*ROWS), *made])


def fields() -> set[str]:
    """Every text field of every kind of record and part, but those that have a form of their own."""
    found = set()
    for model in RECORDS:
        parts = [shape.part for shape in fields_of(model) if shape.part]
        for one in (model, *parts):
            found |= {f"{one.__name__}.{shape.name}" for shape in fields_of(one)
                      if shape.type in ("text", "name") and shape.name not in BOUND}  # fmt: skip
    return found


def texts_of(model: Model) -> Iterator[tuple[str, str]]:
    """Field and text of each text that a record and its parts hold."""
    for shape in fields_of(type(model)):
        value = getattr(model, shape.name)
        if shape.part:
            for part in value:
                yield from texts_of(part)
        elif shape.type in ("text", "name") and value and shape.name not in BOUND:
            for item in value if shape.many else (value,):
                yield f"{type(model).__name__}.{shape.name}", item.text if isinstance(item, NameIn) else item


def kind(identifier: str) -> type[Record]:
    """The class of a record by its identifier."""
    return BY_KIND[kind_of(identifier)]
