"""Who is proposed as a mentor, who is not, and whether every reason holds."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pytest

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.pairings.algorithms import chosen
from practice_atlas.graph.pairings.candidates import Gates
from practice_atlas.graph.pairings.learners import Described, new_learner
from practice_atlas.graph.pairings.meetings import meetings
from practice_atlas.graph.pairings.mentors import mentors
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.columns import NEVER
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience
from tests.graph.pairings.conftest import Loaded, ask, named, of
from tests.support.pairing import COUNCIL, ELECTED, WIDER, doing, network, taught


def test_those_who_do_it_or_taught_it_are_proposed_on_both_engines(engine: Engine) -> None:
    load(engine, network())
    answer = ask(Reader(engine))

    assert named(answer) == ["Nour", "Omid", "Pella"]
    assert [basis.what for basis in of(answer, "Nour").basis] == ["in-use", "taught", "taught"]
    assert of(answer, "Omid").basis[0].what == "taught"
    assert of(answer, "Pella").basis[0].subject is not None
    assert of(answer, "Pella").basis[0].subject.id == ELECTED  # type: ignore[union-attr]
    assert [(told.reason, [city.name for city in told.cities]) for told in answer.not_proposed] == [
        ("paused", ["Petra"])
    ]


def test_every_reason_adds_up_and_rests_on_evidence_that_is_told(reading: Loaded) -> None:
    with reading(network()) as reader:
        answer = ask(reader)
    told = {piece.id for piece in answer.evidence}

    for mentor in answer.mentors:
        assert sum(reason.adds for reason in mentor.reasons) == pytest.approx(mentor.score, abs=1e-9)
        assert all(reason.adds == pytest.approx(reason.value * reason.weight) for reason in mentor.reasons)
        cited = {piece for reason in mentor.reasons for piece in reason.evidence}
        assert cited
        assert cited <= told
        assert all(basis.evidence and set(basis.evidence) <= told for basis in mentor.basis)
    assert of(answer, "Nour").reasons[0].figures == {"stage": 1.0, "sources": 3.0}
    assert of(answer, "Omid").doubts == ("stage-unknown",)
    assert {"single-source", "no-track-record"} <= set(of(answer, "Pella").doubts)


def test_as_of_a_day_nothing_later_counts(reading: Loaded) -> None:
    with reading(network()) as reader:
        early, later = ask(reader, as_of=date(2022, 12, 31)), ask(reader, as_of=date(2024, 3, 1))
        before = ask(reader, as_of=date(2019, 1, 1))

    assert sorted(named(early)) == ["Nour", "Petra"]  # not paused yet
    assert [(basis.what, basis.known_by) for basis in of(early, "Nour").basis] == [("in-use", "2021-12-31")]
    assert sorted(named(later)) == ["Nour", "Omid", "Pella", "Petra"]
    assert (named(before), before.insufficient) == ([], "not-by-then")
    assert of(early, "Nour").reasons[0].figures["sources"] == 1.0


def test_a_pause_never_raises_and_never_mentors(reading: Loaded) -> None:
    paused = doing("nour", COUNCIL, {"stage": "in-use", "when": "2022"}, {"stage": "paused", "when": "2025"},
                   evidence="evidence:nour")  # fmt: skip
    with reading(network(paused)) as reader:
        answer = ask(reader)

    assert "Nour" not in named(answer)
    assert [city.name for city in answer.not_proposed[0].cities] == ["Nour", "Petra"]


def test_what_is_closed_is_not_known(reading: Loaded) -> None:
    with reading(network(), Audience.HUB) as reader:
        assert "Hidden" in named(ask(reader))
    with reading(network()) as reader:
        assert "idden" not in ask(reader).model_dump_json()
        with pytest.raises(UnknownEntityError):
            ask(reader, "city:hidden")


def test_hosts_participants_and_the_learner_itself_do_not_mentor(reading: Loaded) -> None:
    with reading(network()) as reader:
        assert {"Quiet", "Lina"}.isdisjoint(named(ask(reader)))
        assert "Nour" not in named(ask(reader, "city:nour"))


def test_the_broader_practice_counts_less_and_a_doubt_says_so(reading: Loaded) -> None:
    more = doing("quiet", WIDER, {"stage": "in-use", "when": "2022"}, evidence="evidence:guess")
    with reading(network(more)) as reader:
        answer = ask(reader)
        narrower = ask(reader, practice=ELECTED)

    assert {"broader-only", "inferred"} <= set(of(answer, "Quiet").doubts)
    assert of(answer, "Quiet").reasons[1].figures["closeness"] == 0.6
    assert of(answer, "Pella").reasons[1].figures["closeness"] == 0.8
    assert "Nour" in named(narrower)
    assert "Quiet" not in named(narrower)  # the one right above, not two above


def test_mentors_with_too_many_learners_or_elsewhere_are_left_out_and_named(reading: Loaded) -> None:
    more = [taught("nour", other, WIDER, "evidence:nour", state="planned") for other in ("quiet", "pella")]
    with reading(network(*more)) as reader:
        busy = ask(reader, gates=Gates(most_mentees=1))
        free = ask(reader)
        elsewhere = ask(reader, gates=Gates(avoid=("europe",)))
        preferred = ask(reader, gates=Gates(prefer=("europe",)))
        with pytest.raises(QuestionError, match="both preferred and avoided"):
            ask(reader, gates=Gates(avoid=("europe",), prefer=("europe",)))
        nobody = ask(reader, gates=Gates(most_mentees=0, avoid=("asia", "europe")))

    assert [(told.reason, told.total) for told in busy.not_proposed] == [("paused", 1), ("busy", 1)]
    assert of(free, "Nour").reasons[5].figures == {"mentees": 2.0, "recorded": 0.0}
    assert [(told.reason, told.cities[0].name) for told in elsewhere.not_proposed][1] == ("avoided", "Pella")
    assert of(preferred, "Pella").score > of(free, "Pella").score
    assert sum(reason.weight for reason in of(preferred, "Pella").reasons) == pytest.approx(1)
    assert (nobody.mentors, nobody.insufficient) == ((), "nobody-proposed")


def test_nearness_counts_only_where_it_is_asked_for(reading: Loaded) -> None:
    with reading(network()) as reader:
        usual, near = ask(reader), ask(reader, near=True)
        nearest = ask(reader, algorithm="proximity")

    assert "near" not in {reason.part for reason in usual.mentors[0].reasons}
    assert of(near, "Nour").reasons[-1].figures["kilometres"] == pytest.approx(45.4, abs=1)
    assert named(nearest)[:2] == ["Nour", "Pella"]


def test_without_a_practice_what_the_learner_wants_counts(reading: Loaded) -> None:
    with reading(network()) as reader:
        answer = ask(reader, practice=None)
        with pytest.raises(QuestionError, match="nothing is known that this city needs"):
            ask(reader, "city:quiet", practice=None)
        with pytest.raises(QuestionError, match="nothing is known"):
            ask(reader, practice=None, as_of=date(2023, 1, 1))  # it was not known yet

    assert [subject.id for subject in answer.subjects] == [COUNCIL]
    assert [(want.kind, want.evidence) for want in answer.learner.wants] == [("need", ("evidence:need",))]


def test_a_new_city_is_described(reading: Loaded) -> None:
    with reading(network()) as reader:
        described = Described("country:iq", population=100_000, needs=("theme:youth",))
        learner = new_learner(reader, described)
        answer = mentors(reader, learner, chosen("fixed-weights", own_weights()), own_weights())
        with pytest.raises(UnknownEntityError):
            new_learner(reader, Described("country:xx"))
        for wrong in (
            Described("country:iq", kind="planet"),
            Described("country:iq", needs=("city:nour",)),
        ):
            with pytest.raises(QuestionError):
                new_learner(reader, wrong)

    assert set(named(answer)) == {"Nour", "Omid"}  # a form that is in no theme of its own does not count
    assert "ar" in answer.learner.languages
    assert of(answer, "Omid").reasons[2].figures["language"] == 1.0


def test_equal_scores_share_a_rank(reading: Loaded) -> None:
    same = [doing(city, "practice:bus", {"stage": "in-use"}, evidence="evidence:pella") for city in ("quiet", "petra")]
    with reading(network(*same)) as reader:
        answer = ask(reader, practice="practice:bus", algorithm="shared-history", many=1)
        both = ask(reader, practice="practice:bus", algorithm="popularity")

    assert answer.total == 2
    assert [(mentor.rank, mentor.tied) for mentor in both.mentors] == [(1, True), (1, True)]


@pytest.mark.parametrize("algorithm", ["popularity", "proximity", "shared-history"])
def test_what_a_score_is_called_is_told_of_fixed_weights_alone(reading: Loaded, algorithm: str) -> None:
    """The bands were set for the fixed weights: of another score they would say nothing."""
    with reading(network()) as reader:
        assert {mentor.band for mentor in ask(reader).mentors} <= {"good", "possible", "weak"}
        assert {mentor.band for mentor in ask(reader, algorithm=algorithm).mentors} == {None}


def test_the_same_question_has_the_same_bytes(reading: Loaded) -> None:
    with reading(network()) as first, reading(network()) as second:
        assert ask(first).model_dump_json() == ask(Reader(first.engine)).model_dump_json()
        assert ask(first).model_dump_json() == ask(second).model_dump_json()


def test_shared_engagements_are_weighed_as_networkx_does(reading: Loaded) -> None:
    """Adamic-Adar of a graph of cities and engagements."""
    with reading(network()) as reader:
        known = meetings(reader)
        cities = sorted({int(city) for city in known.city})
        graph: nx.Graph[str] = nx.Graph()
        graph.add_edges_from(
            (f"c{city}", f"e{place}") for city, place in zip(known.city, known.engagement, strict=True)
        )
        for city in cities:
            ours = known.shared(known.of(city, NEVER), NEVER)
            for _, other, score in nx.adamic_adar_index(
                graph, [(f"c{city}", f"c{one}") for one in cities if one != city]
            ):
                assert ours[int(other[1:])] == pytest.approx(score)
    assert len(cities) == 3  # who was shown as an example was not there


@pytest.mark.parametrize("practice", [None, "practice:bus"])
def test_what_nobody_does_is_said(reading: Loaded, practice: str | None) -> None:
    with reading(network(without=() if practice else ("flow:omid-pella-youth-council",))) as reader:
        answer = ask(reader, practice=practice or COUNCIL)

    assert (answer.insufficient == "nobody-known") is (practice is not None)


@pytest.mark.parametrize(
    ("wrong", "parameter"),
    [({"practice": "theme:youth"}, "practice"), ({"city": "theme:youth"}, "learner"), ({"many": 0}, "limit")],
)
def test_what_cannot_be_asked_is_told(reading: Loaded, wrong: dict[str, str], parameter: str) -> None:
    with reading(network()) as reader, pytest.raises(QuestionError) as told:
        ask(reader, **wrong)  # type: ignore[arg-type]

    assert told.value.parameter == parameter


def test_what_is_not_among_the_first_to_be_named_counts_for_doubts_and_history(reading: Loaded) -> None:
    """Quiet has the broader practice four times over, and taught the very one, to Lina, long ago."""
    more = [
        {**doing("quiet", WIDER, {"stage": "in-use"}, evidence="evidence:omid"), "id": f"implementation:quiet-{number}"}
        for number in range(4)
    ]
    lesson = taught("quiet", "lina", COUNCIL, "evidence:pella", when="2019")
    newer = [taught("quiet", city, WIDER, "evidence:nour", flow_kind="adapted") for city in ("nour", "omid", "pella")]
    with reading(network(*more, lesson, *newer)) as reader:
        quiet = of(ask(reader), "Quiet")

    assert "broader-only" not in quiet.doubts
    assert quiet.learned_before == (lesson["id"],)
    assert quiet.basis_total > len(quiet.basis)
