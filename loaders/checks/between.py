"""The checks between records, one after the other. What one record refers to has been checked before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from practice_atlas.loaders.checks.citations import check_citations
from practice_atlas.loaders.checks.cycles import check_cycles
from practice_atlas.loaders.checks.flows import check_flows
from practice_atlas.loaders.checks.parts import check_parts
from practice_atlas.loaders.checks.records import Records
from practice_atlas.loaders.checks.sources import check_sources
from practice_atlas.loaders.checks.statements import check_statements
from practice_atlas.ontology.problems import Problem

_CHECKS: Final[tuple[Callable[[Records], Iterator[Problem]], ...]] = (
    check_sources,
    check_cycles,
    check_citations,
    check_parts,
    check_statements,
    check_flows,
)


def check_between(records: Records) -> Iterator[Problem]:
    """All problems that show only when records are seen together."""
    for check in _CHECKS:
        yield from check(records)
