"""A brief in a language: from the answer to the document that HTML and PDF are made of."""

from __future__ import annotations

from datetime import date

from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.visualisations.brief.asking import questions
from practice_atlas.visualisations.brief.document import Document, Section
from practice_atlas.visualisations.brief.languages import Language
from practice_atlas.visualisations.brief.parties import learner_of, parties
from practice_atlas.visualisations.brief.reasons import before, doubts, why
from practice_atlas.visualisations.brief.writer import Writer


def document(answer: BriefAnswer, language: Language) -> Document:
    """The brief. Everything comes from the answer: the same answer always makes the same document."""
    writer = Writer(answer, language)
    mentor = answer.mentor.city
    both = parties(answer, writer)
    sections = (
        Section("why", writer.text("heading.why"), writer.fill("why.intro", mentor=mentor), why(answer, writer)),
        Section("before", writer.text("heading.before"), (), before(answer, writer)),
        Section("ask", writer.text("heading.ask"), writer.fill("ask.intro"), questions(answer, writer)),
        Section(
            "doubts", writer.text("heading.doubts"), writer.fill("doubts.intro", mentor=mentor), doubts(answer, writer)
        ),
    )
    notes = writer.text("made", algorithm=answer.algorithm, version=answer.version), writer.text("machine")
    return Document(
        language=language.value,
        direction=language.direction,
        title=writer.fill("title", learner=learner_of(answer, writer), mentor=answer.mentor.city),
        practice=writer.fill("practice", practice=answer.practice),
        state=_state(answer, writer),
        who=writer.text("heading.who"),
        parties=both,
        sections=sections,
        places_heading=writer.text("heading.places"),
        places_intro=writer.text("places.intro"),
        places=writer.places(),
        sources=writer.sources(),
        notes=tuple(note for note in notes if note),
        day=_day(answer).isoformat(),
    )


def _state(answer: BriefAnswer, writer: Writer) -> tuple[str, ...]:
    language = writer.language
    known = writer.text("state", day=language.day(_day(answer)), revision=language.number(answer.revision))
    if answer.as_of is None:
        return (known,)
    if (answer.as_of.month, answer.as_of.day) == (12, 31):  # as a year is asked for
        return known, writer.text("state.as-of-year", year=language.year(answer.as_of))
    return known, writer.text("state.as-of", day=language.day(answer.as_of))


def _day(answer: BriefAnswer) -> date:
    """The day on which the revision was made: a brief never says when it was printed."""
    return date.fromisoformat(answer.time[:10])
