"""Triples in the forms that a description or a vocabulary is asked for in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final

from pyoxigraph import RdfFormat, Triple, serialize

from practice_atlas.graph.rdf.jsonld import write_document
from practice_atlas.graph.rdf.rebasing import moved
from practice_atlas.graph.rdf.writing import SHORT
from practice_atlas.ontology.terms import THINGS

#: By the name that addresses end in.
FORMS: Final = ("ttl", "nt", "jsonld")


def by_subject(triples: Iterable[Triple]) -> list[Triple]:
    """Each triple once, those of a subject together, in the order in which subjects come up."""
    subjects: dict[object, dict[Triple, None]] = {}
    for triple in triples:
        subjects.setdefault(triple.subject, {})[triple] = None
    return [triple for said in subjects.values() for triple in said]


def written(triples: Sequence[Triple], form: str, things: str = THINGS) -> bytes:
    """The triples, those of a subject together, as `ttl`, `nt` or `jsonld`. `things` is what addresses begin with."""
    if form == "jsonld":
        file = BytesIO()
        write_document(triples, file)
        return file.getvalue()
    if form == "nt":
        return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    prefixes = {prefix: moved(namespace, things) for prefix, namespace in SHORT.items()}
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
