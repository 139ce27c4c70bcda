"""The page of the model for people: every record and field, what it means, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.dates import HINT
from practice_atlas.ontology.derive.limits import limits_of
from practice_atlas.ontology.derive.marks import MARK
from practice_atlas.ontology.model.base import Model, Part, Record
from practice_atlas.ontology.semantics import bounds_of, words
from practice_atlas.ontology.shape import FieldShape, fields_of, tables
from practice_atlas.ontology.terms import ATLAS
from practice_atlas.ontology.vocabularies import VOCABULARIES, Vocabulary

_INTRODUCTION: Final = f"""# The data model

<!-- {MARK} -->

A data set is a folder of YAML files, one per table below, or the same tables as CSV files or as the sheets of a
workbook. Every record has a readable, stable identifier (`city:saida-lb`), an audience and, where it states something,
evidence. A field that says *many* takes a list in YAML, and values parted by `;` in a cell. A part has its rows inside
its record in YAML, and a table of its own, with a column for the record, in sheets.

**Dates** keep the precision of the source, in EDTF. {HINT}

**Names** in another language are written `name@language`: `صيدا@ar`.

In RDF, `atlas:` stands for `{ATLAS}`; a property after ⊑ is a standard one that ours narrows, and exports state both.
In the graph, a field is a property of the node, or an arrow where one is drawn; the whole record stands in `record`
as well, as JSON.
"""


def page() -> str:
    """`docs/data-model.md`."""
    records = [line for name, model, owner in tables() for line in _table(name, model, owner)]
    codes = [line for vocabulary in VOCABULARIES for line in _vocabulary(vocabulary)]
    return "\n".join([_INTRODUCTION, "## Records", "", *records, "## Vocabularies", "", *codes]).rstrip("\n") + "\n"


def _table(name: str, model: type[Model], owner: type[Record] | None) -> Iterator[str]:
    yield f"### {_title(model).capitalize()}"
    yield ""
    yield " ".join((model.__doc__ or "").split())
    yield ""
    yield _where(name, model, owner)
    yield ""
    yield "| field | takes | meaning | RDF | graph |"
    yield "|---|---|---|---|---|"
    if owner:
        yield f"| `{owner.kind}` | {owner.kind}, required | In sheets: the {owner.kind} that the row belongs to. | | |"
    for shape in fields_of(model):
        cells = (f"`{shape.name}`", _takes(model, shape), shape.description, _rdf(shape), _graph(model, shape))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def _title(model: type[Model]) -> str:
    return words(model.class_term.name if model is DatasetInfo else model.__name__)


def _where(name: str, model: type[Model], owner: type[Record] | None) -> str:
    facts = [f"Table `{name}`"]
    facts.append("RDF " + _narrowing(f"atlas:{model.class_term.name}", model.class_term.narrows))
    if model.class_term.label:
        facts.append(f"label `{model.class_term.label}`")
    if owner:
        facts.append(f"part of {words(owner.__name__)}")
    if issubclass(model, Record) and model.must_cite:
        facts.append("must cite evidence")
    return "; ".join(facts) + "."


def _takes(model: type[Model], shape: FieldShape) -> str:
    if shape.vocabulary:
        name = words(shape.vocabulary.__name__)
        takes = f"[{name}](#{name.replace(' ', '-')}-codes)"
    elif shape.part:
        takes = words(shape.part.__name__)
    elif shape.type == "reference":
        takes = " or ".join(shape.kinds) or "any record"
    else:
        takes = {"name": "name@language", "decimal": "number", "integer": "whole number"}.get(shape.type, shape.type)
        takes += _bounds(model, shape)
    extras = [
        "many" * shape.many,
        "required" * (shape.required or _must_cite(model, shape)),
        f"default `{shape.default}`" if shape.default else "",
    ]  # fmt: skip
    return ", ".join([takes, *filter(None, extras)])


def _must_cite(model: type[Model], shape: FieldShape) -> bool:
    return shape.name == "evidence" and issubclass(model, Record) and model.must_cite


def _bounds(model: type[Model], shape: FieldShape) -> str:
    limits = limits_of(model)[shape.name]
    if limits.lowest is not None:
        return f" {limits.lowest:g} to {limits.highest:g}" if limits.highest is not None else f" from {limits.lowest:g}"
    return f" of at most {limits.longest}" if limits.longest else ""


def _rdf(shape: FieldShape) -> str:
    if not shape.term:
        return "`dct:identifier`"
    name = shape.term.name if ":" in shape.term.name else f"atlas:{shape.term.name}"
    told = _narrowing(name, shape.term.narrows)
    if shape.type == "date":
        told += ", " + ", ".join(f"`{address.replace(ATLAS, 'atlas:')}`" for address in bounds_of(shape))
    return told


def _narrowing(name: str, narrows: tuple[str, ...]) -> str:
    return f"`{name}`" + (f" ⊑ {', '.join(f'`{standard}`' for standard in narrows)}" if narrows else "")


def _graph(model: type[Model], shape: FieldShape) -> str:
    if model is DatasetInfo:
        return ""
    if shape.part:
        return f"node `{label}`" if (label := shape.part.class_term.label) else "arrow"
    if shape.type != "reference":
        return "in `record`" if shape.term and shape.term.record_only else "property"
    if issubclass(model, Part) and not model.class_term.label:  # the part is an arrow itself
        return "end of the arrow" if shape.name == model.end else "property"
    return f"`-[:{shape.arrow}]->`"


def _vocabulary(vocabulary: type[Vocabulary]) -> Iterator[str]:
    yield f"### {words(vocabulary.__name__).capitalize()} codes"
    yield ""
    yield " ".join((vocabulary.__doc__ or "").split())
    yield ""
    yield "| code | label | definition |"
    yield "|---|---|---|"
    for code in vocabulary:
        yield f"| `{code.value}` | {code.label} | {code.definition} |"
    yield ""
