"""Sources: their dates cannot contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from practice_atlas.loaders.checks.records import Records
from practice_atlas.ontology.model import Source
from practice_atlas.ontology.problems import Problem


def check_sources(records: Records) -> Iterator[Problem]:
    """Sources that would have been retrieved before they were published."""
    for source in records.every(Source):
        published = source.published.earliest if source.published else None
        retrieved = source.retrieved.latest if source.retrieved else None
        if published and retrieved and retrieved < published:
            message = f"retrieved {source.retrieved}, before it was published ({source.published})"
            yield records.problem(source, "retrieved", "source.dates", message, "Correct one of the two dates.")
