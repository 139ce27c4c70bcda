"""The page of a city, institution, engagement, implementation or any other record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import keys
from practice_atlas.graph.questions.answers import EntityAnswer, Gap, MissingAnswer, Thing
from practice_atlas.graph.questions.answers import Evidence as Place
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.missing import missing
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.questions.timeline import TELLING
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.model import Engagement, Person, Practice, Record, Source, Theme
from practice_atlas.ontology.model.base import Named
from practice_atlas.ontology.texts import NameIn
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.languages.speaking import translated
from practice_atlas.visualisations.pages.facts import Fact, facts_of
from practice_atlas.visualisations.pages.paging import Shown, shown
from practice_atlas.visualisations.pages.told import Places, Told, cited, places, told_entry
from practice_atlas.visualisations.sentence import Named as NamedPart
from practice_atlas.visualisations.sentence import Quoted, Sentence

#: What lies under a record of a kind: heading → its label, and the arrow by which it says so.
UNDER: Final[dict[type[Record], dict[str, tuple[str, str]]]] = {
    Theme: {"Practices of this theme": ("Practice", "IN_THEME"), "Narrower themes": ("Theme", "BROADER")},
    Practice: {"Narrower practices": ("Practice", "BROADER")},
    Source: {"Passages that records cite": ("Evidence", "FROM")},
}
#: More of these on one page than anybody reads; the rest is in the data.
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the record itself with evidence of its own: who took part, what came of it, an office."""

    words: Sentence
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Values of one field that sources give, all kept."""

    field: str
    values: tuple[str, ...]
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ThingPage:
    """What the page of a record shows. `own_gaps` are of the record itself, `other_gaps` of statements about it."""

    thing: Thing
    revision: int
    as_of: date | None
    left_out: int
    names: tuple[NameIn, ...]
    definition: str | None
    note: str | None
    facts: tuple[Fact, ...]
    evidence: tuple[Place, ...]
    parts: dict[str, tuple[Part, ...]]
    timeline: tuple[Told, ...]
    conflicts: tuple[Disagreement, ...]
    own_gaps: tuple[Sentence, ...]
    other_gaps: tuple[Sentence, ...]
    members: dict[str, tuple[Thing, ...]]
    place: Shown
    more_gaps: bool
    address: str | None = None


def thing_page(
    reader: Reader,
    identifier: str,
    as_of: date | None = None,
    after: str | None = None,
    kinds: Collection[str] = TELLING,
) -> ThingPage:
    """Everything for the page of a record, its timeline from `after` on and of these kinds alone.

    Raises UnknownEntityError, and QuestionError for a page that there is not.
    """
    answer = entity(reader, identifier, as_of=as_of, kinds=kinds, page=Page(USUAL, after))
    known = places(answer.evidence)
    record = answer.record
    missed = missing(reader, identifier)
    own, others = _gaps(reader, missed)
    return ThingPage(
        thing=answer.thing,
        revision=answer.revision,
        as_of=as_of,
        left_out=answer.left_out,
        names=record.names if isinstance(record, Named) else (),
        definition=getattr(record, "definition", None) or getattr(record, "description", None),
        note=record.note,
        facts=facts_of(record, answer.related),
        evidence=cited(record.evidence, known),
        parts=_parts(answer, known),
        timeline=tuple(told_entry(entry, answer.thing, known) for entry in answer.entries),
        conflicts=tuple(
            Disagreement(conflict.field.replace("_", " "), conflict.values, cited(conflict.evidence, known))
            for conflict in answer.conflicts
        ),
        own_gaps=own,
        other_gaps=others,
        members=_members(reader, record),
        place=shown(answer, USUAL),
        more_gaps=missed.next is not None,
        address=getattr(record, "address", None),
    )


def _gaps(reader: Reader, missed: MissingAnswer) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    identifier, gaps = missed.thing.id, missed.gaps
    own = [gap for gap in gaps if gap.record == identifier]
    things = reader.things({gap.record for gap in gaps})
    return (
        tuple(Sentence(said.parts[-1:]).capitalised() for said in _told_gaps(own, things)),
        _told_gaps((gap for gap in gaps if gap.record != identifier), things),
    )


def _told_gaps(gaps: Iterable[Gap], things: dict[str, Thing]) -> tuple[Sentence, ...]:
    return tuple(dict.fromkeys(wording.gap(gap, things) for gap in gaps))


def _parts(answer: EntityAnswer, known: Places) -> dict[str, tuple[Part, ...]]:
    """What the record itself lists with evidence of each line, under the heading it is shown with."""
    things = {thing.id: thing for named in answer.related.values() for thing in named}
    match answer.record:
        case Engagement() as record:
            return {
                translated("Who took part"): tuple(_participations(record, things, known)),
                translated("What came of it"): tuple(_outcomes(record, things, known)),
            }
        case Person() as record:
            return {translated("Offices"): tuple(_offices(record, things, known))}
        case _:
            return {}


def _participations(record: Engagement, things: dict[str, Thing], known: Places) -> Iterable[Part]:
    for part in record.participations:
        who: NamedPart = things[part.actor] if part.actor else Quoted(part.unnamed or "")
        count = f" ({part.count})" if part.count else ""
        note = f" {part.note}" if part.note else ""
        words = Sentence((f"{translated(part.role.label).capitalize()}: ", who, Quoted(f"{count}.{note}")))
        yield Part(words, cited(part.evidence or record.evidence, known))


def _outcomes(record: Engagement, things: dict[str, Thing], known: Places) -> Iterable[Part]:
    for part in record.outcomes:
        note = f" {part.note}" if part.note else ""
        words = Sentence((f"{translated(part.relation.label).capitalize()}: ", things[part.target], ".", Quoted(note)))
        yield Part(words, cited(part.evidence or record.evidence, known))


def _offices(record: Person, things: dict[str, Thing], known: Places) -> Iterable[Part]:
    for part in record.offices:
        when = f"{translated(', ')}{in_words(part.when.text)}" if part.when else ""
        words = Sentence(
            (
                Quoted(part.role),
                translated(", "),
                things[part.organisation],
                f" ({translated(part.state.label)}{when}).",
            )
        )
        yield Part(words, cited(part.evidence or record.evidence, known))


def _members(reader: Reader, record: Record) -> dict[str, tuple[Thing, ...]]:
    """Things that lie under this one, by heading: the practices of a theme, the passages of a source."""
    headings = UNDER.get(type(record), {})
    label = layout.label_of(record.kind)
    found = {
        heading: [row["id"] for row in reader.rows(keys.under(label, other, arrow), id=record.id, limit=MOST_LISTED)]
        for heading, (other, arrow) in headings.items()
    }
    return {heading: tuple(reader.things(ids).values()) for heading, ids in found.items() if ids}
