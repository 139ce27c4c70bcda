"""Briefs on the shipped data set: the two pairings that were looked at, and every candidate of every city."""

from __future__ import annotations

import re

import pytest

from practice_atlas.graph.pairings.algorithms import FixedWeights
from practice_atlas.graph.pairings.brief import brief
from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.graph.pairings.learners import Described, city_learner, new_learner
from practice_atlas.graph.pairings.mentors import mentors
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.countries import country_name
from practice_atlas.visualisations.brief.languages import Language
from practice_atlas.visualisations.brief.pdf import brief_pdf
from practice_atlas.visualisations.brief.writing import document

FES = ("city:fes-ma", "city:saida-lb", "practice:youth-council")
HALABJA = ("city:halabja-iq", "city:sabha-ly", "practice:digital-monitoring")


def _brief(reader: Reader, learner: str, mentor: str, practice: str) -> BriefAnswer:
    return brief(reader, city_learner(reader, learner), mentor, practice, own_weights())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("pairing", [FES, HALABJA])
def test_a_brief_fits_on_two_sheets(reader: Reader, pairing: tuple[str, str, str], language: Language) -> None:
    made = brief_pdf(document(_brief(reader, *pairing), language))

    assert re.findall(rb"/Type/Pages/Count (\d+)", made) in ([b"1"], [b"2"])
    assert b"pdfuaid:part" in made


def test_what_is_told_of_fes_and_saida(reader: Reader) -> None:
    written = document(_brief(reader, *FES), Language.ENGLISH)
    told = {re.sub(" When:.*", "", statement.text): statement.references for statement in written.statements()}

    learned = "Fes learned from Saida: Youth engagement. How far it went: it was inspired to act."
    assert told[f"{learned} It led to: Communal Youth Council of Fes."]
    assert told["What it knows is the broader practice, not the one asked for."]
    assert told["They are not known to have been at the same engagement."] == ()


def test_every_brief_of_every_candidate_is_cited(reader: Reader) -> None:
    """In each language in turn: a sentence made from records has its references, and none had to be left out."""
    weights, languages, many = own_weights(), [*Language], 0
    for _, city in by_name(reader, "city"):
        for _, practice in by_name(reader, "practice"):
            learner = city_learner(reader, city)
            listed = mentors(reader, learner, FixedWeights(weights), weights, practice=practice, many=50)
            for mentor in listed.mentors:
                answer = brief(reader, learner, mentor.city.id, practice, weights)
                written = document(answer, languages[many % len(languages)])
                bare = [told.text for told in written.statements() if told.records and not told.references]
                many += 1

                assert answer.mentor == mentor
                assert bare == []
                assert len({place.number for place in written.places}) == len(written.places) > 0

    assert many > 300


@pytest.mark.parametrize("language", Language)
def test_a_new_member_in_iraq_and_sabha(reader: Reader, language: Language) -> None:
    """Nothing of the new one is documented, so nothing that is told of it has a reference; all the rest has one."""
    learner = new_learner(reader, Described("country:iq", population=90_000, languages=("ar", "ku")))
    answer = brief(reader, learner, *HALABJA[1:], own_weights())
    written = document(answer, language)
    new, mentor = written.parties
    bare = [told.text for told in written.statements() if told.records and not told.references]

    named = language.message("learner.new").format(country=country_name("iq", language))
    assert (written.title[1].text, new.name.text) == (named, named[:1].upper() + named[1:])
    assert [fact.value.text for fact in new.facts][2:] == [language.number(90_000), language.name_of("ar")
        + language.message("comma") + language.name_of("ku")]  # fmt: skip
    assert [told.references for told in (*(fact.value for fact in new.facts), *new.statements)] == [()] * 5
    assert mentor.statements[0].references
    assert bare == []
    assert (answer.learned, answer.met) == ((), ())
    assert re.findall(rb"/Type/Pages/Count (\d+)", brief_pdf(written)) in ([b"1"], [b"2"])
