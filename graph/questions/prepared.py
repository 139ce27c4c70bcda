"""What the first questions of a revision would wait for, made before they are asked.

At 100,000 flows these take from half a second to some seconds each, once a revision and audience; everything else that
is kept is made within milliseconds, or belongs to one thing alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, get_args

from practice_atlas.graph.pairings.opportunities import opportunities
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.connections import neighbours
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.groups import By
from practice_atlas.graph.questions.lists import Asked, chosen_flows, sorts_of, things_of
from practice_atlas.graph.questions.matrix import matrix
from practice_atlas.graph.questions.order import all_flows
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.search import search
from practice_atlas.graph.questions.statistics import statistics
from practice_atlas.graph.questions.ties import ties
from practice_atlas.graph.questions.weaknesses import weaknesses
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import LISTED, facets_of

#: Makes one thing, or what hangs together.
Preparing = Callable[[Reader], object]

_ONE: Final = Page(1)


def _list(kind: str, reader: Reader) -> None:
    """The rows of a kind, what they can be chosen by, and each of their orders."""
    if kind == "flow":
        chosen_flows(reader, Asked(facets=facets_of(kind)))
        return
    for sort in sorts_of(kind):
        things_of(reader, kind, Asked(sort=sort), page=_ONE)
    things_of(reader, kind, Asked(facets=facets_of(kind)), page=_ONE)


#: In the order in which they are missed most: what many questions stand on, then what takes longest.
PREPARED: Final[Sequence[Preparing]] = (
    lambda reader: search(reader, "a"),
    lambda reader: all_flows(reader, None, None),
    flow_columns,
    ties,
    *(partial(_list, kind) for kind in ("city", "practice", "flow")),
    partial(matrix, page=_ONE, across=_ONE),
    lambda reader: neighbours(reader, "learned"),
    lambda reader: neighbours(reader, "met"),
    partial(matrix, columns="countries", page=_ONE, across=_ONE),
    weaknesses,
    lambda reader: opportunities(reader, own_weights(), many=1),  # and what all recommendations stand on
    *(partial(statistics, by=by, page=_ONE) for by in get_args(By)),
    *(partial(_list, kind) for kind in LISTED if kind not in ("city", "practice", "flow")),
)
