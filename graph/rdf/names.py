"""Names as SKOS labels: one preferred label a language, which is the first given, and the others alternative ones."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf.nodes import Fact, named, standard
from practice_atlas.ontology.model.base import Named


def of_named(record: Named, subject: NamedNode) -> Iterator[Fact]:
    """The labels beside the English name, which is preferred in English. No label is both, as SKOS demands."""
    preferred = {"en": named(record.name, "en")}
    for name in record.names:
        label = named(name.text, name.language)
        first = preferred.setdefault(label.language or "", label)
        if first is label:
            yield subject, standard("skos:prefLabel"), label
        elif first != label:
            yield subject, standard("skos:altLabel"), label
