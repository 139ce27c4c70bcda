"""Addresses and literals, as pyoxigraph takes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from practice_atlas.ontology.identifiers import address_of
from practice_atlas.ontology.semantics import EDTF
from practice_atlas.ontology.terms import expand

Term: TypeAlias = NamedNode | Literal
#: What is said: subject, predicate, object. A plain tuple: there are millions of them.
Fact: TypeAlias = tuple[NamedNode, NamedNode, Term]

_DATE: Final = NamedNode(expand("xsd:date"))
_DECIMAL: Final = NamedNode(expand("xsd:decimal"))
_EDTF: Final = NamedNode(EDTF)
_INTEGER: Final = NamedNode(expand("xsd:integer"))


@lru_cache(maxsize=4096)
def standard(compact: str) -> NamedNode:
    """`prov:Influence` as a node."""
    return NamedNode(expand(compact))


@lru_cache(maxsize=65_536)
def thing(identifier: str) -> NamedNode:
    """`city:saida-lb` as a node."""
    return NamedNode(address_of(identifier))


def piece(owner: NamedNode, name: str) -> NamedNode:
    """A thing without an identifier of its own, below its owner: `…/id/city/saida-lb#place`."""
    return NamedNode(f"{owner.value}#{name}")


def text(value: str) -> Literal:
    """A plain text."""
    return Literal(value)


@lru_cache(maxsize=4096)
def language_tag(code: str) -> str:
    """The code as a language tag. What our pattern allows and BCP 47 does not goes behind `x`, for private use."""
    try:
        return Literal("", language=code).language or code
    except ValueError:
        first, *rest = code.split("-")
        return "-".join([first, "x", *rest]).lower()


def named(value: str, language: str) -> Literal:
    """A text in a language."""
    return Literal(value, language=language_tag(language))


def whole(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> Literal:
    """A decimal number in its canonical form, which no tool rewrites: never 3.3e1, never 33.50."""
    written = format(Decimal(repr(value)), "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return Literal("0" if written == "-0" else written, datatype=_DECIMAL)


@lru_cache(maxsize=65_536)
def day(value: date) -> Literal:
    """A day of the calendar."""
    return Literal(value.isoformat(), datatype=_DATE)


@lru_cache(maxsize=65_536)
def stated_date(edtf: str) -> Literal:
    """A date as stated."""
    return Literal(edtf, datatype=_EDTF)


def other(value: str, datatype: str) -> Literal:
    """A text of another standard datatype, given as a compact IRI."""
    return Literal(value, datatype=standard(datatype))
