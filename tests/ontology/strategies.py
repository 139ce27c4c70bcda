"""Records of every kind, drawn from the shape of the model, so that a new field is tried without being named here."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from hypothesis import strategies as st
from pydantic import ValidationError

from practice_atlas.ontology.identifiers import KINDS
from practice_atlas.ontology.model import RECORDS, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import FieldShape, fields_of

_HARMFUL: Final = [*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF))]
lines = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=_HARMFUL), min_size=1, max_size=12
).filter(lambda text: unicodedata.normalize("NFC", text).strip() != "")
_SLUGS: Final = ("a", "b-2", "saida-lb")
_DATES: Final = ("2024", "2024-01-17", "2023-03/..", "[2024-01..2024-09]", "2024~", "2019-21")
#: Fields whose text has a rule of its own.
_SPECIAL: Final[dict[str, st.SearchStrategy[Any]]] = {
    "country": st.sampled_from(["country:lb", "country:ma"]),
    "wikidata": st.sampled_from(["Q1", "Q163490"]),
    "sha256": st.just("0" * 64),
    "language": st.sampled_from(["en", "ar"]),
    "address": st.just("https://example.org/x?y=z"),
    "latitude": st.floats(-90, 90),
    "longitude": st.floats(-180, 180),
}


def _value(shape: FieldShape, kind: str) -> st.SearchStrategy[Any]:
    if shape.name == "id":
        return st.sampled_from(_SLUGS).map(lambda slug: f"{kind}:{slug}")
    if shape.name in _SPECIAL:
        return _SPECIAL[shape.name]
    if shape.type == "reference":
        kinds = st.sampled_from(shape.kinds or KINDS)
        return st.tuples(kinds, st.sampled_from(_SLUGS)).map(":".join)
    if shape.type == "code" and shape.vocabulary:
        return st.sampled_from([member.value for member in shape.vocabulary])
    if shape.type == "part" and shape.part:
        return rows(shape.part, "")
    by_type: dict[str, st.SearchStrategy[Any]] = {
        "name": lines.map(lambda line: f"{line}@ar"),
        "integer": st.integers(1, 10**9),
        "decimal": st.floats(-90, 90),
        "date": st.sampled_from(_DATES),
        "text": lines,
    }
    return by_type[shape.type]


def _field(shape: FieldShape, kind: str) -> st.SearchStrategy[Any]:
    value = _value(shape, kind)
    return st.lists(value, max_size=3) if shape.many else value


def rows(model: type[Model], kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Plain values for the fields of a record or part; those that may be empty sometimes are."""
    shapes = fields_of(model)
    return st.fixed_dictionaries(
        {shape.name: _field(shape, kind) for shape in shapes if shape.required},
        optional={shape.name: _field(shape, kind) for shape in shapes if not shape.required},
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record that keeps all rules of its kind; those that a draw breaks are drawn again."""
    model = draw(st.sampled_from(RECORDS))
    row = draw(rows(model, model.kind))
    for one, other in (("learner", "unnamed_learner"), ("teacher", "unnamed_teacher"), ("actor", "unnamed_actor")):
        if other in model.model_fields and (one in row) == (other in row):
            row.pop(one, None)
            row[other] = draw(lines)
    for part in row.get("participations", ()):
        if ("actor" in part) == ("unnamed" in part):
            part.pop("actor", None)
            part["unnamed"] = draw(lines)
    try:
        return model.model_validate(row)
    except ValidationError:
        return draw(st.nothing())
