"""Cards of mentors: every statement leads to its evidence; the form names each thing so that it alone is meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.pairings.algorithms import chosen
from practice_atlas.graph.pairings.candidates import Gates
from practice_atlas.graph.pairings.learners import Described, Learner, city_learner, new_learner
from practice_atlas.graph.pairings.mentors import mentors
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.languages import language_name, language_named
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.pages.mentor_form import algorithm_choices, offers
from practice_atlas.visualisations.pages.mentor_page import MentorsShown, mentors_shown
from tests.support.pairing import COUNCIL, ELECTED, network, taught


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The small network of tests of pairings; Nour has taught Lina before, and there is a second Quiet."""
    more = (
        taught("nour", "lina", COUNCIL, "evidence:nour-too", when="2024-02"),
        {"id": "city:quiet-tn", "name": "Quiet", "country": "country:tn"},
        {"id": "city:quiet-ma", "name": "Quiet", "country": "country:ma"},
        {"id": "city:comma", "name": "Saint, John (old)", "country": "country:fr"},
        {"id": "practice:unknown", "name": "Sky ferry", "broader": ELECTED},
    )
    with open_engine(f"embedded:{tmp_path_factory.mktemp('towns') / 'graph'}", writable=True) as engine:
        load(engine, network(*more))
        yield Reader(engine)


def _shown(
    reader: Reader, learner: Learner, practice: str | None = COUNCIL, gates: Gates | None = None
) -> MentorsShown:
    weights = own_weights()
    answer = mentors(
        reader, learner, chosen("fixed-weights", weights), weights, practice=practice, gates=gates or Gates()
    )
    return mentors_shown(reader, answer)


def test_every_statement_on_a_card_leads_to_its_evidence(towns: Reader) -> None:
    shown = _shown(towns, city_learner(towns, "city:lina"))
    told = [said for card in shown.cards for said in (*card.basis, *card.before)]
    parts = [part for card in shown.cards for part in card.parts]
    changes = [change for card in shown.cards for change in card.changes]

    assert [card.city.name for card in shown.cards] == ["Nour", "Omid", "Pella"]
    assert len(told) >= 6
    assert all(said.evidence for said in told)
    assert len(parts) == 18
    assert all(part.said.evidence or part.said.rests_on for part in parts)
    assert {part.said.rests_on[-1].name for part in parts if part.name == "Like the learner"} == {"Lina"}
    assert changes
    assert all(said.evidence for said in shown.learner.wants)


def test_a_card_says_how_good_a_fit_and_how_sure_its_place(towns: Reader) -> None:
    nour, _, pella = _shown(towns, city_learner(towns, "city:lina")).cards

    assert (nour.fit, nour.country) == ("A good fit", "Lebanon")
    assert nour.place.startswith(f"Score {nour.score}, place 1 of 3 (")
    assert "if the parts are weighed somewhat otherwise" in nour.place
    assert [said.sentence.plain() for said in nour.before] == [
        "The learner has learned from it before: Lina learned from Nour: Youth council"
    ]
    assert (pella.before, bool(pella.doubts)) == ((), True)
    assert any(change.says == "It would not be proposed without:" for change in pella.changes)


def test_bars_say_what_the_numbers_beside_them_say(towns: Reader) -> None:
    parts = [part for card in _shown(towns, city_learner(towns, "city:lina")).cards for part in card.parts]

    assert all(0 <= part.value <= 1 for part in parts)
    assert all(abs(part.value * float(part.weight) - float(part.adds)) < 0.006 for part in parts)


def test_a_new_member_is_shown_as_it_was_described(towns: Reader) -> None:
    described = Described("country:lb", 90_000, languages=("fr", "ar"), needs=("theme:youth",))
    shown = _shown(towns, new_learner(towns, described), None)

    assert shown.learner.facts == {
        "Country": "Lebanon", "Kind": "city", "Inhabitants": "90\u202f000", "Languages": "Arabic, French",
    }  # fmt: skip
    assert [(said.sentence.plain(), said.aside) for said in shown.learner.wants] == [
        ("It needs Youth participation", "As you said.")
    ]
    assert shown.cards


def test_who_is_not_proposed_and_why(towns: Reader) -> None:
    shown = _shown(towns, city_learner(towns, "city:lina"), gates=Gates(avoid=("western-asia", "europe")))

    assert shown.cards == ()
    assert [(reason, [city.name for city in cities], more) for reason, _, cities, more in shown.not_proposed] == [
        ("paused", ["Petra"], 0), ("avoided", ["Nour", "Omid", "Pella"], 0),
    ]  # fmt: skip
    assert shown.insufficient.startswith("Nobody is proposed")


def test_where_nobody_is_known_the_broader_practice_is_named(towns: Reader) -> None:
    shown = _shown(towns, city_learner(towns, "city:lina"), "practice:bus")
    forms = _shown(towns, city_learner(towns, "city:pella"), "practice:unknown")

    assert (shown.answer.insufficient, shown.wider) == ("nobody-known", ())
    assert [thing.id for thing in forms.wider] == [ELECTED]


def test_what_a_field_shows_means_just_one_thing(towns: Reader) -> None:
    found = offers(towns)

    assert found.shown("city:lina") == "Lina, Lebanon"
    assert found.shown("city:quiet-tn") == "Quiet, Tunisia"
    assert found.shown("city:quiet-ma") == "city:quiet-ma"
    assert found.shown("city:comma") == "Saint, John (old)"
    assert found.shown("somewhere else") == "somewhere else"
    assert {key: resolve(towns, text, key.partition(":")[0]) for key, text in found.called.items()} == {
        key: key for key in found.called
    }


def test_what_is_offered_depends_on_the_audience(towns: Reader) -> None:
    everybody, hub = offers(towns), offers(Reader(towns.engine, Audience.HUB))

    assert "city:hidden" not in everybody.called
    assert "city:hidden" in hub.called
    assert "Western Asia" in {choice.label for choice in everybody.regions}
    assert algorithm_choices("mentors")[0].value == "fixed-weights"


@pytest.mark.parametrize(
    ("text", "code"), [("ar", "ar"), ("FR", "fr"), ("Arabic", "ar"), ("français", "fr"), ("العربية", "ar")]
)
def test_languages_by_code_and_name(text: str, code: str) -> None:
    assert language_named(text) == code
    assert language_name(code) in ("Arabic", "French")


def test_no_language() -> None:
    with pytest.raises(UnknownEntityError) as refused:
        language_named("Arabik")

    assert "ar (Arabic)" in refused.value.suggestions
