"""How the model lies in the graph: labels, relationship types and properties, read from the shape.

The catalogue's texts, the writer, the constraints and the tests all take their names from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from practice_atlas.ontology.links import reference_fields
from practice_atlas.ontology.model import BY_KIND, RECORDS, Part, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import FieldShape, fields_of, parts_of
from practice_atlas.ontology.vocabularies import Audience, OutcomeKind

#: Raised whenever the same records would lie in the graph in another way, so that the next load writes them anew
#: (tests/graph/test_projection.py notices).
VERSION: Final = 3

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
#: who states it, apart by spaces, `projection` the hashes that tell whether anything has to be written (of the record's
#: own content, then of all that is derived), `days` the day of each stage or state, and for evidence the place of the
#: passage where the source's text was at hand.
ADDED: Final = (
    "name", "search", "level", "known_by", "grade", "record", "datasets", "projection", "days",
    "passage_start", "passage_end", "passage_sha256",
)  # fmt: skip

#: Added properties, of nodes and derived arrows, that follow from other records as well. Each holds what the widest
#: audience of its owner is told, so that a text which forgets the audience betrays nothing; what narrower ones are told
#: otherwise lies beside it, as in `known_by_members` and `known_by_hub`, empty for *nothing*.
BY_AUDIENCE: Final = ("known_by", "grade", "days", "stage", "since")

#: Properties of a date beside its own text.
BOUNDS: Final = ("earliest", "latest")


def for_audience(name: str, audience: Audience) -> str:
    """The property of what an audience is told otherwise than a wider one."""
    return f"{name}_{audience.value}"


def all_names(names: Iterable[str]) -> frozenset[str]:
    """These properties, and those of what narrower audiences are told otherwise."""
    others = {for_audience(name, audience) for name in names if name in BY_AUDIENCE for audience in list(Audience)[1:]}
    return frozenset({*names, *others})


def label_of(kind: str) -> str:
    """The label of a kind of thing: `city` → `City`, `country` → `Country`."""
    return COUNTRY if kind == "country" else BY_KIND[kind].class_term.label


@cache
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


class Drawn(NamedTuple):
    """Types of relationships: those that begin at their record, and those that end there instead (participations)."""

    outwards: tuple[str, ...]
    inwards: tuple[str, ...]


@cache
def own_arrows(label: str) -> Drawn:
    """What the records of a label draw themselves, whatever it points at; without what is derived from them.

    An arrow says by its type and direction whose it is, so it needs no property for that: an `owner` on each took a
    sixth of the memory of a large transaction.
    """
    return _drawn([model for model in RECORDS if model.class_term.label == label], None)


@cache
def arrows_at(label: str) -> Drawn:
    """What records draw to the things of a label."""
    return _drawn(RECORDS, next((model.kind for model in RECORDS if model.class_term.label == label), "country"))


def _drawn(models: Iterable[type[Record]], kind: str | None) -> Drawn:
    outwards: set[str] = set()
    inwards: set[str] = set()
    for model in models:
        outwards |= {shape.arrow for shape in reference_fields(model) if _takes(shape, kind)}
        for part in (shape.part for shape in parts_of(model) if shape.part):
            if part.class_term.label:
                outwards |= {PART_ARROWS[part.class_term.label]} if kind is None else set()
            elif any(_takes(shape, kind) for shape in reference_fields(part) if shape.name == part.end):
                (inwards if part.inverse else outwards).update({part.arrow} if part.arrow else OUTCOMES.values())
    return Drawn(tuple(sorted(outwards)), tuple(sorted(inwards)))


def _takes(shape: FieldShape, kind: str | None) -> bool:
    """Whether a reference may name a thing of a kind; one that says no kinds takes any."""
    return kind is None or not shape.kinds or kind in shape.kinds


def properties(model: type[Model]) -> tuple[FieldShape, ...]:
    """The fields of a record or part that are kept as properties of its node or arrow."""
    return tuple(
        shape
        for shape in fields_of(model)
        if shape.type not in ("reference", "part") and not (shape.term and shape.term.record_only)
    )


def property_names(model: type[Record]) -> frozenset[str]:
    """Every property that a record's node can have."""
    names = set(all_names(ADDED))
    for shape in properties(model):
        names.add(shape.name)
        if shape.type == "date":
            names |= {f"{shape.name}_{bound}" for bound in BOUNDS}
    return frozenset(names)
