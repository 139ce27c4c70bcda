"""What the first question of its kind takes, asked of a service that has just started."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from tests.support.service import ServiceProcess

#: Each asked once of a service of its own, with nothing else asked at the same time.
FIRST: Final[Mapping[str, str]] = {
    "entity": "/v1/cities/city:c0",
    "type-ahead": "/v1/search?q=City+1&limit=10",
    "list of cities": "/v1/cities?sort=-learned&facets=country&facets=practice",
    "list of flows": "/v1/flows?country=ma&facets=kind&facets=year",
    "lineage": "/v1/practices/practice:p40/lineage",
    "path": "/v1/path?from=city:c7&to=city:c4321",
    "matrix page": "/v1/matrix",
    "neighbourhood": "/v1/entities/city:c0/neighbourhood",
    "data quality": "/v1/quality",
    "statistics": "/v1/statistics/practices?sort=flows",
}


def first(
    start: Callable[[], ServiceProcess], *, wait: float, only: Collection[str] = FIRST
) -> Iterator[tuple[str, float, float]]:
    """Question, seconds of its first answer when asked at once, and so long after the start as `wait` says."""
    for name in only:
        taken = []
        for pause in (0.0, wait):
            with start() as service:
                time.sleep(pause)
                begun = time.perf_counter()
                service.get(FIRST[name], timeout=120).raise_for_status()
                taken.append(time.perf_counter() - begun)
        yield name, taken[0], taken[1]
