"""Places for the items of a network: the same data always gives the same picture, byte for byte.

Communities (Louvain) start beside each other, then forces pull what is linked together; components apart from the
largest stand in a strip below, or they would squash it. Written out here since networkx' own layout needs numpy, which
is not among what this package installs; quadratic, so for pictures of at most some 300 items.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import cos, hypot, pi, sin
from typing import Final

import networkx as nx

Place = tuple[float, float]
Places = dict[int, Place]

#: Length of a link at rest, in pixels: room for a label under each item.
REST: Final = 130.0
#: Links are some 60 in a picture; beyond this much work per round there are fewer rounds.
_WORK: Final = 900_000
_MOST_ROUNDS: Final = 300
_PULL_TO_MIDDLE: Final = 0.15
_ROW: Final = 6 * REST


def layout(names: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """Name → place. Works on numbers in the order of the names, since sets of text differ from run to run."""
    ordered = sorted(set(names))
    number = {name: position for position, name in enumerate(ordered)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ordered)))
    weights = Counter((min(ends), max(ends)) for ends in ((number[a], number[b]) for a, b in links))
    for (start, end), weight in sorted(weights.items()):
        graph.add_edge(start, end, weight=weight)
    components = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    placed = [_component(graph, part) for part in components]
    return {ordered[key]: place for key, place in _side_by_side(placed).items()}


def _component(graph: nx.Graph[int], members: Sequence[int]) -> Places:
    if len(members) == 1:
        return {members[0]: (0.0, 0.0)}
    sub = graph.subgraph(members)
    places = _start(sub, members)
    links = sorted((min(a, b), max(a, b), float(found["weight"])) for a, b, found in sub.edges(data=True))
    rounds = max(40, min(_MOST_ROUNDS, _WORK // (len(members) ** 2)))
    for turn in range(rounds):
        places = _moved(places, members, links, REST * (1 - turn / rounds))
    return {key: (round(x, 1), round(y, 1)) for key, (x, y) in places.items()}


def _start(graph: nx.Graph[int], members: Sequence[int]) -> Places:
    """Communities on a circle, the members of each on a circle of its own."""
    found = nx.community.louvain_communities(graph, weight="weight", seed=1)
    communities = sorted(sorted(part) for part in found)
    radius = REST * len(members) / 6
    places: Places = {}
    for position, part in enumerate(communities):
        middle = _on_circle(position, len(communities), radius if len(communities) > 1 else 0.0)
        for seat, member in enumerate(part):
            x, y = _on_circle(seat, len(part), REST * len(part) / 5)
            places[member] = (middle[0] + x, middle[1] + y)
    return places


def _on_circle(position: int, count: int, radius: float) -> Place:
    angle = 2 * pi * position / count + 0.1
    return radius * cos(angle), radius * sin(angle)


def _moved(
    places: Places, members: Sequence[int], links: Sequence[tuple[int, int, float]], longest_step: float
) -> Places:
    """One round: all push each other away, links pull, and everything leans to the middle."""
    forces = {key: [-x * _PULL_TO_MIDDLE, -y * _PULL_TO_MIDDLE] for key, (x, y) in places.items()}
    for position, one in enumerate(members):
        x, y = places[one]
        own = forces[one]
        for other in members[position + 1 :]:
            dx, dy = x - places[other][0], y - places[other][1]
            push = REST * REST / max(dx * dx + dy * dy, 1.0)
            own[0] += dx * push
            own[1] += dy * push
            forces[other][0] -= dx * push
            forces[other][1] -= dy * push
    for one, other, weight in links:
        dx, dy = places[one][0] - places[other][0], places[one][1] - places[other][1]
        pull = hypot(dx, dy) / REST * min(weight, 3)
        for key, sign in ((one, -1), (other, 1)):
            forces[key][0] += sign * dx * pull
            forces[key][1] += sign * dy * pull
    return {key: _step(places[key], forces[key], longest_step) for key in members}


def _step(place: Place, force: Sequence[float], longest: float) -> Place:
    length = hypot(force[0], force[1])
    scale = min(0.1, longest / length) if length else 0.0
    return place[0] + force[0] * scale, place[1] + force[1] * scale


def _side_by_side(components: Sequence[Places]) -> Places:
    """The largest component above, the others in rows below it."""
    if not components:
        return {}
    placed = _at_corner(components[0], 0.0, 0.0)
    width = max(_ROW, max((x for x, _ in placed.values()), default=0.0))
    left, top = 0.0, max((y for _, y in placed.values()), default=0.0) + 1.2 * REST
    height = 0.0
    for component in components[1:]:
        sized = _at_corner(component, 0.0, 0.0)
        wide, high = (max(place[axis] for place in sized.values()) for axis in (0, 1))
        if left and left + wide > width:
            left, top, height = 0.0, top + height + REST, 0.0
        placed |= _at_corner(component, left, top)
        left, height = left + wide + REST, max(height, high)
    return placed


def _at_corner(places: Places, left: float, top: float) -> Places:
    x0, y0 = (min(place[axis] for place in places.values()) for axis in (0, 1))
    return {key: (round(x - x0 + left, 1), round(y - y0 + top, 1)) for key, (x, y) in places.items()}
