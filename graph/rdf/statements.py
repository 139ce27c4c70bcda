"""A record's statements: what it says itself, and what each of its parts says, each on its own evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf import anchors, influence, names, organisations, places, sources
from practice_atlas.graph.rdf.fields import concept, described, predicates
from practice_atlas.graph.rdf.nodes import Fact, day, named, standard, text, thing
from practice_atlas.ontology.chronology import Chronology
from practice_atlas.ontology.grades import grade
from practice_atlas.ontology.links import evidence_of, parts
from practice_atlas.ontology.model import (
    City,
    Engagement,
    Evidence,
    LearningFlow,
    Membership,
    Office,
    Outcome,
    Part,
    Participation,
    Practice,
    Record,
    Source,
    Statement,
    Theme,
)
from practice_atlas.ontology.model.base import Named
from practice_atlas.ontology.naming import name_of
from practice_atlas.ontology.parts import part_identifier
from practice_atlas.ontology.semantics import GRADE, KNOWN_BY
from practice_atlas.ontology.terms import ATLAS, THINGS

_EVIDENCE = NamedNode(f"{ATLAS}evidence")
_GRADE = NamedNode(GRADE)
_KNOWN_BY = NamedNode(KNOWN_BY)

#: Where practices and themes stand as concepts.
PRACTICES = NamedNode(f"{THINGS}practice#scheme")
THEMES = NamedNode(f"{THINGS}theme#scheme")


@dataclass(frozen=True, slots=True)
class Said:
    """Facts, and the evidence that they are stated on."""

    evidence: Sequence[str]
    facts: Sequence[Fact]


class Narrator:
    """Tells records in RDF. `records` are those that the reader may see; `passages` the offsets of evidence."""

    def __init__(self, records: Mapping[str, Record], passages: Mapping[str, tuple[int, int]]) -> None:
        self._records = records
        self._passages = passages
        self._chronology = Chronology(records)
        # In one order, whatever is told first: where undated records refer to each other in a circle, order decides.
        self._known_by = {identifier: self._chronology.known_by(identifier) for identifier in sorted(records)}

    def tell(self, record: Record) -> Iterator[Said]:
        """The record's own statements, then those of its parts."""
        subject = thing(record.id)
        yield Said(record.evidence, self._own(record, subject))
        days = self._chronology.history_days(record)
        for shape, position, part in parts(record):
            node = thing(part_identifier(record, part))
            facts: list[Fact] = [(subject, predicate, node) for predicate in predicates(shape)]
            facts += described(part, node)
            if not part.evidence:  # then the record's evidence stands, and a query need not know that
                facts += [(node, _EVIDENCE, thing(identifier)) for identifier in record.evidence]
            facts += _of_part(part, node, subject)
            if days and (known := days[position]):
                facts.append((node, _KNOWN_BY, day(known)))
            yield Said(part.evidence or record.evidence, facts)

    def _own(self, record: Record, subject: NamedNode) -> list[Fact]:
        facts = described(record, subject)
        facts.append((subject, standard("dct:identifier"), text(record.id)))
        if isinstance(record, Named):
            facts += names.of_named(record, subject)
        elif isinstance(record, LearningFlow | Membership | Statement):
            facts.append((subject, standard("rdfs:label"), named(name_of(record, self._records), "en")))
        facts += self._of_record(record, subject)
        facts += self._derived(record, subject)
        return facts

    def _of_record(self, record: Record, subject: NamedNode) -> Iterator[Fact]:
        match record:
            case City():
                yield from places.of_city(record, subject)
            case Engagement():
                yield from places.of_engagement(record, subject)
            case Evidence():
                yield from anchors.of_evidence(record, subject, self._passages.get(record.id))
            case LearningFlow():
                yield from influence.of_flow(record, subject)
            case Membership():
                yield from organisations.of_membership(record)
            case Source():
                yield from sources.of_source(record, subject)
            case Practice():
                yield subject, standard("skos:inScheme"), PRACTICES
            case Theme():
                yield subject, standard("skos:inScheme"), THEMES
            case _:
                return

    def _derived(self, record: Record, subject: NamedNode) -> Iterator[Fact]:
        """How well it is supported, and by which day it was so: only from what the reader may see."""
        cited = evidence_of(record)
        if not cited:
            return
        found = grade(record, cited, self._records)
        if found:
            yield subject, _GRADE, concept(found)
        known = self._known_by[record.id]
        if known:
            yield subject, _KNOWN_BY, day(known)


def _of_part(part: Part, node: NamedNode, owner: NamedNode) -> Iterator[Fact]:
    match part:
        case Participation():
            yield from influence.of_participation(part, owner)
        case Outcome():
            yield from influence.of_outcome(part, node, owner)
        case Office():
            yield from organisations.of_office(node, owner)
        case _:
            return
