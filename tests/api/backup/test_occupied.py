"""Restoring over something, and restoring that is interrupted: nothing is lost unless somebody said so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from practice_atlas.api.backup import back_up, open_archive, restore_archive
from practice_atlas.api.backup.errors import NothingToKeepError, OccupiedError
from practice_atlas.api.backup.restoring import Restored
from practice_atlas.api.store import Store, open_store
from practice_atlas.api.store.audit import What
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import EngineMemoryError
from practice_atlas.graph.revisions import current_revision
from tests.api.backup.places import ANN, Atlas, Secrets, embedded, put_history, told
from tests.api.store.graphs import put

Taken = tuple[Path, Secrets]


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Atlas]:
    """A graph and a store with a history."""
    with embedded(tmp_path / "first") as atlas:
        yield atlas


@pytest.fixture
def taken(first: Atlas, tmp_path: Path) -> Taken:
    """A backup of it, and the secrets of its keys."""
    secrets = put_history(first)
    back_up(first.engine, first.store, tmp_path / "atlas.zip", by=ANN)
    return tmp_path / "atlas.zip", secrets


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Atlas]:
    """An empty graph and store."""
    with embedded(tmp_path / "second") as atlas:
        yield atlas


def restored(file: Path, atlas: Atlas, *, replace: bool = False) -> Restored:
    with open_archive(file) as archive:
        return restore_archive(archive, atlas.engine, atlas.store, by=ANN, replace=replace)


def test_what_holds_something_is_left_alone(first: Atlas, taken: Taken) -> None:
    put(first.engine, city_bela={"population": 11})
    first.store.history.remember(first.engine)
    before = told(first)

    with pytest.raises(OccupiedError, match=r"The graph holds revision 5 and the store holds 2 keys, 4 revisions"):
        restored(taken[0], first)

    assert told(first) == before


def test_a_graph_or_a_store_alone_is_left_alone_as_well(first: Atlas, taken: Taken, second: Atlas) -> None:
    second.store.keys.make("Another", Scope.READER)
    with pytest.raises(OccupiedError, match=r"^The store holds 1 key"):
        restored(taken[0], second)
    put(first.engine, city_bela={"population": 11})
    with pytest.raises(OccupiedError, match=r"^The graph holds revision 5"):
        restored(taken[0], Atlas(first.engine, _new(taken[0].parent)))

    assert current_revision(second.engine).number == 0


def _new(folder: Path) -> Store:
    return open_store(f"sqlite:{folder}/new.sqlite")


def test_what_may_go_goes_but_for_the_log_and_what_was_revoked(first: Atlas, taken: Taken) -> None:
    file, secrets = taken
    with embedded(file.parent / "as it was") as was:
        restored(file, was)
        before = told(was)
    put(first.engine, without=("flow:arda-dalma",), city_bela={"population": 11})
    first.store.history.remember(first.engine)
    first.store.keys.revoke("Hub tool", by=ANN)
    _, later = first.store.keys.make("Later tool", Scope.HUB, by=ANN)
    log = first.store.audit.entries()

    done = restored(file, first, replace=True)

    assert told(first) == before
    assert (done.keys, done.graph) == (0, True)
    assert first.store.keys.find(secrets.hub) is None
    assert first.store.keys.find(later) is None
    put_back, *kept = first.store.audit.entries()
    assert (put_back.what, put_back.before, put_back.after) == (What.PUT_BACK, 5, 4)
    assert tuple(kept) == log
    put(first.engine, city_bela={"population": 12})
    assert first.store.history.remember(first.engine).missed == ()


def test_a_log_of_something_else_comes_first_and_is_kept(taken: Taken, second: Atlas) -> None:
    second.store.keys.make("Another", Scope.READER, by=ANN)

    restored(taken[0], second, replace=True)

    entries = second.store.audit.entries()[::-1]
    assert [entry.details.get("name") for entry in entries[:3]] == ["Another", "Hub tool", "Old tool"]
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert [key.name for key in second.store.keys.all()] == ["Hub tool", "Old tool"]


class Failing:
    """An engine that refuses every write of more than constraints."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def write(self, statements: object) -> None:
        del statements
        raise EngineMemoryError("Not enough memory.", fix="Give it more.")


def test_a_graph_that_cannot_be_written_leaves_the_store_empty(taken: Taken, second: Atlas) -> None:
    with pytest.raises(EngineMemoryError):
        restored(taken[0], Atlas(Failing(second.engine), second.store))  # type: ignore[arg-type]

    assert second.store.keys.all() == ()
    assert second.store.audit.entries() == ()
    assert restored(taken[0], second).graph


def test_what_was_killed_between_graph_and_store_is_done_by_doing_it_again(
    first: Atlas, taken: Taken, second: Atlas
) -> None:
    before = told(first)

    def power_cut(_connection: object) -> None:
        raise KeyboardInterrupt

    alchemy = second.store.database._engine
    event.listen(alchemy, "commit", power_cut)
    with pytest.raises(KeyboardInterrupt):
        restored(taken[0], second)
    event.remove(alchemy, "commit", power_cut)
    assert current_revision(second.engine).number == 4
    assert second.store.keys.all() == ()

    again = restored(taken[0], second)

    assert not again.graph
    assert told(second) == before
    with pytest.raises(OccupiedError):
        restored(taken[0], second)


def test_an_empty_graph_is_nothing_to_back_up(second: Atlas, tmp_path: Path) -> None:
    with pytest.raises(NothingToKeepError, match="Nothing was loaded"):
        back_up(second.engine, second.store, tmp_path / "none.zip", by=ANN)

    assert not (tmp_path / "none.zip").exists()


def test_a_store_that_was_changed_by_hand_is_found_when_it_is_backed_up(first: Atlas, taken: Taken) -> None:
    whole = taken[0].read_bytes()
    with first.store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE record_versions SET record = replace(record, 'Arda', 'Aria')")

    with pytest.raises(NothingToKeepError, match="not those of revision 4"):
        back_up(first.engine, first.store, taken[0], by=ANN)

    assert taken[0].read_bytes() == whole
    assert [path.name for path in taken[0].parent.glob("*.zip*")] == ["atlas.zip"]
    assert list(taken[0].parent.glob(".atlas*")) == []


def test_what_others_keep_in_the_same_database_stays(first: Atlas, taken: Taken) -> None:
    first.engine.write([Statement("UNWIND $rows AS row CREATE (n:Note) SET n = row", {"rows": [{"id": "mine"}]})])

    restored(taken[0], first, replace=True)

    assert first.engine.read("MATCH (n:Note) RETURN n.id AS id") == [{"id": "mine"}]
