"""Sentences of a brief: what each rests on, in which language its names are, and what is not told."""

from __future__ import annotations

import pytest

from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.visualisations.brief.document import Document, Statement
from practice_atlas.visualisations.brief.languages import Language
from practice_atlas.visualisations.brief.writing import document

Briefs = dict[str, BriefAnswer]


def evidence_of(answer: BriefAnswer) -> dict[str, set[str]]:
    """What each record rests on, as the answer has it; a city's inhabitants on its gazetteer."""
    parts = [(step.record, step.evidence) for step in (*answer.learned, *answer.taught)]
    parts += [(basis.record, basis.evidence) for basis in answer.mentor.basis]
    parts += [(told.engagement.id, told.evidence) for told in answer.met]
    parts += [(want.record or "", want.evidence) for want in answer.learner.wants]
    parts += [(own.implementation.id, own.evidence) for own in answer.learner.own]
    parts += [(record, reason.evidence) for reason in answer.mentor.reasons for record in reason.records]
    parts += [(str(answer.learner.city and answer.learner.city.id), ("source:gazetteer",))]
    parts += [(answer.mentor.city.id, ("source:gazetteer",))]
    found: dict[str, set[str]] = {}
    for record, pieces in parts:
        found.setdefault(record, set()).update(pieces)
    return found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("mentor", ["omid", "nour", "pella"])
def test_every_sentence_made_from_a_record_has_its_reference(answers: Briefs, mentor: str, language: Language) -> None:
    """And the reference leads to a place that supports one of its records."""
    answer = answers[mentor]
    written = document(answer, language)
    says = {piece.says: piece.id for piece in answer.evidence}
    place = {item.number: says[item.says.text] if item.says else "source:gazetteer" for item in written.places}
    known = evidence_of(answer)
    made = [told for told in written.statements() if told.records]

    assert len(made) > 8
    for told in made:
        assert told.references, told.text
        supporting = {piece for record in told.records for piece in known[record]}
        assert {place[number] for number in told.references} <= supporting, told.text


@pytest.mark.parametrize("mentor", ["omid", "nour", "pella"])
def test_whatever_names_a_record_is_made_from_one(answers: Briefs, mentor: str) -> None:
    """Names of engagements and implementations stand only in sentences with a reference."""
    answer = answers[mentor]
    names = {told.engagement.name for told in answer.met} | {view.name for view in answer.implementations}
    written = document(answer, Language.ENGLISH)
    told = [statement for statement in written.statements() for name in names if name in statement.text]

    assert told
    assert [statement.text for statement in told if not statement.references] == []


def test_places_are_numbered_as_they_are_met_and_give_no_more_than_the_anchors(answers: Briefs) -> None:
    answer = answers["omid"]
    written = document(answer, Language.ENGLISH)
    anchors = {f"{piece.starts} … {piece.ends}" for piece in answer.evidence}

    assert [place.number for place in written.places] == [*range(1, len(written.places) + 1)]
    assert {number for told in written.statements() for number in told.references} == {p.number for p in written.places}
    assert {place.words.text for place in written.places if place.words} <= anchors
    assert [source.title.text for source in written.sources]
    assert {place.source for place in written.places} == {"A", "B", "C", "D"}


def test_nothing_is_left_out_where_everything_rests_on_evidence(answers: Briefs) -> None:
    for answer in answers.values():
        written = document(answer, Language.ENGLISH)
        assert not any("Statements left out" in told.text for told in section(written, "doubts"))


def test_doubts_and_gaps_become_questions(answers: Briefs) -> None:
    asked = {name: [told.text for told in section(document(answer, Language.ENGLISH), "ask")]
             for name, answer in answers.items()}  # fmt: skip

    assert "At which stage is this in Omid today: Youth council? Who decided on it, and when?" in asked["omid"]
    assert "What has become of the learning that was planned or begun: Lina from Omid?" in asked["omid"]
    assert "What of it depends on size? Omid has 4,900,000 inhabitants, Lina 100,000." in asked["omid"]
    assert any(text.startswith("In which language will the two work?") for text in asked["pella"])
    assert all(texts[-1].startswith("What would ") and len(texts) <= 10 for texts in asked.values())


def test_names_are_in_the_language_of_the_brief_where_they_are_known(answers: Briefs) -> None:
    arabic, french = (document(answers["omid"], language) for language in (Language.ARABIC, Language.FRENCH))

    assert (arabic.parties[0].name.text, arabic.parties[0].name.language) == ("لينا", "ar")
    assert (arabic.parties[1].name.text, arabic.parties[1].name.language) == ("Omid", "en")
    assert "Line a appris auprès d’Omid" in " ".join(told.text for told in section(french, "before"))
    assert (arabic.direction, french.direction) == ("rtl", "ltr")
    assert len(document(answers["omid"], Language.ENGLISH).notes) == 1
    assert len(arabic.notes) == len(french.notes) == 2


def test_what_rests_on_nothing_that_can_be_shown_is_counted_not_told(answers: Briefs) -> None:
    answer = answers["omid"]
    bare = answer.model_copy(update={"learned": tuple(
        step.model_copy(update={"evidence": ("evidence:closed",)}) for step in answer.learned
    )})  # fmt: skip
    written = document(bare, Language.ENGLISH)

    assert not any("Lina learned from Omid" in told.text for told in section(written, "before"))
    assert not any("No learning" in told.text for told in section(written, "before"))
    assert any("no place in a source can be shown for them: 2." in told.text for told in section(written, "doubts"))


def test_nothing_known_between_the_two_is_said(answers: Briefs) -> None:
    before = [told.text for told in section(document(answers["nour"], Language.ENGLISH), "before")]

    assert before == [
        "No learning from one to the other is known.", "They are not known to have been at the same engagement.",
    ]  # fmt: skip


def section(written: Document, key: str) -> list[Statement]:
    return [told for part in written.sections if part.key == key for told in part.statements]
