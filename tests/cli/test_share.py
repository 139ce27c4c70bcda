"""`share`: what is shared is listed without its address, found by what it holds, and revoked."""

from __future__ import annotations

from pathlib import Path

from practice_atlas.api.store import open_store
from tests.cli.running import Atlas
from tests.support.recorded import ANN
from tests.support.shared import SOON, frozen


def test_links_are_listed_found_by_a_record_and_revoked(empty: Atlas) -> None:
    folder = Path(empty.engine.removeprefix("embedded:"))
    place = f"sqlite:{folder / 'store.sqlite'}"
    with open_store(place) as store:
        made, token = store.shares.make(frozen(chosen={"Around": "[bold]Fes"}), SOON, key="key-1", by=ANN)
    listed, json = empty("share", "list"), empty("share", "list", "--json")
    holding = [empty("share", "list", "--json", "--holding", name).json for name in ("city:fes-ma", "city:fes")]
    revoked = empty("share", "revoke", made.id)

    assert (listed.code, json.code, revoked.code) == (0, 0, 0)
    assert made.id in listed.out
    assert token not in listed.out + json.out + revoked.out
    assert (json.json[0]["maker"], json.json[0]["audience"], json.json[0]["state"]) == ("ann", "members", "in force")
    assert [len(found) for found in holding] == [1, 0]
    with open_store(place) as store:
        assert store.shares.open(token) is None
    assert empty("share", "list", "--json").json[0]["state"] == "revoked"


def test_what_cannot_be_done_is_told(empty: Atlas) -> None:
    nothing = empty("share", "list")
    empty("keys", "make", "Hub tool")
    unknown = empty("share", "revoke", "share-0")

    assert (nothing.code, unknown.code) == (3, 1)
    assert "There is no store" in nothing.err
    assert "share-0" in unknown.err
