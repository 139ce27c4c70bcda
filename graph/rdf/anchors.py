"""Evidence as a Web Annotation: what a passage says, and how it is found again in a text that is not here."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf.fields import TYPE
from practice_atlas.graph.rdf.nodes import Fact, other, piece, standard, text, thing
from practice_atlas.ontology.model import Evidence


def of_evidence(evidence: Evidence, subject: NamedNode, passage: tuple[int, int] | None) -> Iterator[Fact]:
    """The annotation's target: from the first words to the last, and the offsets where the text was at hand.

    In the standard a range ends before what its end selector selects. So the end is the empty place after the last
    words (`oa:prefix`), or the range would lack them.
    """
    target, start, end = piece(subject, "target"), piece(subject, "start"), piece(subject, "end")
    selection = piece(subject, "range")
    yield subject, standard("oa:motivatedBy"), standard("oa:describing")
    yield subject, standard("oa:hasTarget"), target
    yield target, TYPE, standard("oa:SpecificResource")
    yield target, standard("oa:hasSource"), thing(evidence.source)
    yield target, standard("oa:hasSelector"), selection
    yield selection, TYPE, standard("oa:RangeSelector")
    yield selection, standard("oa:hasStartSelector"), start
    yield selection, standard("oa:hasEndSelector"), end
    yield start, TYPE, standard("oa:TextQuoteSelector")
    yield start, standard("oa:exact"), text(evidence.starts)
    yield end, TYPE, standard("oa:TextQuoteSelector")
    yield end, standard("oa:prefix"), text(evidence.ends)
    yield end, standard("oa:exact"), text("")
    if passage:
        position = piece(subject, "position")
        yield target, standard("oa:hasSelector"), position
        yield position, TYPE, standard("oa:TextPositionSelector")
        yield position, standard("oa:start"), other(str(passage[0]), "xsd:nonNegativeInteger")
        yield position, standard("oa:end"), other(str(passage[1]), "xsd:nonNegativeInteger")
