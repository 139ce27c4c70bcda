"""API keys: shown once, kept as hashes, found quickly, and out of force within seconds of being revoked."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from practice_atlas.api.store import Store
from practice_atlas.api.store.keys import FRESH, Scope
from practice_atlas.api.store.tables import API_KEYS
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience
from tests.api.store.place import StorePlace


def test_a_key_is_found_by_its_secret_alone(store: Store) -> None:
    key, secret = store.keys.make("Hub tool", Scope.HUB)
    _, other = store.keys.make("Other", Scope.READER)

    found = store.keys.find(secret)

    assert found == key
    assert (key.name, key.scope, key.revoked) == ("Hub tool", Scope.HUB, None)
    assert secret.startswith(f"atlas_{key.prefix}_")
    found_other = store.keys.find(other)
    assert found_other
    assert found_other.name == "Other"


@pytest.mark.parametrize("change", ["", "x", "no key at all", "atlas__", "'; DROP TABLE api_keys; --", "\0", "é" * 60])
def test_what_is_no_key_is_nobodys(store: Store, change: str) -> None:
    store.keys.make("Hub tool", Scope.HUB)

    assert store.keys.find(change) is None


def test_a_secret_with_one_letter_changed_or_added_is_nobodys(store: Store) -> None:
    _, secret = store.keys.make("Hub tool", Scope.HUB)
    last = "A" if secret[-2] != "A" else "B"

    assert store.keys.find(secret[:-2] + last + secret[-1]) is None
    assert store.keys.find(secret + "A") is None
    assert store.keys.find(f" {secret}") is None
    assert store.keys.find(secret)


def test_the_store_holds_no_secret(store: Store) -> None:
    _, secret = store.keys.make("Hub tool", Scope.HUB)
    hidden = secret.split("_", 2)[2]

    with store.database.reading() as connection:
        (row,) = connection.execute(select(API_KEYS)).all()

    assert hidden not in repr(tuple(row))
    assert hidden.encode() not in row.hash + row.salt
    assert len(row.hash) == 32


def test_two_keys_of_one_secret_text_are_salted_apart(store: Store) -> None:
    store.keys.make("One", Scope.HUB)
    store.keys.make("Two", Scope.HUB)

    with store.database.reading() as connection:
        salts = set(connection.execute(select(API_KEYS.c.salt)).scalars())

    assert len(salts) == 2


def test_a_revoked_key_ends_at_once_here_and_within_seconds_elsewhere(place: StorePlace) -> None:
    with place.open() as here, place.open() as elsewhere:
        key, secret = here.keys.make("Hub tool", Scope.HUB)
        assert here.keys.find(secret)
        assert elsewhere.keys.find(secret)

        revoked = here.keys.revoke("Hub tool")
        begun = time.monotonic()

        assert here.keys.find(secret) is None
        while elsewhere.keys.find(secret):
            time.sleep(0.1)
        assert time.monotonic() - begun < FRESH + 2
        assert revoked.revoked
        assert here.keys.revoke(key.id) == revoked


def test_a_name_is_free_again_after_its_key_was_revoked(store: Store) -> None:
    _, first = store.keys.make("Hub tool", Scope.HUB)
    with pytest.raises(QuestionError, match="already"):
        store.keys.make(" Hub tool ", Scope.READER)
    store.keys.revoke("Hub tool")
    _, second = store.keys.make("Hub tool", Scope.READER)

    assert store.keys.find(first) is None
    assert store.keys.find(second)
    assert [(key.name, bool(key.revoked)) for key in store.keys.all()] == [("Hub tool", True), ("Hub tool", False)]
    store.keys.revoke("Hub tool")
    assert store.keys.find(second) is None


def test_one_name_is_given_once_however_many_ask_at_once(place: StorePlace) -> None:
    def ask(_turn: int) -> bool:
        with place.open() as store:
            try:
                store.keys.make("Hub tool", Scope.HUB)
            except QuestionError:
                return False
            return True

    with place.open(), ThreadPoolExecutor(8) as threads:
        made = list(threads.map(ask, range(8)))

    assert sorted(made) == [False] * 7 + [True]


def test_revoking_what_is_not_there(store: Store) -> None:
    with pytest.raises(UnknownEntityError):
        store.keys.revoke("Nobody")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "two\nlines", "\x1b[31m"])
def test_a_name_that_cannot_be_shown_is_refused(store: Store, name: str) -> None:
    with pytest.raises(QuestionError):
        store.keys.make(name, Scope.READER)


def test_the_last_use_is_noted_without_waiting_for_a_long_write(place: StorePlace) -> None:
    with place.open() as store, place.open() as other:
        _, secret = store.keys.make("Hub tool", Scope.HUB)
        with other.database.writing(alone="history"):
            begun = time.monotonic()
            assert store.keys.find(secret)
            assert time.monotonic() - begun < 2
        assert store.keys.find(secret)

        (key,) = store.keys.all()
        assert key.last_used
        assert key.last_used >= key.created


def test_a_key_that_was_just_seen_costs_a_request_next_to_nothing(store: Store) -> None:
    _, secret = store.keys.make("Hub tool", Scope.HUB)
    store.keys.find(secret)

    begun = time.perf_counter()
    for _ in range(1_000):
        assert store.keys.find(secret)

    assert time.perf_counter() - begun < 0.5  # one scrypt takes 10 ms


def test_scopes_grow() -> None:
    assert [scope.audience for scope in Scope] == [
        Audience.PUBLIC, Audience.MEMBERS, Audience.HUB, Audience.HUB, Audience.HUB,
    ]  # fmt: skip
    assert Scope.EDITOR.includes(Scope.READER)
    assert Scope.EDITOR.includes(Scope.EDITOR)
    assert not Scope.EDITOR.includes(Scope.ADMIN)
