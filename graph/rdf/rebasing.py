"""Addresses of things under another beginning, for operators who want them to lead to their own service.

Only things move: the vocabulary and its codes are the same wherever the data are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from pyoxigraph import NamedNode, Quad, Triple

from practice_atlas.ontology.terms import THINGS

_Said = TypeVar("_Said", Triple, Quad)


def rebased(said: Iterable[_Said], things: str) -> Iterator[_Said]:
    """The same with the addresses of things beginning with `things`; as they are, where they do already."""
    return iter(said) if things == THINGS else (_rebased(item, things) for item in said)


def moved(address: str, things: str) -> str:
    """An address under the other beginning, where it is that of a thing."""
    return things + address.removeprefix(THINGS) if address.startswith(THINGS) else address


def _rebased(item: _Said, things: str) -> _Said:
    subject, predicate = _moved(item.subject, things), _moved(item.predicate, things)
    value = _moved(item.object, things)
    if isinstance(item, Quad):
        return Quad(subject, predicate, value, _moved(item.graph_name, things))
    return Triple(subject, predicate, value)


@lru_cache(maxsize=65_536)
def _node(address: str, things: str) -> NamedNode:
    return NamedNode(moved(address, things))


def _moved(term: Any, things: str) -> Any:
    if isinstance(term, Triple):
        return _rebased(term, things)
    return _node(term.value, things) if isinstance(term, NamedNode) else term
