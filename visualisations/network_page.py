"""What the page of the network says: the slice as rows, what there is to choose, and where the explorer starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.visualisations.map_data import OnMap, on_map
from practice_atlas.visualisations.network_data import Choices, DataItem, DataLink, NetworkData, part_of
from practice_atlas.visualisations.selection import Slice
from practice_atlas.visualisations.way import Way

#: Rows that are written into a page or file; a script lists the rest (explorer/src/network.ts).
MOST_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A connection: who shared and who learned, or the two ends of a tie."""

    start: DataItem
    end: DataItem
    link: DataLink


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The first rows of the table, of `links`, and `shown` of `total` items; `seeds` are what the focus stands for, and
    `map` says what of it a map draws. `cities` are those between which a way can be asked for.
    """

    centre: Thing | None
    seeds: tuple[str, ...]
    rows: tuple[Row, ...]
    links: int
    names: tuple[str, ...]
    cities: tuple[str, ...]
    way: Way | None
    choices: Choices
    looks: tuple[str, ...]
    shown: int
    total: int
    notes: tuple[str, ...]
    map: OnMap


def rows_of(part: NetworkData) -> tuple[Row, ...]:
    """The first rows of the table."""
    return tuple(Row(part.items[link.start], part.items[link.end], link) for link in part.links[:MOST_ROWS])


def network_page(data: NetworkData, found: Slice) -> NetworkPage:
    """The page of a slice of the network."""
    part = part_of(data, found)
    return NetworkPage(
        centre=found.centre,
        seeds=tuple(sorted(found.seeds)),
        rows=rows_of(part),
        links=len(part.links),
        names=tuple(item.name for item in data.items),
        cities=tuple(item.name for item in data.items if item.kind == "city"),
        way=found.way,
        choices=data.choices,
        looks=tuple(data.looks),
        shown=len(part.items),
        total=found.total,
        notes=data.notes,
        map=on_map(part),
    )
