"""Links to frozen slices: opened by their token alone, for as long as they are in force, and gone when they are not."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from practice_atlas.api.store import Store
from practice_atlas.api.store import shares as module
from practice_atlas.api.store.audit import What
from practice_atlas.api.store.shares import TooLargeShareError, TooManySharesError, UnknownShareError
from practice_atlas.api.store.tables import SHARES
from practice_atlas.ontology.days import today
from practice_atlas.ontology.vocabularies import Audience
from tests.api.store.place import StorePlace
from tests.support.recorded import ANN
from tests.support.shared import SOON, YESTERDAY, frozen


def test_a_link_opens_what_was_frozen_and_keeps_no_token(place: StorePlace) -> None:
    with place.open() as store:
        made, token = store.shares.make(frozen(), SOON, key="key-1", by=ANN)
    with place.open() as store:
        opened, told = store.shares.open(token), store.shares.all()
        with store.database.reading() as connection:
            row = connection.execute(select(SHARES)).one()

    assert opened == frozen().html
    assert told == (made,)
    assert (made.audience, made.chosen, made.shown, made.total, made.revision, made.last_day, made.state) == (
        Audience.MEMBERS, {"Practice": "Youth council"}, 2, 3, 7, SOON, "in force",
    )  # fmt: skip
    assert (made.key, made.maker) == ("key-1", "ann")
    assert len(token) == 43
    assert all(token not in str(value) and token.encode() not in bytes(str(value), "utf-8") for value in row)
    assert len(row.hash) == 32


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "a" * 10_000, "صيدا" * 10, "%' OR 1=1 --", "a" * 42 + "\n"])
def test_what_is_no_address_opens_nothing(store: Store, token: str) -> None:
    store.shares.make(frozen(), SOON, key="key-1", by=ANN)

    assert store.shares.open(token) is None


def test_what_is_revoked_opens_nothing_and_is_deleted(store: Store) -> None:
    made, token = store.shares.make(frozen(), SOON, key="key-1", by=ANN)
    other, still = store.shares.make(frozen(), SOON, key="key-1", by=ANN)

    ended = store.shares.revoke(made.id, by=ANN)
    again = store.shares.revoke(made.id, by=ANN)

    assert store.shares.open(token) is None
    assert store.shares.open(still) == frozen().html
    assert (ended.state, again) == ("revoked", ended)
    assert {one.id: one.state for one in store.shares.all()} == {made.id: "revoked", other.id: "in force"}
    with store.database.reading() as connection:
        kept = connection.execute(select(SHARES.c.content, SHARES.c.holds).where(SHARES.c.id == made.id)).one()
    assert tuple(kept) == (None, None)
    assert [entry.what for entry in store.audit.entries()] == [
        What.SHARE_REVOKED, What.SHARE_MADE, What.SHARE_MADE,
    ]  # fmt: skip


def test_what_expired_opens_nothing_and_is_deleted_with_the_next_that_is_made(store: Store) -> None:
    made, token = store.shares.make(frozen(), today(), key="key-1", by=ANN)
    on_its_last_day = store.shares.open(token)
    _expire(store, made.id)

    assert on_its_last_day == frozen().html
    assert store.shares.open(token) is None
    assert store.shares.all()[0].state == "expired"
    store.shares.make(frozen(), SOON, key="key-2", by=ANN)
    with store.database.reading() as connection:
        content = connection.execute(select(SHARES.c.content).where(SHARES.c.id == made.id)).scalar_one()
    assert content is None


def test_of_a_key_and_of_a_record(store: Store) -> None:
    one, _ = store.shares.make(frozen(), SOON, key="key-1", by=ANN)
    two, _ = store.shares.make(frozen(holds=frozenset({"city:fes-ma-2"})), SOON, key="key-2", by=ANN)
    three, _ = store.shares.make(frozen(), SOON, key="key-2", by=ANN)
    store.shares.revoke(three.id, by=ANN)

    assert {share.id for share in store.shares.all(key="key-2")} == {two.id, three.id}
    assert [share.id for share in store.shares.all(holding="city:fes-ma")] == [one.id]
    assert [share.id for share in store.shares.all(key="key-2", holding="city:fes-ma")] == []
    assert store.shares.all(holding="city:fes%") == store.shares.all(holding='" OR 1=1') == ()


def test_somebody_elses_link_is_as_if_it_were_not_there(store: Store) -> None:
    made, token = store.shares.make(frozen(), SOON, key="key-1", by=ANN)

    with pytest.raises(UnknownShareError):
        store.shares.revoke(made.id, key="key-2", by=ANN)
    with pytest.raises(UnknownShareError):
        store.shares.revoke("share-0", by=ANN)
    assert store.shares.open(token)
    assert store.shares.revoke(made.id, key="key-1", by=ANN).revoked


def test_no_more_than_so_many_of_a_key_are_in_force(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    first, _ = store.shares.make(frozen(), SOON, key="key-1", by=ANN)
    store.shares.make(frozen(), SOON, key="key-1", by=ANN)

    with pytest.raises(TooManySharesError):
        store.shares.make(frozen(), SOON, key="key-1", by=ANN)
    store.shares.make(frozen(), SOON, key="key-2", by=ANN)
    store.shares.revoke(first.id, by=ANN)
    store.shares.make(frozen(), SOON, key="key-1", by=ANN)

    assert len(store.shares.all()) == 4


def test_no_more_than_so_many_are_made_within_a_day(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_A_DAY", 2)
    for _ in range(2):
        store.shares.revoke(store.shares.make(frozen(), SOON, key="key-1", by=ANN)[0].id, by=ANN)

    with pytest.raises(TooManySharesError, match="within a day"):
        store.shares.make(frozen(), SOON, key="key-1", by=ANN)
    store.shares.make(frozen(), SOON, key="key-2", by=ANN)
    with store.database.writing() as connection:
        connection.execute(update(SHARES).values(made=YESTERDAY.isoformat()))
    assert store.shares.make(frozen(), SOON, key="key-1", by=ANN)


def test_however_many_are_made_at_once_no_more_are_in_force(place: StorePlace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)

    def ask(_turn: int) -> bool:
        with place.open() as store:
            try:
                store.shares.make(frozen(), SOON, key="key-1", by=ANN)
            except TooManySharesError:
                return False
            return True

    with place.open(), ThreadPoolExecutor(8) as threads:
        made = list(threads.map(ask, range(8)))

    assert sorted(made) == [False] * 5 + [True] * 3


def test_what_is_too_large_is_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", len(gzip.compress(frozen().html.encode(), mtime=0)))
    store.shares.make(frozen(), SOON, key="key-1", by=ANN)

    with pytest.raises(TooLargeShareError, match="bytes"):
        store.shares.make(frozen(html=frozen().html + "0123456789abcdef" * 4), SOON, key="key-1", by=ANN)
    assert len(store.shares.all()) == 1


def test_times_are_of_utc(store: Store) -> None:
    made, _ = store.shares.make(frozen(), SOON + timedelta(days=1), key="key-1", by=ANN)

    assert made.made.endswith("+00:00")
    assert (made.last_day - SOON).days == 1


def _expire(store: Store, share: str) -> None:
    with store.database.writing() as connection:
        last_day = YESTERDAY.isoformat()
        connection.execute(update(SHARES).where(SHARES.c.id == share).values(last_day=last_day))
