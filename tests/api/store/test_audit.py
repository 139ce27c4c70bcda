"""The log: newest first, in pages, and never changed."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, update

from practice_atlas.api.store import Store
from practice_atlas.api.store.audit import Actor, Via, What
from practice_atlas.api.store.errors import StoreError
from practice_atlas.api.store.keys import Scope
from practice_atlas.api.store.tables import AUDIT
from practice_atlas.ontology.errors import QuestionError

ANN = Actor("ann", Via.COMMAND_LINE)


def test_an_entry_is_told_as_it_was_written(store: Store) -> None:
    store.audit.add(ANN, What.LOAD, before=1, after=2, counts={"added": 3}, details={"dataset": "saïda · صيدا"})

    (entry,) = store.audit.entries()

    assert (entry.who, entry.via, entry.what, entry.before, entry.after) == ("ann", Via.COMMAND_LINE, What.LOAD, 1, 2)
    assert entry.counts == {"added": 3}
    assert entry.details == {"dataset": "saïda · صيدا"}
    assert entry.time.endswith("+00:00")


def test_entries_come_newest_first_in_pages(store: Store) -> None:
    for number in range(5):
        store.audit.add(ANN, What.LOAD, after=number)

    first = store.audit.entries(limit=2)
    second = store.audit.entries(before=first[-1].number, limit=2)

    assert [entry.after for entry in (*first, *second)] == [4, 3, 2, 1]


def test_the_log_cannot_be_changed_or_shortened(store: Store) -> None:
    store.audit.add(ANN, What.LOAD)

    for change in (update(AUDIT).values(who="somebody else"), delete(AUDIT)):
        with pytest.raises(StoreError, match="only added to"), store.database.writing() as connection:
            connection.execute(change)

    assert [entry.who for entry in store.audit.entries()] == ["ann"]


def test_keys_are_logged_with_what_happened_to_them_and_without_secrets(store: Store) -> None:
    key, secret = store.keys.make("Hub tool", Scope.HUB, by=ANN)
    with pytest.raises(QuestionError):
        store.keys.make("Hub tool", Scope.HUB, by=ANN)
    store.keys.revoke("Hub tool", by=ANN)
    store.keys.revoke(key.id, by=ANN)

    entries = store.audit.entries()

    assert [entry.what for entry in entries] == [What.KEY_REVOKED, What.KEY_MADE]
    assert entries[1].details == {"key": key.id, "name": "Hub tool", "scope": "hub"}
    assert secret[-20:] not in repr(entries)
