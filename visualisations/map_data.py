"""What a map draws of a part of the network: cities at their places, and the connections between them.

The explorer leaves out the same (explorer/src/scene.ts).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from practice_atlas.visualisations.network_data import DataItem, NetworkData

View = Literal["network", "map"]


@dataclass(frozen=True, slots=True)
class OnMap:
    """`placed` of the items are drawn, and `off` are not, since they have no place; `drawn` connections are, too."""

    placed: tuple[DataItem, ...]
    off: tuple[DataItem, ...]
    drawn: int


def on_map(part: NetworkData) -> OnMap:
    """What is drawn of a part, and what is not."""
    has = [item.latitude is not None and item.longitude is not None for item in part.items]
    return OnMap(
        placed=tuple(item for item, placed in zip(part.items, has, strict=True) if placed),
        off=tuple(item for item, placed in zip(part.items, has, strict=True) if not placed),
        drawn=sum(has[link.start] and has[link.end] and link.start != link.end for link in part.links),
    )
