"""The questions, on both engines: the same answers."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.entity import entity, evidence
from practice_atlas.graph.questions.flows import flows, who_implements
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.lists import things_of
from practice_atlas.graph.questions.missing import missing
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.path import path
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.questions.search import search
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience, FlowKind, FlowState
from tests.support.sample import sample


def test_lineage_goes_from_the_teacher_through_the_exchange_to_the_next_city(reader: Reader) -> None:
    answer = lineage(reader, "practice:youth-council")

    steps = [
        (step.kind, step.breadth, step.teacher and step.teacher.id, step.learner and step.learner.id, step.state)
        for step in answer.steps
    ]
    assert steps == [
        ("flow", "broader", "city:arda", "city:dalma", "done"),
        ("flow", "broader", "city:bela", "city:dalma", "done"),
        ("flow", "broader", "city:arda", "city:elin", "done"),
        ("informed", "exact", "city:dalma", "city:elin", "done"),
        ("flow", "exact", "city:elin", None, "planned"),
    ]
    assert answer.steps[-1].unnamed_learner == "other cities of the country"
    assert [thing.id for thing in answer.steps[3].via] == ["engagement:exchange", "engagement:support"]
    assert {view.actor.id: view.stage for view in answer.implementations} == {
        "city:dalma": "paused",
        "city:elin": "adopted",
    }
    assert {item.id for item in answer.evidence} == {"evidence:exchange", "evidence:council", "evidence:pause"}
    assert all(step.evidence for step in answer.steps)


def test_lineage_as_of_a_date_knows_only_what_was_so_by_then(reader: Reader) -> None:
    answer = lineage(reader, "practice:youth-council", as_of=date(2024, 10, 1))

    assert [step.record for step in answer.steps] == ["flow:arda-dalma", "flow:bela-dalma"]
    assert answer.implementations == ()


def test_a_day_before_the_adoption_the_council_is_not_adopted(reader: Reader) -> None:
    before = lineage(reader, "practice:youth-council", as_of=date(2025, 2, 16))
    after = lineage(reader, "practice:youth-council", as_of=date(2025, 2, 17))

    assert [view.stage for view in before.implementations] == []
    assert [view.stage for view in after.implementations] == ["adopted"]


def test_as_of_a_date_nothing_tells_of_what_came_later(reader: Reader) -> None:
    then = flows(reader, learner="city:elin", as_of=date(2025, 2, 17))
    before = lineage(reader, "practice:youth-engagement", as_of=date(2025, 2, 16))

    assert [step.led_to and step.led_to.id for step in then.flows] == ["implementation:elin-council"]
    assert before.steps
    assert "elin-council" not in before.model_dump_json()


def test_an_exchange_informs_nobody_who_learned_at_it(reader: Reader) -> None:
    """Dalma learned at the exchange itself: no step says that the exchange informed Dalma."""
    informed = [step for step in lineage(reader, "practice:youth-engagement").steps if step.kind == "informed"]

    assert [(step.teacher and step.teacher.id, step.learner and step.learner.id) for step in informed] == [
        ("city:dalma", "city:elin")
    ]
    assert informed[0].grade == "D"  # the hub that published it took part


def test_a_flow_without_a_date_takes_that_of_its_engagement(reader: Reader) -> None:
    hidden = flows(Reader(reader.engine, Audience.HUB), learner="city:hidden").flows[0]
    undated = flows(reader, learner="city:dalma").flows[0]

    assert hidden.when == "2025"
    assert undated.when is None


def test_lineage_of_something_else_is_a_question_error(reader: Reader) -> None:
    with pytest.raises(QuestionError, match="no practice"):
        lineage(reader, "city:arda")


def test_a_city_has_all_that_is_said_of_it(reader: Reader) -> None:
    answer = entity(reader, "city:dalma")

    assert [entry.what for entry in answer.entries] == ["took-part", "learned", "learned", "stage", "stage", "office"]
    assert answer.thing.country == "IQ"
    assert {item.id for item in answer.evidence} >= {"evidence:pause", "evidence:exchange"}
    assert all(entry.evidence for entry in answer.entries)


def test_an_implementation_shows_what_disagrees(reader: Reader) -> None:
    answer = entity(reader, "implementation:elin-council")

    (conflict,) = answer.conflicts
    assert conflict.field == "size"
    assert conflict.values == ("91 members", "about 100 members")
    assert conflict.evidence == ("evidence:exchange",)


def test_every_kind_of_record_can_be_asked(reader: Reader) -> None:
    asked = [
        entity(reader, identifier)
        for identifier in sample().records
        if "hidden" not in identifier and identifier != "evidence:closed"
    ]

    assert {answer.thing.kind for answer in asked} == set(sample().counts)


def test_an_engagement_leaves_out_the_closed_participant(reader: Reader) -> None:
    public = entity(reader, "engagement:exchange")
    hub = entity(Reader(reader.engine, Audience.HUB), "engagement:exchange")

    assert "city:hidden" not in public.model_dump_json()
    assert "city:hidden" in hub.model_dump_json()


@pytest.mark.parametrize("identifier", ["city:hidden", "city:nowhere", "nonsense", "flow:hidden", "evidence:closed"])
def test_closed_and_absent_things_are_told_alike(reader: Reader, identifier: str) -> None:
    with pytest.raises(UnknownEntityError) as caught:
        entity(reader, identifier)

    assert str(caught.value) == f"Nothing is known under {identifier!r}."


def test_evidence_tells_what_it_supports(reader: Reader) -> None:
    answer = evidence(reader, "evidence:pause")

    assert [item.id for item in answer.supports] == ["implementation:dalma-council", "person:mayor"]
    assert answer.place.link == "https://example.org/report#:~:text=The%20council,new%20mayor"


def test_flows_are_filtered(reader: Reader) -> None:
    assert flows(reader).total == 4
    assert flows(Reader(reader.engine, Audience.HUB)).total == 5
    assert {step.record for step in flows(reader, teacher="city:arda").flows} == {"flow:arda-dalma", "flow:arda-elin"}
    assert flows(reader, teacher="city:arda", learner="city:elin").total == 1
    assert flows(reader, practice="practice:youth-council", state=FlowState.PLANNED).total == 1
    assert flows(reader, kind=FlowKind.EXPOSED).total == 2
    assert flows(reader, as_of=date(2024, 12, 31)).total == 2
    assert len(flows(reader, page=Page(2)).flows) == 2


def test_who_implements_a_practice_includes_narrower_ones(reader: Reader) -> None:
    answer = who_implements(reader, "practice:youth-engagement")

    assert [(view.actor.id, view.breadth) for view in answer.implementations] == [
        ("city:dalma", "narrower"),
        ("city:elin", "narrower"),
    ]


def test_a_path_follows_learning_flows_then_meetings(reader: Reader) -> None:
    learned = path(reader, "city:bela", "city:elin")
    none = path(reader, "city:bela", "city:tripoli-ly")

    assert [(leg.how, leg.start.id, leg.end.id) for leg in learned.legs] == [
        ("learned", "city:bela", "city:dalma"),
        ("learned", "city:dalma", "city:arda"),
        ("learned", "city:arda", "city:elin"),
    ]
    assert none.legs == ()
    with pytest.raises(QuestionError):
        path(reader, "city:bela", "city:bela")


def test_a_path_never_leads_through_what_is_closed(reader: Reader) -> None:
    with pytest.raises(UnknownEntityError):
        path(reader, "city:arda", "city:hidden")


def test_missing_names_gaps_and_never_says_no(reader: Reader) -> None:
    answer = missing(reader, "city:tripoli-ly")

    assert {gap.what for gap in answer.gaps} >= {"empty", "unknown", "unnamed"}
    assert any("not to say that it has none" in gap.message for gap in answer.gaps)


@pytest.mark.parametrize(
    ("query", "first", "match"),
    [
        ("arda", "city:arda", "name"),
        ("ARDÉ", "city:arda", "name"),
        ("ارده", "city:arda", "name"),
        ("Ardah", "city:arda", "sound"),
        ("youth c", "practice:youth-council", "beginning"),
        ("council", "practice:youth-council", "word"),
        ("Maroc", "country:ma", "name"),
    ],
)
def test_search_folds(reader: Reader, query: str, first: str, match: str) -> None:
    hit = search(reader, query).hits[0]

    assert (hit.thing.id, hit.match) == (first, match)


def test_search_never_finds_what_is_closed(reader: Reader) -> None:
    assert search(reader, "hidden").total == 0
    assert search(Reader(reader.engine, Audience.HUB), "hidden").total == 1
    with pytest.raises(QuestionError):
        search(reader, "…")


def test_names_resolve_within_a_country_and_ambiguity_is_told(reader: Reader) -> None:
    assert resolve(reader, "Tripoli, Lebanon", "city") == "city:tripoli-lb"
    assert resolve(reader, "Tripoli (LY)", "city") == "city:tripoli-ly"
    with pytest.raises(UnknownEntityError, match="name of 2 things") as caught:
        resolve(reader, "Tripoli", "city")
    assert len(caught.value.suggestions) == 2
    with pytest.raises(UnknownEntityError) as unknown:
        resolve(reader, "Ardah")
    assert unknown.value.suggestions == ("city:arda (Arda, LB)",)


def test_lists_count_what_is_known(reader: Reader) -> None:
    answer = things_of(reader, "city", page=Page(3))

    assert answer.total == 6
    assert [row.thing.name for row in answer.rows] == ["Arda", "Bela", "Dalma"]
    assert answer.rows[0].counts == {"implementations": 0, "learned": 0, "shared": 2}


@pytest.mark.parametrize("text", ["yesterday", "2024-13", "2024-01/.."])
def test_as_of_takes_dates_only(text: str) -> None:
    with pytest.raises(QuestionError):
        as_of_day(text)


def test_as_of_means_the_last_day() -> None:
    assert as_of_day("2024-02") == date(2024, 2, 29)
    assert as_of_day("") is None
