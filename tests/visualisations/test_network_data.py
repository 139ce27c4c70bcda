"""The whole network as data, its parts, and what hides links."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import snapshot
from practice_atlas.graph.writing import load
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.layout import layout
from practice_atlas.visualisations.network_data import NetworkData, network_data, part_of
from practice_atlas.visualisations.network_page import network_page
from practice_atlas.visualisations.selection import network, slice_of
from tests.support.sample import sample

LABELS = ("Practice", "Country", "Kind", "How sure, at least", "Partner", "Stage of what came of it")


def records(data: NetworkData) -> set[str]:
    """What its links stand for."""
    return {link.record for link in data.links}


def test_every_item_and_link_is_there_at_its_place(reader: Reader) -> None:
    """Ends are positions; what an item lies in is named; ties are not gathered."""
    data = network_data(snapshot(reader.engine))
    view = network(reader)
    by_record = {link.record: link for link in data.links}
    flow = by_record["flow:arda-elin"]

    assert {item.id for item in data.items} == {item.thing.id for item in view.items}
    assert len({(item.x, item.y) for item in data.items}) == len(data.items) == data.total
    assert (data.items[flow.start].name, data.items[flow.end].name) == ("Arda", "Elin")
    assert flow.says.startswith("Elin learned from Arda")
    assert flow.subjects == ("practice:youth-engagement", "theme:youth")
    assert (flow.kind, flow.learning, flow.grade) == ("flow", "inspired", "C")
    assert flow.evidence
    assert set(data.looks) == {"city", "institution"}


def test_what_can_be_chosen_occurs(reader: Reader) -> None:
    """A country without a link is no choice, a region names just the countries that are here."""
    choices = network_data(snapshot(reader.engine)).choices

    assert [choice.name for choice in choices.countries] == ["Iraq", "Lebanon", "Morocco"]
    assert {choice.id: choice.countries for choice in choices.regions}["northern-africa"] == ("country:ma",)
    assert [choice.id for choice in choices.themes] == ["theme:youth"]
    assert {"flow", "inspired", "exposed", "partnership", "support", "work"} == {item.id for item in choices.kinds}


def test_what_is_closed_is_not_in_it(reader: Reader) -> None:
    """Nor in the choices."""
    public, hub = (network_data(snapshot(reader.engine, who)) for who in (Audience.PUBLIC, Audience.HUB))

    assert records(hub) - records(public) == {"flow:hidden"}
    assert "Tunisia" not in repr(public)
    assert "Tunisia" in repr(hub.choices.countries)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(kind="flow"), {"flow:arda-dalma", "flow:bela-dalma", "flow:arda-elin"}),
        (Filters(kind="exposed"), {"flow:bela-dalma"}),
        (Filters(country="country:iq"), {"flow:arda-dalma", "flow:bela-dalma", "implementation:dalma-council"}),
        (Filters(country="country:lb", kind="flow"), {"flow:arda-dalma", "flow:arda-elin"}),
        (Filters(practice="practice:youth-council"), {"implementation:elin-council", "implementation:dalma-council"}),
        (Filters(grade="A"), set()),
        (Filters(partner="institution:hub", kind="flow"), {"flow:arda-dalma", "flow:bela-dalma"}),
        (Filters(partner="institution:ministry"), set()),
        (Filters(stage="adopted"), {"flow:arda-elin", "implementation:elin-council"}),
        (Filters(stage="designing"), set()),
    ],
    ids=("kind", "learning", "country", "country-and-kind", "practice", "grade", "partner", "part", "stage", "past"),
)
def test_a_filter_hides_the_rest(reader: Reader, filters: Filters, left: set[str]) -> None:
    """A practice stands for its forms, a country for either end."""
    taken = snapshot(reader.engine)
    found = slice_of(reader, taken, filters=filters)
    about = {link.record for link in found.links if link.kind in ("flow", "support")}

    assert about == {name for name in left if name in records(network_data(taken))}
    assert set(filters.told(taken.records)) <= {*LABELS}


@pytest.mark.parametrize(
    ("day", "stage", "shown"),
    [
        (date(2025, 2, 16), "designing", False),
        (date(2025, 2, 17), "adopted", True),
        (date(2025, 12, 31), "paused", False),
        (date(2026, 1, 31), "paused", True),
        (None, "adopted", False),
    ],
)
def test_a_stage_is_that_of_the_day(tmp_path: Path, day: date | None, stage: str, shown: bool) -> None:
    """A council that was set up and later paused, as a source of January 2026 says."""
    stages = [{"stage": "designing"}, {"stage": "adopted", "when": "2025-02-17"}, {"stage": "paused"}]
    changed: dict[str, dict[str, Any]] = {
        "implementation:elin-council": {"stages": stages},
        "flow:arda-elin": {"when": "2024-01"},
    }
    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as engine:
        load(engine, sample(changed=changed))
        found = slice_of(Reader(engine), snapshot(engine), as_of=day, filters=Filters(stage=stage))

    assert ("flow:arda-elin" in {link.record for link in found.links}) == shown


def test_a_wider_practice_and_its_theme_stand_for_its_forms(reader: Reader) -> None:
    taken = snapshot(reader.engine)
    council, engagement, theme = (
        {link.record for link in slice_of(reader, taken, filters=filters).links}
        for filters in (
            Filters(practice="practice:youth-council"),
            Filters(practice="practice:youth-engagement"),
            Filters(theme="theme:youth"),
        )
    )

    assert council < engagement <= theme


def test_a_part_keeps_its_places_and_names_nothing_else(reader: Reader) -> None:
    """The places of the whole; ends point into the part; no choice that does not occur in it."""
    taken = snapshot(reader.engine)
    whole = network_data(taken)
    part = part_of(whole, slice_of(reader, taken, "city:bela", filters=Filters(kind="exposed")))
    places = {item.id: (item.x, item.y) for item in whole.items}

    assert {item.name for item in part.items} == {"Bela", "Dalma"}
    assert all(places[item.id] == (item.x, item.y) for item in part.items)
    assert [(part.items[link.start].name, part.items[link.end].name) for link in part.links] == [("Bela", "Dalma")]
    assert "Arda" not in repr(part)
    assert "Lebanon" not in repr(part)


def test_what_is_expanded_is_shown_beyond_the_limit(reader: Reader) -> None:
    """All that is beside it; what is not known or hidden brings nothing."""
    taken = snapshot(reader.engine)
    few, more = (
        slice_of(reader, taken, "city:bela", limit=2, more=also) for also in ((), ("city:elin", "city:hidden"))
    )

    assert len(few.chosen) == 2
    assert {"city:elin", "city:arda"} <= more.chosen
    assert "city:hidden" not in more.chosen


def test_a_page_says_where_the_explorer_starts(reader: Reader) -> None:
    """A practice stands for those that have to do with it."""
    taken = snapshot(reader.engine)
    page = network_page(network_data(taken), slice_of(reader, taken, "practice:youth-council"))

    assert {"city:elin", "city:dalma"} <= set(page.seeds)
    assert len(page.rows) == len(slice_of(reader, taken, "practice:youth-council").links)


def test_a_large_network_keeps_its_communities_together() -> None:
    """Twenty communities of thirty, with a few links between: the nearest ten of each are mostly of its own."""
    names = [f"n{number:03}" for number in range(600)]
    inside = [
        (names[number], names[number // 30 * 30 + (number * step + 1) % 30]) for number in range(600) for step in (1, 7)
    ]
    between = [(names[number], names[(number * 7 + 40) % 600]) for number in range(0, 600, 10)]
    places = layout(names, [(a, b) for a, b in inside + between if a != b])
    same = []
    for number, name in enumerate(names):
        x, y = places[name]
        near = sorted(names, key=lambda other: (places[other][0] - x) ** 2 + (places[other][1] - y) ** 2)[1:11]
        same += [int(other[1:]) // 30 == number // 30 for other in near]

    assert sum(same) / len(same) > 0.7
