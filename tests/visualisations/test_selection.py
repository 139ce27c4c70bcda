"""Which slice is shown."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.lists import Asked, things_of
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import snapshot
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience, Stage
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.selection import network
from practice_atlas.visualisations.view import NetworkView


def names(view: NetworkView) -> set[str]:
    """Names of the items shown."""
    return {item.label for item in view.items}


def test_the_whole_network(reader: Reader) -> None:
    """Flows that are done are arrows; ties of institutions are quieter."""
    view = network(reader)

    assert names(view) == {"Arda", "Bela", "Dalma", "Elin", "Regional Hub", "Ministry of Interior"}
    assert (view.shown, view.total, view.audience) == (6, 6, "public")
    flows = {(link.start, link.end, link.record) for link in view.links if link.directed}
    assert ("city:arda", "city:elin", "flow:arda-elin") in flows
    assert {link.kind for link in view.links} == {"flow", "partnership", "support", "work"}
    assert {link.record: link.grade for link in view.links}["flow:arda-elin"] == "C"
    assert any("planned" in note for note in view.notes)


@pytest.mark.parametrize("stage", Stage)
def test_learning_is_at_the_stage_at_which_lists_have_it(reader: Reader, stage: Stage) -> None:
    shown = {link.record for link in network(reader, filters=Filters(stage=stage.value)).links if link.directed}
    listed = things_of(reader, "flow", Asked(filters={"stage": [stage.value]}), page=Page(100)).rows

    assert shown == {row.thing.id for row in listed}
    assert shown == ({"flow:arda-elin"} if stage is Stage.ADOPTED else set())


def test_a_focus_shows_what_is_around(reader: Reader) -> None:
    """Two steps away, not more."""
    view = network(reader, "city:bela")

    assert names(view) == {"Bela", "Dalma", "Arda"}
    assert view.filters == {"Around": "Bela"}
    assert view.title.endswith("around Bela")


@pytest.mark.parametrize("focus", ["practice:youth-council", "engagement:exchange", "country:ma", "intention:request"])
def test_any_record_can_be_the_focus(reader: Reader, focus: str) -> None:
    """It stands for those it names."""
    assert "Elin" in names(network(reader, focus)) or "Dalma" in names(network(reader, focus))


def test_something_without_connections_is_shown_alone(reader: Reader) -> None:
    """Rather than an error."""
    view = network(reader, "city:tripoli-ly")

    assert names(view) == {"Tripoli"}
    assert view.links == ()


def test_a_limit_says_of_how_many(reader: Reader) -> None:
    """And where to look for the rest."""
    view = network(reader, limit=2)

    assert (view.shown, view.total) == (2, 6)
    assert any("left out" in note for note in view.notes)


def test_as_of_a_day(reader: Reader) -> None:
    """Nothing that was not certainly so by then."""
    view = network(reader, as_of=date(2024, 10, 1))

    assert {link.record for link in view.links if link.directed} == {"flow:arda-dalma", "flow:bela-dalma"}
    assert view.filters == {"As of": "2024-10-01"}


def test_what_is_closed_is_not_in_it(reader: Reader) -> None:
    """The hub sees one city more."""
    assert network(reader).total == 6
    assert network(Reader(reader.engine, Audience.HUB)).total == 7
    with pytest.raises(UnknownEntityError):
        network(reader, "city:hidden")


def test_a_snapshot_at_hand_is_used(reader: Reader) -> None:
    """The view is the same."""
    assert network(reader, taken=snapshot(reader.engine)) == network(reader)
