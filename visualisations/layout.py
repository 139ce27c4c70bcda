"""Places for the items of a network: the same data always gives the same picture, byte for byte.

Communities (Louvain) start beside each other, then forces pull what is linked together (Fruchterman and Reingold,
doi:10.1002/spe.4380211102); components apart from the largest stand in a strip below, or they would squash it. Written
out here since networkx' own layout lets no community stay together and takes 5 s at 1,000 items (decisions/0037).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

Place = tuple[float, float]
Points = NDArray[np.float64]  # one row for each item: x to the right, y down, in pixels

#: Length of a link at rest, in pixels: room for a label under each item.
REST: Final = 130.0
#: Beyond this distance nothing pushes: that is what keeps large networks quick.
_FAR: Final = 2.5 * REST
#: Up to this many items each pushes each other, however far.
_ALL_PUSH: Final = 400
_MOST_ROUNDS: Final = 300
_FEWEST_ROUNDS: Final = 60
#: More items, fewer rounds: they start beside their community anyway.
_WORK: Final = 40_000
#: A link between communities pulls so much less than one within, in small pictures and in large ones.
_BETWEEN: Final = (0.3, 0.03)
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
    placed = _side_by_side([_component(graph, part) for part in components])
    members = [member for part in components for member in part]
    return {ordered[member]: place for member, place in zip(members, placed, strict=True)}


def _component(graph: nx.Graph[int], members: Sequence[int]) -> Points:
    """The places of a component's members, in their order."""
    if len(members) == 1:
        return np.zeros((1, 2))
    seat = {member: position for position, member in enumerate(members)}
    sub = graph.subgraph(members)
    found = sorted((seat[min(a, b)], seat[max(a, b)], float(data["weight"])) for a, b, data in sub.edges(data=True))
    links = np.array(found)
    starts, ends = links[:, 0].astype(np.intp), links[:, 1].astype(np.intp)
    communities = _communities(sub, seat)
    own = np.zeros(len(members), dtype=np.intp)
    for number, part in enumerate(communities):
        own[part] = number
    strength = np.minimum(links[:, 2], 3) * np.where(own[starts] == own[ends], 1.0, _BETWEEN[len(members) > _ALL_PUSH])
    points = _start(communities)
    rounds = max(_FEWEST_ROUNDS, min(_MOST_ROUNDS, _WORK // len(members)))
    for turn in range(rounds):
        forces = _pushes(points) - points * _PULL_TO_MIDDLE * min(1.0, _ALL_PUSH / len(members))
        apart = points[starts] - points[ends]
        pulls = apart * (np.minimum(np.hypot(*apart.T), _FAR) / REST * strength)[:, None]
        forces += _summed(ends, pulls, len(members)) - _summed(starts, pulls, len(members))
        points = points + _steps(forces, REST * (1 - turn / rounds))
    return points


def _communities(graph: nx.Graph[int], seat: dict[int, int]) -> list[list[int]]:
    """The seats of each community, the largest first."""
    found = nx.community.louvain_communities(graph, weight="weight", seed=1)
    return sorted((sorted(seat[member] for member in part) for part in found), key=lambda part: (-len(part), part))


def _start(communities: Sequence[Sequence[int]]) -> Points:
    """Communities around the largest, as far apart as they are large; the members of each on a disc of its own."""
    count = sum(map(len, communities))
    points = np.zeros((count, 2))
    middles = _disc(len(communities)) * REST * max(1.0, (count / len(communities)) ** 0.5) * 1.5
    for middle, part in zip(middles, communities, strict=True):
        points[part] = middle + _disc(len(part)) * REST
    return points


def _disc(count: int) -> Points:
    """So many points evenly over a disc, about one apart: the seeds of a sunflower (doi:10.1016/0025-5564(79)90080-4).

    Moved a little off the middle, or a single pair would pull along an axis for ever.
    """
    index = np.arange(count) + 0.5
    radius, angle = np.sqrt(index) * 0.7, index * np.pi * (3 - 5**0.5)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _pushes(points: Points) -> Points:
    """What is near pushes each other away."""
    if len(points) <= _ALL_PUSH:
        first, second = np.triu_indices(len(points), 1)
    else:
        near = KDTree(points).query_pairs(_FAR, output_type="ndarray")
        first, second = near[:, 0], near[:, 1]
    apart = points[first] - points[second]
    pushes = apart * (REST * REST / np.maximum((apart * apart).sum(axis=1), 1.0))[:, None]
    return _summed(first, pushes, len(points)) - _summed(second, pushes, len(points))


def _summed(owners: NDArray[Any], forces: Points, count: int) -> Points:
    return np.column_stack([np.bincount(owners, forces[:, axis], count) for axis in (0, 1)])


def _steps(forces: Points, longest: float) -> Points:
    """A tenth of the force, and never farther than the round allows."""
    lengths = np.maximum(np.hypot(*forces.T), 1e-9)
    steps: Points = forces * np.minimum(0.1, longest / lengths)[:, None]
    return steps


def _side_by_side(components: Sequence[Points]) -> list[Place]:
    """The largest component above, the others in rows below it."""
    if not components:
        return []
    placed = [at_corner := components[0] - components[0].min(axis=0)]
    width, top = max(_ROW, at_corner[:, 0].max()), at_corner[:, 1].max() + 1.2 * REST
    left = height = 0.0
    for component in components[1:]:
        sized = component - component.min(axis=0)
        wide, high = sized.max(axis=0)
        if left and left + wide > width:
            left, top, height = 0.0, top + height + REST, 0.0
        placed.append(sized + np.array([left, top]))
        left, height = left + wide + REST, max(height, high)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in np.concatenate(placed)]
