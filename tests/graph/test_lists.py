"""Lists: filters, facets and sorting agree with the records themselves, for every audience and on both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.questions.flows import flows
from practice_atlas.graph.questions.lists import Asked, sorts_of, things_of
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import LISTED, facets_of
from practice_atlas.graph.writing import load
from practice_atlas.ontology import model
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.vocabularies import Audience
from tests.support.sample import INFO, ROWS, records

AUDIENCES = list(Audience)
MORE: tuple[dict[str, Any], ...] = (
    {"id": "practice:secret", "name": "Secret practice", "themes": ["theme:youth"], "audience": "members"},
    {"id": "implementation:secret", "name": "Arda's secret", "actor": "city:arda", "practice": "practice:secret",
     "evidence": ["evidence:council"], "stages": [{"stage": "adopted", "when": "2023"}]},
    {"id": "implementation:arda-council", "name": "Arda Council", "actor": "city:arda",
     "practice": "practice:youth-council", "evidence": ["evidence:council"],
     "stages": [{"stage": "piloting", "when": "2022"}, {"stage": "in-use", "when": "2023-05"},
                {"stage": "paused", "when": "2024-06", "evidence": ["evidence:closed"]}]},
    {"id": "membership:arda", "actor": "city:arda", "organisation": "institution:hub", "role": "member",
     "evidence": ["evidence:council"]},
)  # fmt: skip


@pytest.fixture
def graph(engine: Engine) -> Engine:
    """The sample with some more that is closed."""
    load(engine, Dataset.of(INFO, records(*ROWS, *MORE)))
    return engine


def seen(audience: Audience) -> dict[str, Record]:
    """The records as the audience may see them."""
    return visible({record.id: record for record in records(*ROWS, *MORE)}, audience)


def told(graph: Engine, kind: str, audience: Audience, **asked: Any) -> set[str]:
    """The identifiers that a list holds."""
    return {row.thing.id for row in things_of(Reader(graph, audience), kind, Asked(**asked)).rows}


def counted(graph: Engine, kind: str, facet: str, audience: Audience, **asked: Any) -> dict[str, int]:
    """The counts of one facet."""
    (view,) = things_of(Reader(graph, audience), kind, Asked(facets=(facet,), **asked)).facets
    return {value.value: value.count for value in view.values}


def test_every_kind_has_its_list_and_all_its_facets(graph: Engine) -> None:
    """Counts never betray what is closed: they are those of the visible records, whatever the facet."""
    for audience in AUDIENCES:
        kinds = Counter(record.kind for record in seen(audience).values())
        for kind in LISTED:
            answer = things_of(Reader(graph, audience), kind, Asked(facets=facets_of(kind)))
            assert answer.total == kinds[kind], (kind, audience)
            mentioned = {value.value for view in answer.facets for value in view.values if ":" in value.value}
            assert (
                mentioned
                - seen(audience).keys()
                - {"country:lb", "country:ma", "country:iq", "country:ly", "country:tn"}
                == set()
            )
    assert "country:tn" not in counted(graph, "city", "country", Audience.PUBLIC)
    assert counted(graph, "city", "country", Audience.HUB)["country:tn"] == 1


def _themes(record: Record, all_of: dict[str, Record]) -> set[str]:
    practices = [one for one in all_of.values() if isinstance(one, model.Implementation) and one.actor == record.id]
    found = (all_of.get(one.practice) for one in practices)
    return {theme for practice in found if isinstance(practice, model.Practice) for theme in practice.themes}


EXPECTED: dict[tuple[str, str], Callable[[Any, dict[str, Record]], set[str]]] = {
    ("city", "country"): lambda city, _: {city.country},
    ("city", "practice"): lambda city, all_of: {
        one.practice for one in all_of.values() if isinstance(one, model.Implementation) and one.actor == city.id
    },
    ("city", "theme"): _themes,
    ("city", "member-of"): lambda city, all_of: {
        one.organisation for one in all_of.values() if isinstance(one, model.Membership) and one.actor == city.id
    },
    ("flow", "learner"): lambda flow, _: {flow.learner} - {None},
    ("flow", "kind"): lambda flow, _: {flow.flow_kind.value},
    ("engagement", "city"): lambda meeting, _: {
        part.actor for part in meeting.participations if part.actor and part.actor.startswith("city:")
    },
    ("engagement", "role"): lambda meeting, _: {part.role.value for part in meeting.participations if part.actor},
    ("implementation", "practice"): lambda one, _: {one.practice},
    ("evidence", "source"): lambda one, _: {one.source},
    ("person", "organisation"): lambda one, _: {office.organisation for office in one.offices},
}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize(("kind", "facet"), EXPECTED)
def test_facets_count_what_the_audience_sees(graph: Engine, kind: str, facet: str, audience: Audience) -> None:
    all_of = seen(audience)
    values = {one.id: EXPECTED[kind, facet](one, all_of) for one in all_of.values() if one.kind == kind}
    expected = Counter(value for held in values.values() for value in held)

    assert expected
    assert counted(graph, kind, facet, audience) == expected
    for value in expected:
        assert told(graph, kind, audience, filters={facet: [value]}) == {
            key for key, held in values.items() if value in held
        }


def test_a_stage_is_the_one_that_the_audience_knows_of(graph: Engine) -> None:
    """The pause is closed: for the public Arda's council is in use."""
    stages = {audience: counted(graph, "implementation", "stage", audience) for audience in AUDIENCES}

    assert stages[Audience.PUBLIC] == {"in-use": 1, "paused": 1, "adopted": 1}
    assert stages[Audience.HUB] == {"paused": 2, "adopted": 2}
    assert told(graph, "city", Audience.PUBLIC, filters={"stage": ["in-use"]}) == {"city:arda"}
    assert told(graph, "city", Audience.HUB, filters={"stage": ["in-use"]}) == set()


@pytest.mark.parametrize(("day", "stage"), [("2021-12-31", None), ("2022-12-31", "piloting"), ("2024-12-31", "in-use")])
def test_stages_are_those_of_the_day(graph: Engine, day: str, stage: str | None) -> None:
    as_of = date.fromisoformat(day)
    at = {
        value
        for value in ("piloting", "in-use")
        if "implementation:arda-council"
        in told(graph, "implementation", Audience.PUBLIC, as_of=as_of, filters={"stage": [value]})
    }

    assert at == ({stage} if stage else set())


def test_filters_narrow_together_and_values_of_one_widen(graph: Engine) -> None:
    hub = Audience.HUB

    assert told(graph, "city", hub, filters={"country": ["country:lb", "country:iq"]}) == {
        "city:arda", "city:dalma", "city:tripoli-lb"
    }  # fmt: skip
    assert told(graph, "city", hub, filters={"country": ["country:lb"], "practice": ["practice:youth-council"]}) == {
        "city:arda"
    }
    assert counted(graph, "city", "country", hub, filters={"country": ["country:lb"]})["country:ma"] == 2


def test_what_to_loosen_when_nothing_is_left(graph: Engine) -> None:
    answer = things_of(
        Reader(graph), "city", Asked({"country": ["country:ly"], "practice": ["practice:youth-council"]})
    )

    assert answer.total == 0
    assert answer.loosen == {"country": 3, "practice": 1}


@pytest.mark.parametrize("name", ["ard", "أرد", "Arde"])
def test_names_are_found_in_any_language(graph: Engine, name: str) -> None:
    assert told(graph, "city", Audience.PUBLIC, name=name) == {"city:arda"}


@pytest.mark.parametrize("kind", LISTED)
def test_every_sort_is_kept_over_pages(graph: Engine, kind: str) -> None:
    reader = Reader(graph, Audience.HUB)
    for sort in sorts_of(kind):
        whole = [row.thing.id for row in things_of(reader, kind, Asked(sort=sort)).rows]
        walked: list[str] = []
        page: Page | None = Page(2)
        while page:
            answer = things_of(reader, kind, Asked(sort=sort), page=page)
            walked += [row.thing.id for row in answer.rows]
            page = Page(2, answer.next) if answer.next else None
        assert walked == whole, sort


def test_most_first(graph: Engine) -> None:
    answer = things_of(Reader(graph), "city", Asked(sort="-learned"))

    learned = [row.counts["learned"] for row in answer.rows]
    assert learned == sorted(learned, reverse=True)
    assert learned[0] > 0


def test_flows_by_columns_are_those_of_the_graph(graph: Engine) -> None:
    """One question, two ways to it."""
    reader = Reader(graph, Audience.HUB)
    choices: tuple[dict[str, Any], ...] = (
        {"learner": "city:dalma"},
        {"teacher": "city:arda", "practice": "practice:youth-engagement"},
        {},
    )
    for chosen in choices:
        for as_of in (None, date(2024, 12, 31)):
            simple = flows(reader, as_of=as_of, **chosen)
            by_columns = flows(reader, as_of=as_of, facets=("kind",), **chosen)
            assert simple == by_columns.model_copy(update={"facets": (), "loosen": {}})
            assert simple.total == sum(value.count for value in by_columns.facets[0].values)


def test_rows_hold_fields_names_and_only_what_is_asked_for(graph: Engine) -> None:
    reader = Reader(graph)
    (row,) = things_of(reader, "city", Asked({"country": ["country:lb"]}, name="arda")).rows
    assert row.details["population"] == 160000
    assert row.things["country"][0].name == "Lebanon"
    assert (row.record, row.evidence) == (None, ())

    (few,) = things_of(
        reader, "implementation", Asked(name="arda", fields=("stage", "actor"), include=("evidence", "record"))
    ).rows
    assert few.details == {"stage": "in-use"}
    assert few.things.keys() == {"actor"}
    assert few.evidence == ("evidence:council",)
    assert few.record is not None


@pytest.mark.parametrize(
    "asked",
    [{"filters": {"colour": ["red"]}}, {"filters": {"stage": ["red"]}}, {"sort": "-name"}, {"facets": ["colour"]},
     {"include": ["all"]}, {"name": "!"}],
)  # fmt: skip
def test_what_a_kind_does_not_have_is_refused(graph: Engine, asked: dict[str, Any]) -> None:
    with pytest.raises(QuestionError) as caught:
        things_of(Reader(graph), "city", Asked(**asked))

    assert caught.value.fix
