"""What the model's own errors mean in words for people: a rule, what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from pydantic_core import ErrorDetails

from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import FieldShape, fields_of


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem without its place."""

    rule: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Case:
    """An error of the model, in the field `shape` (None: no field of the model, or the record as a whole)."""

    error: ErrorDetails
    model: type[Model]
    name: str
    shape: FieldShape | None

    @property
    def context(self) -> Mapping[str, Any]:
        """What the error says of itself."""
        return self.error.get("ctx", {})

    @property
    def shown(self) -> str:
        """The value, short enough for a message."""
        return f"{self.error['input']!r:.80}"


_Explain: TypeAlias = Callable[[Case], Finding]


def explain(error: ErrorDetails, model: type[Model], name: str) -> Finding:
    """The finding for an error in a field of the model."""
    shape = next((shape for shape in fields_of(model) if shape.name == name), None)
    case = Case(error, model, name, shape)
    return _BY_TYPE.get(error["type"], _other)(case)


def _rule(case: Case) -> Finding:
    return Finding(case.context["rule"], case.context["message"], case.context["fix"])


def _missing(case: Case) -> Finding:
    says = case.shape.description if case.shape else ""
    return Finding("field.missing", f"{case.name} is missing", f"Fill it in: {says}")


def _unknown(case: Case) -> Finding:
    names = [shape.name for shape in fields_of(case.model)]
    close = get_close_matches(case.name, names, 1, 0.6)
    fix = f"Did you mean {close[0]}?" if close else f"The fields are {', '.join(names)}."
    return Finding("field.unknown", f"there is no field {case.name!r:.60} in {case.model.table}", fix)


def _vocabulary(case: Case) -> Finding:
    codes = [str(code) for code in case.shape.vocabulary] if case.shape and case.shape.vocabulary else []
    close = get_close_matches(str(case.error["input"]).lower(), codes, 1, 0.7)
    hint = f"Did you mean {close[0]}? " if close else ""
    fix = f"{hint}Write one of {', '.join(codes)}."
    return Finding("vocabulary.unknown", f"{case.shown} is not a word of the list", fix)


def _whole_number(case: Case) -> Finding:
    return Finding("number.form", f"{case.shown} is not a whole number", "Write digits only, for example 12000.")


def _decimal(case: Case) -> Finding:
    fix = "Write digits with a decimal point, for example 33.56."
    return Finding("number.form", f"{case.shown} is not a number", fix)


def _range(case: Case) -> Finding:
    bounds = [
        f"{word} {case.context[key]}" for key, word in (("ge", "at least"), ("le", "at most")) if key in case.context
    ]
    return Finding("number.range", f"{case.shown} is out of range", f"It must be {' and '.join(bounds)}.")


def _long(case: Case) -> Finding:
    most, given = case.context["max_length"], len(str(case.error["input"]))
    fix = "Shorten it; what else there is to say can stand in note."
    return Finding("text.long", f"{given} characters, of which {most} are allowed", fix)


def _short(case: Case) -> Finding:
    return Finding("text.empty", f"{case.name} is empty", "Write something, or leave the field out.")


def _pattern(case: Case) -> Finding:
    if "\n" in str(case.error["input"]):
        return Finding("text.lines", "a line break in a text of one line", "Write it on one line.")
    says = case.shape.description if case.shape else ""
    fix = _FORMS.get(case.name, f"It takes: {says}")
    return Finding("text.form", f"{case.shown} does not have the form of this field", fix)


def _one(case: Case) -> Finding:
    return Finding("field.single", f"{case.name} takes one value, and here is {_kind(case)}", "Write a single text.")


def _many(case: Case) -> Finding:
    return Finding(
        "field.list", f"{case.name} takes a list, and here is {_kind(case)}", "Write [a, b], or - a on lines."
    )


def _part(case: Case) -> Finding:
    part = case.shape.part if case.shape and case.shape.part else case.model
    fields = ", ".join(shape.name for shape in fields_of(part))
    return Finding("field.part", f"here stand fields of their own, not {_kind(case)}", f"The fields are {fields}.")


def _value(case: Case) -> Finding:
    message = str(case.context["error"])
    if case.name == "language":
        return Finding("language.unknown", message, "Write a language code, for example en, fr or ar.")
    return Finding("text.hidden", f"{case.name} {message}", "Remove the character and type the text anew.")


def _other(case: Case) -> Finding:
    says = case.shape.description if case.shape else ""
    return Finding("field.form", f"{case.shown}: {case.error['msg']}", f"It takes: {says}")


def _kind(case: Case) -> str:
    value = case.error["input"]
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list | tuple) else "nothing" if value is None else "a group of fields"


#: Fields that have a form of their own, and how to write it.
_FORMS: Final[Mapping[str, str]] = {
    "id": "Write small letters, digits and hyphens, for example strong-cities-mena.",
    "address": "Write the whole address, for example https://example.org/report.",
    "wikidata": "Write Q and digits, for example Q42, or leave it empty.",
    "sha256": "Write the 64 digits and letters that sha256sum prints, or leave it empty.",
}

_BY_TYPE: Final[Mapping[str, _Explain]] = {
    "rule": _rule,
    "missing": _missing,
    "extra_forbidden": _unknown,
    "enum": _vocabulary,
    "int_parsing": _whole_number,
    "int_type": _whole_number,
    "int_from_float": _whole_number,
    "int_parsing_size": _whole_number,
    "float_parsing": _decimal,
    "float_type": _decimal,
    "finite_number": _decimal,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "string_too_long": _long,
    "string_too_short": _short,
    "string_pattern_mismatch": _pattern,
    "string_type": _one,
    "tuple_type": _many,
    "model_type": _part,
    "model_attributes_type": _part,
    "value_error": _value,
}
