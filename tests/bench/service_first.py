"""What the first question of its kind takes, asked of a service that has just started."""

from __future__ import annotations

import re
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
_READY: Final = re.compile(r"is ready for \w+: ([\d.]+) s")
_PATIENCE: Final = 600.0


def first(
    start: Callable[[], ServiceProcess], workers: int, settles: bool, only: Collection[str] = FIRST
) -> Iterator[tuple[str, float, float]]:
    """Question, seconds of its first answer when asked at once, and when the service has made ready what it keeps.

    A small graph does not settle: nothing of it is made before it is asked for.
    """
    for name in only:
        with start() as service:
            at_once = _seconds(service, FIRST[name])
        with start() as service:
            if settles:
                settled(service, workers)
            yield name, at_once, _seconds(service, FIRST[name])


def settled(service: ServiceProcess, workers: int) -> float:
    """Waits until every worker has made ready what it keeps, as its log says; the seconds that the slowest took."""
    deadline = time.monotonic() + _PATIENCE
    while len(told := _READY.findall(service.log.read_text(encoding="utf-8"))) < workers:
        if time.monotonic() > deadline:
            raise TimeoutError("the service did not settle")
        time.sleep(0.2)
    return max(map(float, told))


def _seconds(service: ServiceProcess, address: str) -> float:
    begun = time.perf_counter()
    service.get(address, timeout=120).raise_for_status()
    return time.perf_counter() - begun
