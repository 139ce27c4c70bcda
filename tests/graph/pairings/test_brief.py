"""What a brief is made of, and when there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.pairings.candidates import Gates
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience
from tests.graph.pairings.conftest import Loaded, ask, of
from tests.support.briefs import LEARNED, asked
from tests.support.pairing import COUNCIL, network, taught


def test_it_is_the_mentor_of_the_list_on_both_engines(engine: Engine) -> None:
    load(engine, network(*LEARNED))
    reader = Reader(engine)
    answer, listed = asked(reader), ask(reader)

    assert answer.mentor == of(listed, "Omid")
    assert answer.candidates == listed.total == 3
    assert answer.learner == listed.learner
    assert [(step.record, step.state) for step in answer.learned] == [
        ("flow:omid-lina-next", "planned"), ("flow:omid-lina", "done"),
    ]  # fmt: skip
    assert [(told.engagement.id, told.learner_roles, told.mentor_roles) for told in answer.met] == [
        ("engagement:day", ("participant",), ("presenter",))
    ]
    assert [view.id for view in answer.implementations] == ["implementation:lina-council"]
    assert (answer.learner_city.population, answer.mentor_city.population) == (100_000, 4_900_000)
    assert answer.names["city:lina"] == {"ar": "لينا", "fr": "Line"}


def test_whatever_it_names_as_evidence_is_told(reading: Loaded) -> None:
    with reading(network(*LEARNED)) as reader:
        answer = asked(reader)
    named = [step.evidence for step in (*answer.learned, *answer.taught)] + [told.evidence for told in answer.met]
    named += [basis.evidence for basis in answer.mentor.basis] + [reason.evidence for reason in answer.mentor.reasons]
    named += [want.evidence for want in answer.learner.wants] + [own.evidence for own in answer.learner.own]
    pieces = {piece for cited in named for piece in cited}

    assert len(pieces) == 4
    assert pieces <= {piece.id for piece in answer.evidence}


def test_as_of_a_day_what_came_later_is_not_told(reading: Loaded) -> None:
    with reading(network(*LEARNED)) as reader:
        answer = asked(reader, as_of=date(2023, 12, 31))

    assert [step.record for step in answer.learned] == ["flow:omid-lina"]
    assert (answer.learner.wants, answer.learner.own) == ((), ())


def test_nothing_closed_comes_out(reading: Loaded) -> None:
    secret = {**LEARNED[0], "audience": "hub"}
    with reading(network(secret)) as reader:
        assert asked(reader).learned == ()
    with reading(network(secret), Audience.HUB) as reader:
        assert [step.record for step in asked(reader).learned] == ["flow:omid-lina"]


@pytest.mark.parametrize(
    ("mentor", "more", "said"),
    [
        ("city:petra", {}, "Petra has paused or ended this practice"),
        ("city:omid", {"gates": Gates(0)}, "as many cities learn from Omid now as is allowed"),
        ("city:omid", {"gates": Gates(avoid=("asia",))}, "Omid lies in a region that is avoided"),
        ("city:quiet", {}, "nothing documents that Quiet does this"),
        ("city:omid", {"as_of": date(2019, 1, 1)}, "by 2019-01-01 nothing documents that Omid does this"),
        ("city:lina", {}, "a city is not its own mentor"),
        ("institution:hub", {}, "institution:hub is no city"),
    ],
)
def test_who_is_no_candidate_is_refused_with_the_reason(
    reading: Loaded, mentor: str, more: dict[str, Any], said: str
) -> None:
    under_way = taught("omid", "quiet", COUNCIL, "evidence:omid", state="under-way", when="2023")
    with reading(network(under_way)) as reader, pytest.raises(QuestionError) as refused:
        asked(reader, mentor=mentor, **more)

    assert said in refused.value.message
    assert refused.value.fix


def test_what_is_not_there_is_unknown(reading: Loaded) -> None:
    with reading(network()) as reader, pytest.raises(UnknownEntityError):
        asked(reader, mentor="city:hidden")
