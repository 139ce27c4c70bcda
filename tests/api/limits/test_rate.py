"""The rate: a minute's requests at once, then as they come back, each caller for himself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.api.limits import rate
from practice_atlas.api.limits.rate import WINDOW, Rate


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_requests_then_no_more() -> None:
    clock = Clock()
    limit = Rate("address", 3, clock)

    taken = [limit.take("a") for _ in range(4)]

    assert [one.remaining for one in taken] == [2, 1, 0, 0]
    assert [one.retry_after for one in taken] == [None, None, None, 20]
    assert limit.take("b").retry_after is None


def test_who_waits_as_told_is_answered() -> None:
    clock = Clock()
    limit = Rate("address", 7, clock)
    refused = next(one for one in (limit.take("a") for _ in range(20)) if one.retry_after)

    clock.now += refused.retry_after or 0

    assert limit.take("a").retry_after is None


def test_headers_say_what_is_left() -> None:
    limit = Rate("key", 60, Clock())

    assert limit.headers(limit.take("a")) == {"RateLimit-Policy": '"key";q=60;w=60', "RateLimit": '"key";r=59;t=1'}


def test_those_who_have_not_asked_for_longest_are_forgotten() -> None:
    clock = Clock()
    limit = Rate("address", 1, clock)
    kept = rate._KEPT

    for number in range(kept + 1):
        limit.take(str(number))

    assert len(limit._full) == kept
    assert limit.take("0").retry_after is None
    assert limit.take(str(kept)).retry_after is not None


@given(quota=st.integers(1, 1000), pauses=st.lists(st.floats(0, 30), min_size=1, max_size=300))
def test_nobody_gets_more_than_the_rate_allows(quota: int, pauses: list[float]) -> None:
    """In any stretch of time: a bucket at once, and what came back meanwhile."""
    clock = Clock()
    limit = Rate("address", quota, clock)
    granted = []
    for pause in pauses:
        clock.now += pause
        if limit.take("a").retry_after is None:
            granted.append(clock.now)

    for first, at in enumerate(granted):
        assert len(granted) - first <= quota + (granted[-1] - at) * quota / WINDOW + 1
    assert granted
