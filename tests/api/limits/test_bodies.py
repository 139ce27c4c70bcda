"""Bodies: not larger than allowed, whether they say how long they are or not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from tests.api.client import Client, serving
from tests.support.demanding_service import demanding

USUAL, UPLOAD = 2_000, 10_000


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[Scope, str]]:
    """A store with a key of each scope, and their secrets."""
    address = f"sqlite:{tmp_path_factory.mktemp('store') / 'store.sqlite'}"
    with open_store(address) as store:
        return address, {scope: store.keys.make(scope.value, scope)[1] for scope in Scope}


@pytest.fixture(scope="module")
def small(sample_address: str, keys: tuple[str, dict[Scope, str]]) -> Iterator[Client]:
    """A service that takes little."""
    settings = Settings(engine=sample_address, store=keys[0], largest_body=USUAL, largest_upload=UPLOAD)
    with serving(settings, demanding) as client:
        yield client


@pytest.mark.parametrize("whole", [True, False], ids=["with length", "chunked"])
@pytest.mark.parametrize(
    ("scope", "size", "status"),
    [
        (None, 0, 200),
        (None, USUAL, 200),
        (None, USUAL + 1, 413),
        (Scope.HUB, USUAL + 1, 413),
        (Scope.EDITOR, UPLOAD, 200),
        (Scope.EDITOR, UPLOAD + 1, 413),
        (None, 50 << 20, 413),
    ],
)
def test_a_body_may_be_so_large(
    small: Client, keys: tuple[str, dict[Scope, str]], scope: Scope | None, size: int, status: int, whole: bool
) -> None:
    headers = {"x_api_key": keys[1][scope]} if scope else {}
    content: bytes | list[bytes] = bytes(size)
    if not whole:
        content = [bytes(1000)] * (size // 1000) + [bytes(size % 1000)]

    answer = small.soon("POST", "/v1/echo", content, headers).result()

    assert answer.status_code == status
    if status == 200:
        assert answer.json() == {"bytes": size}
    else:
        assert answer.headers["connection"] == "close"
        assert answer.headers["content-type"] == "application/problem+json"
        assert f"{UPLOAD if scope is Scope.EDITOR else USUAL:,}" in answer.json()["detail"]


def test_who_only_asks_is_limited_too(small: Client) -> None:
    assert small.soon("GET", "/v1/cities", bytes(USUAL + 1)).result().status_code == 413
    assert small.soon("GET", "/v1/cities", bytes(USUAL)).result().status_code == 200
