"""A statement as a page shows it: sentence, date, how sure, and its evidence, opened in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from practice_atlas.graph.questions.answers import Entry, Evidence, Step, Thing
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Told:
    """One statement. `what` is its code, for the style; `dated` is false where the source gives no date."""

    what: str
    sentence: Sentence
    date: str
    dated: bool
    how_sure: str
    record: str
    evidence: tuple[Evidence, ...]


Places = Mapping[str, Evidence]


def places(evidence: Iterable[Evidence]) -> Places:
    """Evidence by identifier."""
    return {item.id: item for item in evidence}


def told_entry(entry: Entry, about: Thing, known: Places) -> Told:
    """An entry of a timeline."""
    return Told(
        what=entry.what,
        sentence=wording.entry(entry, about),
        date=in_words(entry.when),
        dated=entry.when is not None,
        how_sure=wording.how_sure(entry.grade),
        record=entry.record,
        evidence=cited(entry.evidence, known),
    )


def told_step(step: Step, known: Places) -> Told:
    """A step of a lineage or a learning flow."""
    return Told(
        what=f"{step.kind} {step.state} {step.breadth}",
        sentence=wording.step(step),
        date=in_words(step.when),
        dated=step.when is not None,
        how_sure=wording.how_sure(step.grade),
        record=step.record,
        evidence=cited(step.evidence, known),
    )


def cited(identifiers: Iterable[str], known: Places) -> tuple[Evidence, ...]:
    """The pieces of evidence of these identifiers that the audience may see, once each."""
    return tuple(known[key] for key in dict.fromkeys(identifiers) if key in known)
