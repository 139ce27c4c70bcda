"""What a map draws of a part of the network, and what it leaves to the table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import snapshot
from practice_atlas.graph.writing import load
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.map_data import on_map
from practice_atlas.visualisations.network_data import network_data, part_of
from practice_atlas.visualisations.network_page import network_page
from practice_atlas.visualisations.selection import slice_of
from tests.support.sample import sample

#: Elin lies where degrees are zero, which is a place like any.
PLACES = {"city:dalma": {"latitude": 34.0, "longitude": 45.0}, "city:elin": {"latitude": 0.0, "longitude": 0.0}}


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The sample, in which all cities with learning but Bela have a place."""
    with open_engine(f"embedded:{tmp_path_factory.mktemp('map') / 'graph'}", writable=True) as engine:
        load(engine, sample(changed=PLACES))
        yield Reader(engine)


def test_cities_with_a_place_are_drawn_and_the_rest_is_counted(placed: Reader) -> None:
    """Bela has none, nor have institutions; what leads to them is in the table alone."""
    taken = snapshot(placed.engine)
    data = network_data(taken)
    found = on_map(data)

    assert {item.name for item in found.placed} == {"Arda", "Dalma", "Elin"}
    assert {item.name for item in found.off} == {"Bela", "Regional Hub", "Ministry of Interior"}
    names = {item.id for item in found.placed}
    drawn = [link for link in data.links if {data.items[link.start].id, data.items[link.end].id} <= names]
    assert found.drawn == len(drawn) > 0
    assert {"flow:arda-dalma", "flow:arda-elin"} <= {link.record for link in drawn}


def test_a_page_counts_what_it_shows_and_no_more(placed: Reader) -> None:
    """Of a slice, not of the whole."""
    taken = snapshot(placed.engine)
    data = network_data(taken)
    found = slice_of(placed, taken, filters=Filters(kind="exposed"))
    page = network_page(data, found)

    assert (len(page.rows), page.map.drawn) == (1, 0)
    assert [item.name for item in page.map.placed] == ["Dalma"]
    assert [item.name for item in page.map.off] == ["Bela"]
    assert len(page.map.placed) + len(page.map.off) == page.shown == len(part_of(data, found).items)
