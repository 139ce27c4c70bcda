"""Headers: nothing from another host, no script on pages but ours, ETag of the revision, HEAD like GET."""

from __future__ import annotations

import re

import pytest

from practice_atlas.api.headers import POLICY, SECURITY
from tests.api.client import Client

PATHS = [
    "/",
    "/v1/cities",
    "/id/city/elin",
    "/nothing",
    "/v1/nothing",
    "/static/atlas.css",
    "/docs",
    "/v1/openapi.json",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_them(service: Client, path: str) -> None:
    """Errors too."""
    headers = service.get(path).headers

    assert {name: headers.get(name) for name in SECURITY} == SECURITY


@pytest.mark.parametrize("path", ["/", "/v1/views/network.html", "/v1/views/explorer.html", "/v1/cities"])
def test_what_was_kept_keeps_its_own(service: Client, path: str) -> None:
    """Headers of a 304 take the place of those a browser kept: a file with a policy of its own would not be drawn."""
    kept = service.get(path)
    again = service.get(path, if_none_match=kept.headers["etag"])

    assert again.status_code == 304
    assert "content-security-policy" in kept.headers
    assert [name for name in SECURITY if name in again.headers] == []


def test_the_policy_lets_one_script_of_ours_run() -> None:
    """Nothing inline, and nothing from anywhere else."""
    assert "default-src 'none'" in POLICY
    assert "script-src 'self';" in POLICY
    assert "connect-src 'self';" in POLICY
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_the_network_file_has_a_policy_of_its_own(service: Client) -> None:
    """By hash, in a sandbox, framed by our own pages alone."""
    policy = service.get("/v1/views/network.html").headers["content-security-policy"]

    assert re.search(r"script-src 'sha256-[^;]+;", policy)
    assert "unsafe" not in policy
    assert "sandbox allow-scripts" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize(
    "path", ["/", "/v1/cities", "/v1/views/network.html", "/search?q=arda", "/static/outlines.json"]
)
def test_what_the_caller_has_is_not_sent_again(service: Client, path: str) -> None:
    """As long as the revision is the same."""
    etag = service.get(path).headers["etag"]

    strong = etag.removeprefix("W/")
    same, weak, other = (service.get(path, if_none_match=item) for item in (etag, f'"x", W/{strong}', '"0-other"'))
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["etag"] == etag
    assert weak.status_code == 304
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/", "/v1/cities", "/static/atlas.css", "/static/outlines.json", "/nothing"])
def test_head_is_get_without_the_body(service: Client, path: str) -> None:
    """Same status and headers."""
    get, head = service.get(path), service.send("HEAD", path)

    assert head.status_code == get.status_code
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]


def test_the_page_about_the_interface_is_local(service: Client) -> None:
    """It lists every address, and loads nothing."""
    page = service.get("/docs").text

    assert "/v1/practices/{id}/lineage" in page
    assert re.findall(r"<script[^>]*>", page) == ['<script src="/static/explorer.js" defer>']
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
