"""The pages for sharing: with the key in the form's body, without a script, and for forms of this service alone."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.api.sharing.conftest import Sharing
from tests.support.packed import unpacked


def _address(page: str) -> str:
    found = re.search(r'value="http://test(/s/[\w-]{43})"', page)
    assert found, page
    return found[1]


def test_from_the_network_to_an_address(sharing: Sharing) -> None:
    network = sharing.service.get("/map?kind=flow&as_of=2025").text
    found = re.search(r'<a href="([^"]+)" data-follows[^>]*>Share this slice</a>', network)
    assert found
    link = unescape(found[1])
    form = sharing.service.get(link)
    made = sharing.service.post(link, {"key": sharing.member._key, "audience": "members", "last_day": ""})

    assert form.status_code == 200
    assert "Kind: <bdi>All learning</bdi>" in form.text
    assert (made.status_code, made.headers["cache-control"]) == (201, "no-store")
    shared = sharing.service.get(_address(made.text)).text
    file = sharing.member.ask("GET", "/v1/views/explorer.html?view=map&kind=flow&as_of=2025").text
    assert unpacked(shared) == unpacked(file)


def test_a_key_stands_on_no_page(sharing: Sharing) -> None:
    key = sharing.hub._key
    pages = [
        sharing.service.post("/share", {"key": key, "audience": "hub", "last_day": ""}),
        sharing.service.post("/share", {"key": key, "audience": "hub", "last_day": "never"}),
        sharing.service.post("/shares", {"key": key, "whose": "all"}),
        sharing.service.post("/shares", {"key": f"{key}x"}),
    ]

    assert [page.status_code for page in pages] == [201, 422, 200, 401]
    assert [key in page.text for page in pages] == [False] * 4
    assert {page.headers["cache-control"] for page in pages} == {"no-store"}


@pytest.mark.parametrize(
    ("form", "status", "told"),
    [
        ({"key": "", "audience": "public"}, 401, "A key is needed here"),
        ({"key": "atlas_x", "audience": "public"}, 401, "not known, or was revoked"),
        ({"audience": "hub"}, 403, "cannot share what hub may see"),
        ({"audience": "everybody"}, 422, "no audience"),
        ({"audience": "public", "last_day": "2001-01-01"}, 422, "cannot be the last day"),
    ],
)
def test_what_is_wrong_is_told_with_the_form(sharing: Sharing, form: dict[str, str], status: int, told: str) -> None:
    answer = sharing.service.post("/share?kind=flow", {"key": sharing.member._key} | form)

    assert answer.status_code == status
    assert told in unescape(answer.text)
    assert 'action="/share?kind=flow&amp;view=network" method="post"' in answer.text
    assert 'type="password"' in answer.text
    assert sharing.hub.ask("GET", "/v1/shares?whose=all").json()["shares"] == []


def test_ones_links_are_listed_and_revoked(sharing: Sharing) -> None:
    mine, other = sharing.make(sharing.member, "kind=flow"), sharing.make(sharing.hub)
    asks = sharing.service.get("/shares").text
    listed = sharing.service.post("/shares", {"key": sharing.member._key}).text
    everybodys = sharing.service.post("/shares", {"key": sharing.member._key, "whose": "all"})
    not_mine = sharing.service.post("/shares", {"key": sharing.member._key, "share": other["share"]["id"]})
    revoked = sharing.service.post("/shares", {"key": sharing.member._key, "share": mine["share"]["id"]}).text

    assert "Show the links" in asks
    assert mine["share"]["id"] in listed
    assert other["share"]["id"] not in listed
    assert (everybodys.status_code, not_mine.status_code) == (403, 404)
    assert "is revoked" in revoked
    assert sharing.service.get(mine["address"].removeprefix("http://test")).status_code == 404
    assert sharing.opened(other)


def test_who_comes_with_a_key_in_the_header_is_asked_for_none(sharing: Sharing) -> None:
    made = sharing.make(sharing.hub)
    listed, form = sharing.hub.ask("GET", "/shares").text, sharing.hub.ask("GET", "/share").text
    body = f"share={made['share']['id']}".encode()
    kind = "application/x-www-form-urlencoded"
    foreign = sharing.hub.ask("POST", "/shares", body, kind, **{"Sec-Fetch-Site": "cross-site"})
    own = sharing.hub.ask("POST", "/shares", body, kind, **{"Sec-Fetch-Site": "same-origin"})

    assert made["share"]["id"] in listed
    assert 'name="key"' not in listed + form
    assert (foreign.status_code, own.status_code) == (403, 200)
    assert "is revoked" in own.text


def test_a_form_of_another_site_makes_nothing(sharing: Sharing) -> None:
    for site in ("cross-site", "same-site"):
        answer = sharing.service.post("/share", {"key": sharing.hub._key, "audience": "hub"}, sec_fetch_site=site)
        assert answer.status_code == 403

    assert sharing.hub.ask("GET", "/v1/shares").json()["shares"] == []
