"""Whether data conforms to the published shapes. pyshacl is the authority; what it finds comes as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pyshacl import validate
from rdflib import Graph, Namespace, URIRef
from rdflib.term import Node

_SH: Final = Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A thing that breaks a rule of its shape, and at which property (empty: the thing as a whole)."""

    thing: str
    property: str
    rule: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Conformance:
    """What a check found; data conforms when that is nothing."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.violations


@cache
def shapes() -> Graph:
    """The published shapes."""
    text = files("practice_atlas.ontology").joinpath("published/shapes.shacl.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def conforms(graph: Graph) -> Conformance:
    """Checks one graph, such as `as_graph` gives: references lead from a source's graph into others.

    Takes 3.5 s for 100,000 triples and grows faster than they do; beyond that, check a part.
    """
    _, report, _ = validate(graph, shacl_graph=shapes(), inference="none", inplace=True)
    if not isinstance(report, Graph):  # the validator's own failure comes as text
        raise TypeError(str(report))
    return Conformance(tuple(sorted(_violation(report, result) for result in report.subjects(_SH.resultSeverity))))


def _violation(report: Graph, result: Node) -> Violation:
    def told(name: str) -> str:
        value = report.value(result, _SH[name])
        return "" if value is None else str(value)

    rule = told("sourceConstraintComponent")
    return Violation(
        told("focusNode"),
        told("resultPath"),
        str(URIRef(rule)).rpartition("#")[2],
        told("value"),
        told("resultMessage"),
    )
