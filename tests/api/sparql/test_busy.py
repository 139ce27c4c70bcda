"""Many slow questions at once: the others of the service are answered meanwhile, and nobody waits for ever."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest

from tests.api.sparql.conftest import LIMITS, Endpoint

pytestmark = pytest.mark.alone

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_slow_questions_keep_nobody_else(endpoint: Endpoint) -> None:
    assert endpoint.query("ASK { }").status_code == 200
    began = time.monotonic()
    slow = [endpoint.client.soon("GET", f"/sparql?query={quote(SLOW)}") for _ in range(40)]
    waits = []
    while not all(answer.done() for answer in slow):
        asked = time.monotonic()
        assert endpoint.client.get("/v1/cities").status_code == 200
        waits.append(time.monotonic() - asked)
    statuses = [answer.result().status_code for answer in slow]

    assert time.monotonic() - began < 4 * LIMITS.seconds
    assert statuses.count(504) == LIMITS.at_once + LIMITS.waiting
    assert statuses.count(503) == 40 - LIMITS.at_once - LIMITS.waiting
    assert all(answer.result().headers["retry-after"] for answer in slow if answer.result().status_code == 503)
    assert len(waits) > 10
    assert max(waits) < LIMITS.seconds
