"""The vocabularies as SKOS concept schemes."""

from __future__ import annotations

from collections.abc import Iterator

from practice_atlas.ontology.derive.marks import MARK
from practice_atlas.ontology.derive.turtle import block, document, iri, items, text
from practice_atlas.ontology.semantics import concept_of, is_ordered, scheme_of, words
from practice_atlas.ontology.vocabularies import VOCABULARIES, Vocabulary


def vocabularies() -> str:
    """`vocabularies.skos.ttl`."""
    return document(MARK, (part for vocabulary in VOCABULARIES for part in _scheme(vocabulary)))


def _scheme(vocabulary: type[Vocabulary]) -> Iterator[str]:
    scheme = iri(scheme_of(vocabulary))
    codes = [iri(concept_of(code)) for code in vocabulary]
    yield block(
        scheme,
        [
            ("a", "skos:ConceptScheme"),
            ("skos:prefLabel", text(words(vocabulary.__name__), "en")),
            ("skos:definition", text(" ".join((vocabulary.__doc__ or "").split()), "en")),
            *(("skos:hasTopConcept", code) for code in codes),
        ],
    )
    if is_ordered(vocabulary):
        yield block(
            iri(f"{scheme_of(vocabulary)}/in-order"),
            [
                ("a", "skos:OrderedCollection"),
                ("skos:prefLabel", text(f"{words(vocabulary.__name__)}, in order", "en")),
                ("skos:memberList", items(codes)),
            ],
        )
    for code in vocabulary:
        yield block(
            iri(concept_of(code)),
            [
                ("a", "skos:Concept"),
                ("skos:inScheme", scheme),
                ("skos:topConceptOf", scheme),
                ("skos:notation", text(code.value)),
                ("skos:prefLabel", text(code.label, "en")),
                ("skos:definition", text(code.definition, "en")),
            ],
        )
