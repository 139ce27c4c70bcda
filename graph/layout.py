"""How the model lies in the graph: labels, relationship types and properties, read from the shape.

The catalogue's texts, the writer, the constraints and the tests all take their names from here.
"""

from __future__ import annotations

from typing import Final

from practice_atlas.ontology.links import reference_fields
from practice_atlas.ontology.model import BY_KIND, RECORDS, Part, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import FieldShape, fields_of, parts_of
from practice_atlas.ontology.vocabularies import OutcomeKind

#: Raised whenever the same records would lie in the graph in another way, so that the next load writes them anew
#: (tests/graph/test_projection.py notices).
VERSION: Final = 1

#: Labels that stand for no kind of record: made by the writer.
COUNTRY: Final = "Country"
DATASET: Final = "Dataset"
REVISION: Final = "Revision"

#: Arrows that are derived from other statements, and what they say; rebuilt in the transaction of each load.
LEARNED_FROM: Final = "LEARNED_FROM"
PRACTISES: Final = "PRACTISES"
DERIVED: Final[dict[str, tuple[str, ...]]] = {
    LEARNED_FROM: ("flow", "practice", "kind", "earliest", "latest", "known_by", "level"),
    PRACTISES: ("implementation", "stage", "since", "known_by", "level"),
}

#: Outcomes are arrows of their own kind from the engagement to whatever it informed or led to.
OUTCOMES: Final[dict[OutcomeKind, str]] = {OutcomeKind.INFORMED: "INFORMED", OutcomeKind.LED_TO: "LED_TO"}

#: The arrow from a record to a part that is a node.
PART_ARROWS: Final[dict[str, str]] = {"StageAssertion": "HAS_STAGE", "PartnershipAssertion": "HAS_STATE"}

#: Properties that the writer adds to every record's node: `name` for people, also where the record has none, `search`
#: folded names, `level` effective audience, `known_by` and `grade` as derived, `record` the record itself, `datasets`
#: who states it, `content` and `projection` the hashes that tell whether anything has to be written, `days` the day
#: of each stage or state, and for evidence the place of the passage where the source's text was at hand.
ADDED: Final = (
    "name", "search", "level", "known_by", "grade", "record", "datasets", "content", "projection", "days",
    "passage_start", "passage_end", "passage_sha256",
)  # fmt: skip

#: Properties of a date beside its own text.
BOUNDS: Final = ("earliest", "latest")


def label_of(kind: str) -> str:
    """The label of a kind of thing: `city` → `City`, `country` → `Country`."""
    return COUNTRY if kind == "country" else BY_KIND[kind].class_term.label


def record_labels() -> tuple[str, ...]:
    """The labels of all kinds of record."""
    return tuple(model.class_term.label for model in RECORDS)


def arrow_types() -> frozenset[str]:
    """Every relationship type that can occur."""
    types = set(DERIVED) | set(OUTCOMES.values()) | set(PART_ARROWS.values())
    for record in RECORDS:
        types |= {shape.arrow for shape in reference_fields(record)}
        for shape in parts_of(record):
            types |= {part_arrow(shape.part)} if shape.part and shape.part.end and shape.part.arrow else set()
    return frozenset(types)


def part_arrow(part: type[Part]) -> str:
    """The relationship type of a part that is an arrow."""
    return part.arrow


def properties(model: type[Model]) -> tuple[FieldShape, ...]:
    """The fields of a record or part that are kept as properties of its node or arrow."""
    return tuple(shape for shape in fields_of(model) if shape.type not in ("reference", "part"))


def property_names(model: type[Record]) -> frozenset[str]:
    """Every property that a record's node can have."""
    names = set(ADDED)
    for shape in properties(model):
        names.add(shape.name)
        if shape.type == "date":
            names |= {f"{shape.name}_{bound}" for bound in BOUNDS}
    return frozenset(names)
