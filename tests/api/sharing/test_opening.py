"""Opening links: for anybody, told apart from nothing but what is in force, and under the strictest headers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any, Final

import pytest
from pydantic import ValidationError
from sqlalchemy import update

from practice_atlas.api.settings import Settings
from practice_atlas.api.sharing.opening import GUESSES
from practice_atlas.api.store.tables import SHARES as TABLE
from tests.api.client import Client
from tests.api.sharing.conftest import SHARES, Sharing
from tests.support.shared import YESTERDAY

_NOTHING: Final = "/s/" + "a" * 43


def path_of(made: Any) -> str:
    """The path of a link's address."""
    return str(made["address"].removeprefix("http://test"))


def expire(service: Client) -> None:
    """Every link's last day was yesterday."""
    with service.app.state.stores.get().database.writing() as connection:
        connection.execute(update(TABLE).values(last_day=YESTERDAY.isoformat()))


def test_what_never_was_expired_or_was_revoked_is_answered_alike(sharing: Sharing) -> None:
    """Byte for byte, to people and to programs; the page's links to itself keep what was asked for."""
    one, two = sharing.make(sharing.hub), sharing.make(sharing.hub)
    sharing.hub.ask("DELETE", f"{SHARES}/{one['share']['id']}")
    expire(sharing.service)
    paths = (path_of(one), path_of(two), _NOTHING, "/s/x")

    for accept, more in product(("text/html", "application/json"), ("", "?embed=1")):
        answers = [sharing.service.get(path + more, accept=accept, x_request_id="same") for path in paths]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1


def test_also_where_nobody_may_ask_without_a_key(served: Callable[..., Any]) -> None:
    with served(anonymous=False) as service:
        sharing = Sharing(service)
        made = sharing.make(sharing.member)

        assert sharing.opened(made)
        assert service.get("/network").status_code == 401
        assert service.get(_NOTHING).status_code == 404


def test_a_key_opens_no_more_of_it(sharing: Sharing) -> None:
    made = sharing.make(sharing.hub)

    assert sharing.hub.ask("GET", path_of(made)).text == sharing.opened(made)
    assert sharing.service.get(path_of(made), x_api_key="atlas_wrong").status_code == 401


def test_its_headers_keep_it_to_itself(sharing: Sharing) -> None:
    answer = sharing.service.get(path_of(sharing.make(sharing.hub)))
    policy = answer.headers["content-security-policy"]

    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.endswith("frame-ancestors 'none'; sandbox allow-scripts allow-downloads allow-modals")
    assert "connect-src" not in policy
    assert "unsafe" not in policy
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "set-cookie" not in answer.headers
    assert "etag" not in answer.headers


def test_nothing_is_framed_unless_the_operator_says_where(sharing: Sharing) -> None:
    made = sharing.make(sharing.hub)
    answer = sharing.service.get(path_of(made) + "?embed=1")

    assert made["framed_by"] == []
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_frame_is_for_the_pages_that_the_operator_names(served: Callable[..., Any]) -> None:
    """And of the service nothing else is."""
    with served(framed_by=("https://a.example", "https://*.b.example")) as service:
        sharing = Sharing(service)
        made = sharing.make(sharing.hub)
        framed, alone = service.get(path_of(made) + "?embed=1"), service.get(path_of(made))
        others = [service.get(path) for path in ("/", "/network", "/share", "/shares", "/v1/health", _NOTHING)]

        assert made["framed_by"] == ["https://a.example", "https://*.b.example"]
        assert made["frame"] == made["address"] + "?embed=1"
        policy = framed.headers["content-security-policy"]
        assert "; frame-ancestors https://a.example https://*.b.example; sandbox allow-scripts" in policy
        assert "x-frame-options" not in framed.headers
        assert framed.text == alone.text.replace("<body>", '<body class="embedded">')
        for answer in (alone, *others):
            assert answer.headers["x-frame-options"] == "DENY"
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", [_NOTHING, "/s/x", "/s/%00", "/s/" + "é" * 20])
def test_who_guesses_is_slowed_down(sharing: Sharing, path: str) -> None:
    """From then on he is told nothing, of good addresses either; who asks from elsewhere is."""
    made = sharing.make(sharing.hub)
    statuses = [sharing.service.get(path).status_code for _ in range(GUESSES + 1)]
    refused = sharing.service.get(path_of(made))

    assert statuses == [404] * GUESSES + [429]
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1
    assert sharing.service.get("/").status_code == 200


def test_who_opens_what_is_there_is_not_counted(sharing: Sharing) -> None:
    made = sharing.make(sharing.hub)

    assert {sharing.service.get(path_of(made)).status_code for _ in range(GUESSES * 2)} == {200}
    assert sharing.service.get(_NOTHING).status_code == 404


def test_no_line_of_the_log_holds_the_address(sharing: Sharing, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        made = sharing.make(sharing.hub)
        sharing.opened(made)

    ours = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("practice_atlas"))
    assert "/s/{token}" in ours
    assert path_of(made).removeprefix("/s/") not in ours


@pytest.mark.parametrize(
    "origin", ["https://a.example; script-src *", "a.example", "https://a.example/page", "'self'", "https://", "https:"]
)
def test_what_is_no_origin_is_no_setting(origin: str) -> None:
    """It would end the policy, or mean something else than was written."""
    with pytest.raises(ValidationError, match="framed_by"):
        Settings(engine="embedded:graph", framed_by=("https://b.example", origin))
