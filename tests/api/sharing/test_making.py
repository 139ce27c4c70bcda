"""Making links over HTTP: by whoever has a key, of just what the chosen audience may see, frozen, and revocable."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from practice_atlas.api.sharing.bodies import MOST, USUAL
from practice_atlas.api.store import shares as module
from practice_atlas.api.store.audit import Via, What
from practice_atlas.ontology.days import today
from tests.api.sharing.conftest import SHARES, Sharing
from tests.support.packed import unpacked
from tests.support.sample import sample


def test_a_link_shows_the_very_bytes_of_the_explorers_file(sharing: Sharing) -> None:
    for view, query in (("network", "kind=flow&as_of=2025"), ("map", "focus=city:bela&limit=4")):
        file = sharing.service.get(f"/v1/views/explorer.html?view={view}&{query}").text
        made = sharing.make(sharing.hub, f"view={view}&{query}")

        assert sharing.opened(made) == file
        assert made["share"]["view"] == view
    assert made["share"]["chosen"] == {"Around": "Bela"}
    assert made["address"].startswith("http://test/s/")


def test_it_holds_what_its_audience_may_see_and_nothing_else(sharing: Sharing) -> None:
    """In the bytes, packed data included, whoever made it."""
    texts = {}
    for audience in ("public", "members", "hub"):
        made = sharing.make(sharing.hub, audience=audience)
        texts[audience] = unpacked(sharing.opened(made))
        assert (made["share"]["audience"], f"shown to: {audience}" in texts[audience]) == (audience, True)

    assert {audience: "Hidden City" in text for audience, text in texts.items()} == {
        "public": False, "members": False, "hub": True,
    }  # fmt: skip
    assert "city:hidden" not in texts["public"] + texts["members"]
    assert texts["public"] == unpacked(sharing.service.get("/v1/views/explorer.html").text)
    assert texts["members"] == unpacked(sharing.member.ask("GET", "/v1/views/explorer.html").text)


def test_no_secret_is_in_it_nor_in_what_is_told(sharing: Sharing) -> None:
    made = sharing.make(sharing.hub, audience="hub")
    token = made["address"].rpartition("/")[2]
    told = sharing.hub.ask("GET", f"{SHARES}?whose=all").text + sharing.opened(made)

    assert token not in told
    assert "atlas_" not in told
    assert made["share"]["id"] not in sharing.opened(made)


@pytest.mark.parametrize(
    ("by", "most"), [("reader", "public"), ("member", "members"), ("hub", "hub"), ("editor", "hub")]
)
def test_nobody_shares_more_than_he_may_see(sharing: Sharing, by: str, most: str) -> None:
    audiences = ["public", "members", "hub"]
    statuses = [getattr(sharing, by).send("POST", SHARES, {"audience": one}).status_code for one in audiences]

    assert statuses == [201 if at <= audiences.index(most) else 403 for at in range(3)]


def test_who_has_no_key_makes_lists_and_revokes_none(sharing: Sharing) -> None:
    made = sharing.make(sharing.hub)["share"]["id"]
    asked = [("POST", SHARES), ("GET", SHARES), ("DELETE", f"{SHARES}/{made}")]

    assert [sharing.service.send(method, path).status_code for method, path in asked] == [401] * 3


def test_what_is_closed_to_the_audience_is_unknown_to_it(sharing: Sharing) -> None:
    """As if it were not there, though the maker sees it."""
    closed = sharing.hub.send("POST", f"{SHARES}?focus=city:hidden", {"audience": "public"})
    never = sharing.hub.send("POST", f"{SHARES}?focus=city:never", {"audience": "public"})

    assert (closed.status_code, never.status_code) == (404, 404)
    assert closed.json()["detail"].replace("hidden", "never") == never.json()["detail"]
    assert sharing.make(sharing.hub, "focus=city:hidden", audience="hub")["share"]["shown"]


def test_it_is_frozen_whatever_is_loaded_closed_or_withdrawn_later(sharing: Sharing) -> None:
    made = sharing.make(sharing.hub)
    before = sharing.opened(made)
    changed = sample(changed={"city:bela": {"name": "Belona", "audience": "hub"}}, without=("flow:bela-dalma",))
    loaded = sharing.editor.load(changed)

    assert loaded.status_code == 200, loaded.text
    assert "Belona" in unpacked(sharing.hub.ask("GET", "/v1/views/explorer.html?focus=city:bela").text)
    assert "Bela" not in unpacked(sharing.service.get("/v1/views/explorer.html").text)
    assert sharing.opened(made) == before


def test_the_hub_finds_the_links_that_hold_a_record_and_revokes_them(sharing: Sharing) -> None:
    held = sharing.make(sharing.member, "focus=city:bela")["share"]["id"]
    other = sharing.make(sharing.member, "focus=city:elin&limit=2")["share"]["id"]
    asked = f"{SHARES}?whose=all&holding="

    def found(record: str) -> set[str]:
        return {one["id"] for one in sharing.hub.ask("GET", asked + record).json()["shares"]}

    assert held in found("city:bela")
    assert found("flow:bela-dalma") == {held}
    assert found("city:nowhere") == set()
    assert found("practice:youth-council") | found("source:report") <= {held, other}
    assert sharing.hub.ask("DELETE", f"{SHARES}/{held}").json()["state"] == "revoked"
    assert found("flow:bela-dalma") == set()


def test_of_an_earlier_revision(sharing: Sharing) -> None:
    sharing.editor.load(sample(changed={"city:bela": {"name": "Belona"}}))
    then, now = sharing.make(sharing.hub, "known_at=1"), sharing.make(sharing.hub)

    assert (then["share"]["revision"], now["share"]["revision"]) == (1, 2)
    assert "Belona" not in unpacked(sharing.opened(then))
    assert "Belona" in unpacked(sharing.opened(now))


def test_ones_own_are_listed_and_everybodys_for_the_hub(sharing: Sharing) -> None:
    mine, theirs = sharing.make(sharing.member)["share"], sharing.make(sharing.hub)["share"]

    assert sharing.member.ask("GET", SHARES).json()["shares"] == [mine]
    assert sharing.hub.ask("GET", SHARES).json()["shares"] == [theirs]
    assert sharing.hub.ask("GET", f"{SHARES}?whose=all").json()["shares"] == [theirs, mine]
    assert sharing.member.ask("GET", f"{SHARES}?whose=all").status_code == 403


def test_a_link_is_revoked_by_its_maker_and_by_the_hub(sharing: Sharing) -> None:
    one, two, three = (sharing.make(by) for by in (sharing.member, sharing.member, sharing.hub))
    statuses = [
        by.ask("DELETE", f"{SHARES}/{made['share']['id']}").status_code
        for by, made in (
            (sharing.member, one), (sharing.member, one), (sharing.hub, two), (sharing.member, three),
            (sharing.reader, three), (sharing.hub, {"share": {"id": "share-0"}}),
        )
    ]  # fmt: skip

    assert statuses == [200, 200, 200, 404, 404, 404]
    assert sharing.opened(three)
    assert [_status(sharing, made) for made in (one, two)] == [404, 404]


@pytest.mark.parametrize(
    ("body", "status", "parameter"),
    [
        ({"audience": "everybody"}, 422, "audience"),
        ({"last_day": str(today() - timedelta(days=1))}, 422, "last_day"),
        ({"last_day": str(today() + timedelta(days=MOST + 1))}, 422, "last_day"),
        ({"last_day": "soon"}, 422, "last_day"),
        ({"last_day": "2027-02-30"}, 422, "last_day"),
        ({"note": "more"}, 422, "note"),
    ],
)
def test_what_cannot_be_asked_for(sharing: Sharing, body: dict[str, str], status: int, parameter: str) -> None:
    answer = sharing.hub.send("POST", SHARES, body)

    assert (answer.status_code, answer.json()["parameter"]) == (status, parameter), answer.text
    assert sharing.hub.ask("GET", SHARES).json()["shares"] == []


def test_the_last_day_is_told(sharing: Sharing) -> None:
    usual = sharing.make(sharing.hub)["share"]["last_day"]
    days = [today(), today() + timedelta(days=MOST)]

    assert usual == str(today() + timedelta(days=USUAL))
    assert [sharing.make(sharing.hub, last_day=str(day))["share"]["last_day"] for day in days] == [*map(str, days)]


def test_too_many_and_too_large(sharing: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    sharing.make(sharing.hub)
    many = sharing.hub.send("POST", SHARES, {})
    monkeypatch.setattr(module, "LARGEST", 1000)
    large = sharing.member.send("POST", SHARES, {})
    body = sharing.reader.ask("POST", SHARES, b'{"x": "' + b"x" * 2_000_000, "application/json")

    assert (many.status_code, large.status_code, body.status_code) == (409, 413, 413)
    assert "Revoke one" in many.json()["fix"]
    assert "smaller slice" in large.json()["fix"]


def test_the_log_says_who_made_and_who_revoked(sharing: Sharing) -> None:
    made = sharing.make(sharing.member, audience="members")["share"]
    sharing.hub.ask("DELETE", f"{SHARES}/{made['id']}")

    ended, begun = sharing.service.app.state.stores.get().audit.entries(limit=2)

    assert (begun.what, begun.who, begun.via) == (What.SHARE_MADE, "the member", Via.HTTP)
    assert (ended.what, ended.who, ended.via) == (What.SHARE_REVOKED, "the hub", Via.HTTP)
    assert begun.details == {
        "share": made["id"], "view": "network", "audience": "members",
        "last_day": made["last_day"],
    }  # fmt: skip
    assert begun.after == 1


def _status(sharing: Sharing, made: Any) -> int:
    return sharing.service.get(made["address"].removeprefix("http://test")).status_code
