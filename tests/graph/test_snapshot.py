"""The whole graph in memory: a network in which nothing collapses."""

from __future__ import annotations

from collections import Counter

import pytest

from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import POINTS, Snapshot, network_of, snapshot
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.vocabularies import Audience
from tests.support.sample import records, sample

FLOW = {"learner": "city:a", "teacher": "country:lb", "practice": "practice:p", "flow_kind": "adapted"}


@pytest.fixture(scope="module")
def public(reader: Reader) -> Snapshot:
    return snapshot(reader.engine)


def test_it_holds_the_records_that_the_audience_may_see(reader: Reader, public: Snapshot) -> None:
    hub = snapshot(reader.engine, Audience.HUB)

    assert public.records == visible(sample().records, Audience.PUBLIC)
    assert hub.records == sample().records
    assert "city:hidden" not in public.graph
    assert "city:hidden" in hub.graph
    assert public.revision == hub.revision


def test_points_are_things_with_names_and_relationships_have_records(public: Snapshot) -> None:
    points = {record.id for record in public.records.values() if isinstance(record, POINTS)}

    assert points <= set(public.graph.nodes)
    assert all(data["name"] and data["kind"] for _, data in public.graph.nodes(data=True))
    assert all(data["relation"] and data["record"] for _, _, data in public.graph.edges(data=True))
    assert public.graph.nodes["city:arda"] == {
        "kind": "city", "name": "Arda", "country": "LB", "latitude": 33.5, "longitude": 35.4, "population": 160000,
        "geonames": 1,
    }  # fmt: skip


def test_relationships_of_every_kind(public: Snapshot) -> None:
    told = Counter(data["relation"] for _, _, data in public.graph.edges(data=True))

    assert set(told) == {
        "taught", "took part in", "informed", "led to", "implements", "is an instance of", "supports", "is member of",
        "has a partnership with", "is a form of",
    }  # fmt: skip
    assert told["taught"] == 3  # the planned one has an unnamed learner


def test_two_flows_between_the_same_two_are_two() -> None:
    practice = {"id": "practice:p", "name": "P"}
    found = records(practice, {"id": "flow:one", **FLOW}, {"id": "flow:two", **FLOW, "when": "2024"})
    graph = network_of({record.id: record for record in found})

    assert set(graph["country:lb"]["city:a"]) == {"flow:one#flow", "flow:two#flow"}
    assert graph["country:lb"]["city:a"]["flow:two#flow"]["known_by"] == "2024-12-31"
    assert graph.nodes["country:lb"] == {"kind": "country", "name": "Lebanon"}
    assert graph.nodes["city:a"] == {"kind": "city", "name": "city:a"}


def test_dates_and_grades_travel_with_a_flow(public: Snapshot) -> None:
    flow = public.graph["city:arda"]["city:elin"]["flow:arda-elin#flow"]

    assert (flow["flow_kind"], flow["state"], flow["led_to"]) == ("inspired", "done", "implementation:elin-council")
    assert (flow["known_by"], flow["grade"], flow["evidence"]) == ("2025-02-17", "C", "evidence:council")
    assert "when" not in flow
