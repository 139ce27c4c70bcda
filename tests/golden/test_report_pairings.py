"""Recommended pairings on the shipped data set: the cases that the design names, and every city with every practice."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.pairings.algorithms import chosen, mentoring
from practice_atlas.graph.pairings.answers import MentorsAnswer
from practice_atlas.graph.pairings.learners import city_learner
from practice_atlas.graph.pairings.mentors import mentors
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.records import all_records
from practice_atlas.ontology import model
from practice_atlas.ontology.vocabularies import FlowState, Stage

FES, COUNCIL = "city:fes-ma", "practice:youth-council"


def ask(
    reader: Reader, city: str, practice: str, as_of: date | None = None, algorithm: str = "fixed-weights"
) -> MentorsAnswer:
    learner = city_learner(reader, city, as_of)
    algorithms = chosen(algorithm, own_weights())
    return mentors(reader, learner, algorithms, own_weights(), practice=practice, as_of=as_of, many=50)


def test_before_it_had_a_council_fes_has_three_candidates_who_taught(reader: Reader) -> None:
    answer = ask(reader, FES, COUNCIL, date(2025, 2, 16))

    assert sorted(mentor.city.name for mentor in answer.mentors) == ["Karak", "Saida", "Tetouan"]
    for mentor in answer.mentors:
        assert {basis.what for basis in mentor.basis} == {"taught"}
        assert [basis.subject.name for basis in mentor.basis if basis.subject] == ["Youth engagement"]
        assert {"stage-unknown", "broader-only"} <= set(mentor.doubts)
        assert all(str(basis.known_by) <= "2025-02-16" for basis in mentor.basis)


def test_a_year_earlier_nothing_is_known_well_enough(reader: Reader) -> None:
    answer = ask(reader, FES, COUNCIL, date(2024, 2, 1))

    assert (answer.mentors, answer.insufficient) == ((), "not-by-then")


def test_today_the_council_that_was_paused_mentors_nobody(reader: Reader) -> None:
    answer = ask(reader, FES, COUNCIL)

    assert "Miqdadiyah" not in {mentor.city.name for mentor in answer.mentors}
    assert [(told.reason, [city.name for city in told.cities]) for told in answer.not_proposed] == [
        ("paused", ["Miqdadiyah"])
    ]
    assert [own.stage for own in answer.learner.own] == ["adopted"]


def test_halabja_is_sent_to_sabha(reader: Reader) -> None:
    answer = ask(reader, "city:halabja-iq", "practice:digital-monitoring")

    assert answer.mentors[0].city.name == "Sabha"
    assert answer.mentors[0].learned_before == ("flow:sabha-halabja",)


@pytest.mark.parametrize("algorithm", list(mentoring(own_weights())))
def test_every_city_with_every_practice(reader: Reader, algorithm: str) -> None:
    """Each recommendation rests on evidence that resolves, adds up, and names one who did or taught something."""
    records, _ = all_records(reader.engine)
    able = {
        record.teacher
        for record in records.values()
        if isinstance(record, model.LearningFlow) and record.state is FlowState.DONE
    } | {
        record.actor
        for record in records.values()
        if isinstance(record, model.Implementation)
        and any(stage.stage in (Stage.ADOPTED, Stage.IN_USE) for stage in record.stages)
    }
    recommended = 0
    for _, city in by_name(reader, "city"):
        for _, practice in by_name(reader, "practice"):
            answer = ask(reader, city, practice, algorithm=algorithm)
            told = {piece.id for piece in answer.evidence}
            assert bool(answer.mentors) == (answer.insufficient is None)
            for mentor in answer.mentors:
                recommended += 1
                assert mentor.city.id != city
                assert mentor.city.id in able
                assert sum(reason.adds for reason in mentor.reasons) == pytest.approx(mentor.score, abs=1e-9)
                assert 0 <= mentor.score <= 1
                assert mentor.basis
                for basis in mentor.basis:
                    assert basis.record in records
                    assert basis.evidence
                    assert told.issuperset(basis.evidence)

    assert recommended > 100
