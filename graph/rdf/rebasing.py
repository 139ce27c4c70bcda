"""Addresses of things under another beginning, for operators who want them to lead to their own service.

Only things move: the vocabulary and its codes are the same wherever the data are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, Triple

from practice_atlas.ontology.terms import THINGS

_Said = TypeVar("_Said", Triple, Quad)


def rebased(said: Iterable[_Said], things: str) -> Iterator[_Said]:
    """The same with the addresses of things beginning with `things`; as they are, where they do already."""
    if things == THINGS:
        yield from said
        return
    for item in said:
        subject, predicate, value = (_moved(node, things) for node in (item.subject, item.predicate, item.object))
        if isinstance(item, Quad):
            yield Quad(subject, predicate, value, _moved(item.graph_name, things))
        else:
            yield Triple(subject, predicate, value)


def moved(address: str, things: str) -> str:
    """An address under the other beginning, where it is that of a thing."""
    return things + address.removeprefix(THINGS) if address.startswith(THINGS) else address


@lru_cache(maxsize=65_536)
def _node(address: str, things: str) -> NamedNode:
    return NamedNode(moved(address, things))


def _moved(node: object, things: str) -> object:
    return _node(node.value, things) if isinstance(node, NamedNode) else node
