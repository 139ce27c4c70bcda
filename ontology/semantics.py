"""How the shape reads in RDF: datatypes, the days beside a date, and the addresses of classes and codes.

One place, so that OWL, SHACL, the JSON-LD context and the records' own triples say the same.
"""

from __future__ import annotations

import re
from typing import Final

from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.shape import FieldShape, FieldType
from practice_atlas.ontology.terms import ATLAS, CODES, expand
from practice_atlas.ontology.vocabularies import OutcomeKind, Vocabulary

#: The ontology itself; classes and properties are fragments of it.
ONTOLOGY: Final = ATLAS.removesuffix("#")
#: Where the published files lie: `…/context.jsonld`.
SITE: Final = ATLAS.removesuffix("ontology#")
#: The datatype of dates as stated. Not `xsd:gYearMonth`: rdflib answers a filter on it with nothing, silently.
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
#: A country is referred to and named, and has no record.
COUNTRY: Final = ATLAS + "Country"

#: Statements that follow from records (axioms.ttl says what each means).
LEARNED_FROM: Final = ATLAS + "learnedFrom"
INFORMED: Final = ATLAS + "informed"
LED_TO: Final = ATLAS + "ledTo"
GRADE: Final = ATLAS + "grade"
KNOWN_BY: Final = ATLAS + "knownBy"

#: The short form of an outcome, from the engagement to what came of it.
OUTCOMES: Final[dict[OutcomeKind, str]] = {OutcomeKind.INFORMED: INFORMED, OutcomeKind.LED_TO: LED_TO}

_DATATYPES: Final[dict[FieldType, str]] = {
    "text": expand("xsd:string"),
    "name": expand("rdf:langString"),
    "integer": expand("xsd:integer"),
    "decimal": expand("xsd:decimal"),
    "date": EDTF,
}


def is_literal(shape: FieldShape) -> bool:
    """Whether the field's values are texts, numbers or dates, rather than things with an address."""
    return shape.type in _DATATYPES


def datatype_of(shape: FieldShape) -> str:
    """The datatype of a literal field. The name of a record is English, and therefore a text with a language."""
    if shape.term and shape.term.name == "name":
        return expand("rdf:langString")
    return _DATATYPES[shape.type]


def bounds_of(shape: FieldShape) -> tuple[str, str]:
    """The properties that hold the earliest and latest day of a date: of `when` simply `earliest` and `latest`."""
    assert shape.term  # noqa: S101 - every date has a term
    prefix = "" if shape.term.name == "when" else shape.term.name
    return tuple(ATLAS + _lower_first(prefix + bound) for bound in ("Earliest", "Latest"))  # type: ignore[return-value]


def class_of(kind: str) -> str:
    """The class of a kind of thing: `city` → `atlas:LocalGovernment`."""
    return COUNTRY if kind == "country" else BY_KIND[kind].class_term.iri


def scheme_of(vocabulary: type[Vocabulary]) -> str:
    """The address of a vocabulary: `FlowKind` → `…/codes/flow-kind`."""
    return CODES + re.sub(r"(?<!^)(?=[A-Z])", "-", vocabulary.__name__).lower()


def concept_of(code: Vocabulary) -> str:
    """The address of a code: `Stage.IN_USE` → `…/codes/stage/in-use`."""
    return f"{scheme_of(type(code))}/{code.value}"


def is_ordered(vocabulary: type[Vocabulary]) -> bool:
    """Whether the order of a vocabulary's codes means something: then its codes know their rank or level."""
    return hasattr(vocabulary, "rank") or hasattr(vocabulary, "level")


def words(name: str) -> str:
    """`LearningFlow` → `learning flow`: how a class or property is called in labels."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def _lower_first(name: str) -> str:
    return name[0].lower() + name[1:]
