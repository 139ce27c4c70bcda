"""The JSON-LD context: every class and property of ours under its own name, with the type of its values."""

from __future__ import annotations

import json
from typing import Any, Final

from practice_atlas.ontology.derive.marks import MARK
from practice_atlas.ontology.derive.properties import Property, properties
from practice_atlas.ontology.semantics import COUNTRY, GRADE, KNOWN_BY, bounds_of, datatype_of, is_literal
from practice_atlas.ontology.shape import tables
from practice_atlas.ontology.terms import ATLAS, CODES, PREFIXES, THINGS, expand

_DATE: Final = expand("xsd:date")
_LANGUAGE: Final = expand("rdf:langString")
_STRING: Final = expand("xsd:string")


def context() -> str:
    """`context.jsonld`."""
    return json.dumps({"$comment": MARK, "@context": terms()}, ensure_ascii=False, indent=1) + "\n"


def terms() -> dict[str, Any]:
    """The context itself."""
    classes = {model.class_term.name: {"@id": model.class_term.iri} for _, model, _ in tables()}
    classes[COUNTRY.removeprefix(ATLAS)] = {"@id": COUNTRY}
    found: dict[str, Any] = dict(classes)
    for item in properties():
        if item.is_ours:
            found[item.term.name] = _definition(item)
        if item.first.type == "date":
            found |= {bound.removeprefix(ATLAS): {"@id": bound, "@type": _DATE} for bound in bounds_of(item.first)}
    found[GRADE.removeprefix(ATLAS)] = {"@id": GRADE, "@type": "@id"}
    found[KNOWN_BY.removeprefix(ATLAS)] = {"@id": KNOWN_BY, "@type": _DATE}
    prefixes = dict(sorted({**PREFIXES, "code": CODES, "thing": THINGS}.items()))
    return {"@version": 1.1, **prefixes, **dict(sorted(found.items()))}


def _definition(item: Property) -> dict[str, str]:
    if not is_literal(item.first):
        return {"@id": item.term.iri, "@type": "@id"}
    datatype = datatype_of(item.first)
    if datatype in (_STRING, _LANGUAGE):
        return {"@id": item.term.iri}
    return {"@id": item.term.iri, "@type": datatype}
