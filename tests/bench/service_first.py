"""What the first question of its kind takes, asked of a service that has just started."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from typing import Final

from tests.support.service import ServiceProcess

#: Each asked once, with nothing else asked at the same time.
FIRST: Final[Mapping[str, str]] = {
    "entity": "/v1/cities/city:c0",
    "mentors": "/v1/cities/city:c1/mentors?practice=practice:p1",
    "opportunities": "/v1/replication-opportunities",
    "type-ahead": "/v1/search?q=City+1&limit=10",
    "list of cities": "/v1/cities?sort=-learned&facets=country&facets=practice",
    "list of flows": "/v1/flows?country=ma&facets=kind&facets=year",
    "lineage": "/v1/practices/practice:p9/lineage",
    "path": "/v1/path?from=city:c7&to=city:c9",
    "matrix page": "/v1/matrix",
    "neighbourhood": "/v1/entities/city:c0/neighbourhood",
    "data quality": "/v1/quality",
    "statistics": "/v1/statistics/practices?sort=flows",
}
_READY: Final = re.compile(r"is ready for \w+: ([\d.]+) s")
_PATIENCE: Final = 600.0
_BEING_MADE: Final = 503


def at_once(start: Callable[[], ServiceProcess], name: str) -> float:
    """Seconds of the first answer of a service that has just started."""
    with start() as service:
        return seconds(service, name)


def seconds(service: ServiceProcess, name: str) -> float:
    """How long a question of FIRST takes; who is told that it is being worked out asks again, as a client would."""
    begun = time.perf_counter()
    while (answer := service.get(FIRST[name], timeout=120)).status_code == _BEING_MADE:
        if time.perf_counter() > begun + _PATIENCE:
            break
        time.sleep(1)
    answer.raise_for_status()
    return time.perf_counter() - begun


def settled(service: ServiceProcess, workers: int) -> float:
    """Waits until every worker has made ready what it keeps, as its log says; the seconds that the slowest took."""
    deadline = time.monotonic() + _PATIENCE
    while len(told := _READY.findall(service.log.read_text(encoding="utf-8"))) < workers:
        if time.monotonic() > deadline:
            raise TimeoutError("the service did not settle")
        time.sleep(0.2)
    return max(map(float, told))
