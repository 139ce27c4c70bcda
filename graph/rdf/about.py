"""What is told of one thing: its own statements and parts, the records that refer to it, and the evidence of both.

The rest that is mentioned comes with its types and names, so that a description reads by itself. Every triple of it is
one of the export of everything for the same audience.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Triple

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import describing, reading
from practice_atlas.graph.rdf import description
from practice_atlas.graph.rdf.fields import TYPE
from practice_atlas.graph.rdf.nodes import Fact, standard, thing
from practice_atlas.graph.rdf.statements import Narrator
from practice_atlas.graph.rdf.surroundings import Surroundings
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.identifiers import is_identifier, kind_of
from practice_atlas.ontology.links import links
from practice_atlas.ontology.model import Evidence, Record, Source
from practice_atlas.ontology.terms import ATLAS

#: Records that refer to a thing and are told with it. A thousand take a second, and nobody reads them one by one.
MOST: Final = 250
_NAMING: Final = (
    TYPE, NamedNode(f"{ATLAS}name"), standard("rdfs:label"), standard("skos:prefLabel"), standard("dct:title"),
    NamedNode(f"{ATLAS}title"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """The triples about a thing, each once, subject by subject; `told` of `total` records that refer to it."""

    identifier: str
    triples: Sequence[Triple]
    told: int
    total: int


def about(reader: Reader, identifier: str, most: int = MOST) -> About:
    """The description of a thing for the reader's audience. Raises UnknownEntityError."""
    reader.thing(identifier)
    around = Surroundings(reader)
    own = around.add([identifier] if kind_of(identifier) != "country" else [])
    referring = _referring(reader, identifier)
    others = [record for record in around.add(referring[:most]) if _names(record, identifier)]
    around.complete([*own, *others])
    facts = dict.fromkeys(_facts(around, identifier, own, others))
    return About(identifier, _by_subject(facts), len(others), max(len(referring), len(others)))


def _referring(reader: Reader, identifier: str) -> list[str]:
    """Who refers to it. A stage or state that cites evidence is a point of its own between the two."""
    rows = reader.rows(describing.referring(layout.label_of(kind_of(identifier))), id=identifier)
    found = {row["id"] for row in rows if is_identifier(row["id"])}
    if kind_of(identifier) == "evidence":
        for part, label in (("StageAssertion", "Implementation"), ("PartnershipAssertion", "Partnership")):
            found.update(row["id"] for row in reader.rows(reading.through_parts(part, label), id=identifier))
    return sorted(found)


def _names(record: Record, identifier: str) -> bool:
    return any(link.target == identifier for link in links(record))


def _facts(around: Surroundings, identifier: str, own: Sequence[Record], others: Sequence[Record]) -> Iterator[Fact]:
    narrator = Narrator(around.records, around.passages)
    for record in own:
        for said in narrator.tell(record):
            yield from said.facts
    subject = thing(identifier)
    for record in others:
        statements, *parts = narrator.tell(record)
        yield from statements.facts
        yield from (fact for said in parts if any(subject in fact for fact in said.facts) for fact in said.facts)
    yield from _mentioned(around, narrator, [*own, *others])
    countries = {link.target for record in around.records.values() for link in links(record)} | {identifier}
    yield from description.of_countries(target for target in countries if kind_of(target) == "country")


def _mentioned(around: Surroundings, narrator: Narrator, told: Iterable[Record]) -> Iterator[Fact]:
    """The evidence and its sources as they are, and of all else types and names."""
    known = {record.id for record in told}
    named = dict.fromkeys(link.target for record in told for link in links(record))
    cited = [around.records[target] for target in named if target in around.records and kind_of(target) == "evidence"]
    named |= dict.fromkeys(record.source for record in cited if isinstance(record, Evidence))
    for target in named:
        record = around.records.get(target)
        if record is None or target in known:
            continue
        statements = next(iter(narrator.tell(record)))
        whole = isinstance(record, Evidence | Source)
        yield from (fact for fact in statements.facts if whole or (fact[1] in _NAMING and fact[0] == thing(target)))


def _by_subject(facts: Iterable[Fact]) -> list[Triple]:
    """The facts of a subject together, in the order in which subjects come up."""
    subjects: dict[NamedNode, list[Fact]] = {}
    for fact in facts:
        subjects.setdefault(fact[0], []).append(fact)
    return [Triple(*fact) for said in subjects.values() for fact in said]
