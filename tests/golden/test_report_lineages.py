"""What the first report says, and easy mistakes (data-model.md): asked of the shipped data set."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.answers import LineageAnswer, Step
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.flows import flows, who_implements
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.questions.search import search
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import FlowKind, FlowState

SAIDA, MIQDADIYAH, FES = "city:saida-lb", "city:miqdadiyah-iq", "city:fes-ma"
SABHA, HALABJA, TEL_AFAR = "city:sabha-ly", "city:halabja-iq", "city:tel-afar-iq"
WORKSHOP = "engagement:tangier-rr-workshop-2025"


@pytest.fixture(scope="module")
def councils(reader: Reader) -> LineageAnswer:
    return lineage(reader, "practice:youth-council")


@pytest.fixture(scope="module")
def monitoring(reader: Reader) -> LineageAnswer:
    return lineage(reader, "practice:digital-monitoring")


def between(answer: LineageAnswer, teacher: str, learner: str) -> list[Step]:
    """The steps of a lineage from one city to another."""
    return [
        step
        for step in answer.steps
        if step.teacher and step.learner and (step.teacher.id, step.learner.id) == (teacher, learner)
    ]


def stages(answer: LineageAnswer, actor: str) -> list[str]:
    """The stages of all implementations of an actor in a lineage."""
    return [stage.stage for view in answer.implementations if view.actor.id == actor for stage in view.stages]


def test_miqdadiyah_learned_youth_engagement_from_saida(councils: LineageAnswer) -> None:
    (step,) = between(councils, SAIDA, MIQDADIYAH)

    assert (step.kind, step.flow_kind, step.breadth) == ("flow", "inspired", "broader")
    assert step.practice
    assert step.practice.id == "practice:youth-engagement"
    assert [via.id for via in step.via] == ["engagement:miqdadiyah-virtual-sessions"]
    assert step.led_to
    assert step.led_to.id == "implementation:miqdadiyah-at-risk-youth"
    assert step.evidence


def test_miqdadiyahs_teachers_are_the_three_cities_of_the_virtual_sessions(reader: Reader) -> None:
    learned = flows(reader, learner=MIQDADIYAH).flows
    named = {step.teacher.id for step in learned if step.teacher}

    assert named == {SAIDA, "city:tetouan-ma", "city:karak-jo"}


def test_what_miqdadiyah_learned_informed_fes_and_made_it_nobodys_teacher(
    councils: LineageAnswer, reader: Reader
) -> None:
    (step,) = between(councils, MIQDADIYAH, FES)

    assert (step.kind, step.flow_kind) == ("informed", None)
    assert step.via[0].id == "engagement:miqdadiyah-virtual-sessions"
    assert step.evidence == ("evidence:exchanges-informed-fes",)
    assert flows(reader, teacher=MIQDADIYAH).total == 0


def test_the_lineage_leads_from_saida_over_miqdadiyah_to_fes(councils: LineageAnswer) -> None:
    pairs = {(step.teacher.id, step.learner.id) for step in councils.steps if step.teacher and step.learner}

    assert {(SAIDA, MIQDADIYAH), (MIQDADIYAH, FES), (SAIDA, FES)} <= pairs


def test_fes_was_inspired_by_saida(councils: LineageAnswer) -> None:
    (step,) = between(councils, SAIDA, FES)

    assert (step.kind, step.flow_kind, step.state) == ("flow", "inspired", "done")
    assert "evidence:fes-inspired-by-saida" in step.evidence
    assert step.led_to
    assert step.led_to.id == "implementation:fes-youth-council"


def test_saida_is_not_said_to_have_a_youth_council(reader: Reader) -> None:
    actors = {view.actor.id for view in who_implements(reader, "practice:youth-council").implementations}

    assert actors == {MIQDADIYAH, FES}


def test_miqdadiyahs_council_was_paused_for_a_reason(councils: LineageAnswer) -> None:
    (council,) = (view for view in councils.implementations if view.id == "implementation:miqdadiyah-youth-council")

    assert council.stage == "paused"
    assert [stage.stage for stage in council.stages] == ["designing", "paused"]
    assert council.stages[-1].reason == "The leadership of the city changed."
    assert council.stages[-1].evidence == ("evidence:miqdadiyah-paused",)


def test_fes_adopted_its_council_on_17_february_2025(councils: LineageAnswer) -> None:
    (council,) = (view for view in councils.implementations if view.actor.id == FES)
    adopted = [stage for stage in council.stages if stage.stage == "adopted"]

    assert council.stage == "adopted"
    assert [stage.when for stage in adopted] == ["2025-02-17"]
    assert council.size
    assert "91 members" in council.size


def test_in_february_2024_there_was_no_council(reader: Reader) -> None:
    then = lineage(reader, "practice:youth-council", as_of=date(2024, 2, 1))

    assert then.implementations == ()
    assert FES not in {step.learner.id for step in then.steps if step.learner and step.kind == "informed"}
    assert not [step.led_to for step in then.steps if step.led_to]


@pytest.mark.parametrize(("day", "adopted"), [(date(2025, 2, 16), False), (date(2025, 2, 17), True)])
def test_the_day_of_the_adoption_decides(reader: Reader, day: date, adopted: bool) -> None:
    then = lineage(reader, "practice:youth-council", as_of=day)

    assert ("adopted" in stages(then, FES)) is adopted


@pytest.mark.parametrize("learner", [HALABJA, TEL_AFAR])
def test_sabha_inspired_two_cities_that_have_not_adopted(monitoring: LineageAnswer, learner: str) -> None:
    (step,) = between(monitoring, SABHA, learner)

    assert (step.kind, step.flow_kind) == ("flow", "inspired")
    assert set(stages(monitoring, learner)) == {"committed", "exploring"}


def test_nothing_says_that_tel_afars_own_systems_came_from_sabha(reader: Reader) -> None:
    answer = entity(reader, "implementation:tel-afar-tracking-systems")

    assert [thing.id for thing in answer.related["supporters"]] == ["institution:iom"]
    assert not [step for step in flows(reader, learner=TEL_AFAR).flows if step.led_to and "tracking" in step.led_to.id]


def test_hosts_and_participants_of_the_workshop_in_tangier_teach_nobody(reader: Reader) -> None:
    told = [step for step in flows(reader, page=Page(1000)).flows if WORKSHOP in {via.id for via in step.via}]
    teachers = {step.teacher.id for step in told if step.teacher}
    participations = entity(reader, WORKSHOP).record.model_dump()["participations"]
    present = {part["actor"] for part in participations if part["role"] in ("host", "participant", "organiser")}

    assert teachers
    assert "city:tangier-ma" in present
    assert teachers & present == set()
    assert {step.flow_kind for step in told} == {FlowKind.EXPOSED}


def test_examples_at_that_workshop_were_shown_and_not_taken_over(reader: Reader) -> None:
    examples = {"city:amsterdam-nl", "city:berlin-de", "city:nineveh-iq", "city:toronto-ca"}
    found = {city: flows(reader, teacher=city).flows for city in sorted(examples)}

    assert all(found.values())
    assert {step.flow_kind for steps in found.values() for step in steps} == {"exposed"}
    assert not [step.learner for steps in found.values() for step in steps if step.learner]


def test_rabat_did_not_learn_from_rabat_nor_other_moroccan_cities_from_one_that_is_named(reader: Reader) -> None:
    (planned,) = flows(reader, teacher=FES, state=FlowState.PLANNED).flows

    assert planned.learner is None
    assert planned.unnamed_learner == "other Moroccan cities"
    assert not flows(reader, learner="city:rabat-ma", teacher="city:rabat-ma").flows


@pytest.mark.parametrize("name", ["AMPCC", "Moroccan Association of Mayors", "Moroccan Association for Mayors"])
def test_the_association_of_mayors_has_three_names(reader: Reader, name: str) -> None:
    hits = [hit.thing.id for hit in search(reader, name).hits if hit.match == "name"]

    assert hits == ["institution:ampcc"]
    assert resolve(reader, name, "institution") == "institution:ampcc"


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Greater Amman Municipality", "city:amman-jo"),
        ("Sidon", SAIDA),
        ("Saïda", SAIDA),
        ("صيدا", SAIDA),
        ("Fez", FES),
        ("Muqdadiyah", MIQDADIYAH),
        ("المقدادية", MIQDADIYAH),
        ("Greater Manchester", "city:greater-manchester-gb"),
        ("Nineveh", "city:nineveh-iq"),
    ],
)
def test_cities_are_found_under_the_names_that_people_use(reader: Reader, name: str, city: str) -> None:
    assert resolve(reader, name, "city") == city


@pytest.mark.parametrize(
    ("city", "kind"), [("city:greater-manchester-gb", "combined-authority"), ("city:nineveh-iq", "governorate")]
)
def test_local_governments_are_of_their_own_kind(reader: Reader, city: str, kind: str) -> None:
    assert entity(reader, city).record.model_dump()["city_kind"] == kind


def test_every_flow_cites_its_evidence(reader: Reader) -> None:
    told = flows(reader, page=Page(1000))

    assert told.total == len(told.flows) > 20
    assert [step.record for step in told.flows if not step.evidence] == []
    assert {item for step in told.flows for item in step.evidence} == {item.id for item in told.evidence}
