"""Constraints and indexes of the graph, from the derived file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from practice_atlas.graph.engines.contract import Engine


@cache
def constraints() -> tuple[str, ...]:
    """The statements of `ontology/published/constraints.cypher`, one a line."""
    text = files("practice_atlas.ontology").joinpath("published/constraints.cypher").read_text(encoding="utf-8")
    return tuple(line.rstrip(";") for line in text.splitlines() if line.strip() and not line.startswith("//"))


def prepare(engine: Engine) -> None:
    """Make what is missing of them."""
    engine.prepare(constraints())
