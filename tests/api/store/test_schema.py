"""Tables are made once, step by step, and a newer store is left alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import inspect, text

from practice_atlas.api.store.address import url_of
from practice_atlas.api.store.database import Database
from practice_atlas.api.store.errors import StoreUnavailableError, StoreVersionError
from practice_atlas.api.store.jobs import State
from practice_atlas.api.store.keys import Scope
from practice_atlas.api.store.schema import STEPS, bring_up_to_date
from practice_atlas.api.store.tables import METADATA
from tests.api.store.place import StorePlace


def tables(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(inspect(connection).get_table_names())


def test_a_new_store_has_every_table(place: StorePlace) -> None:
    with place.open() as store:
        assert tables(store.database) == {"meta", *METADATA.tables}


def test_opening_again_keeps_what_is_there(place: StorePlace) -> None:
    with place.open() as store:
        key, _ = store.keys.make("Hub tool", Scope.HUB)
    with place.open() as store:
        assert store.keys.all() == (key,)


def test_an_older_store_goes_through_the_steps_it_lacks(place: StorePlace) -> None:
    database = Database(url_of(place.address, place.environment), make=True)
    bring_up_to_date(database, STEPS[:1])
    assert tables(database) == {"meta", "api_keys"}
    database.close()

    with place.open() as store:
        assert tables(store.database) == {"meta", *METADATA.tables}


def test_jobs_of_a_store_that_did_not_know_whose_they_are_are_kept(place: StorePlace) -> None:
    database = Database(url_of(place.address, place.environment), make=True)
    bring_up_to_date(database, STEPS[:4])
    with database.writing() as connection:
        connection.execute(text("ALTER TABLE jobs DROP COLUMN owner"))
        connection.execute(
            text(
                "INSERT INTO jobs (id, kind, state, step, done, total, created, heartbeat) "
                "VALUES ('x', 'load', 'done', '', 0, 0, '2026-01-01', '2026-01-01')"
            )
        )
    database.close()

    with place.open() as store:
        assert store.jobs.get("x").state is State.DONE
        assert store.jobs.make("load").state is State.QUEUED


def test_a_step_that_fails_leaves_the_store_as_it_was(place: StorePlace) -> None:
    with place.open() as store:

        def halfway(connection: object) -> None:
            store.database  # noqa: B018  the step has begun
            connection.execute(text("CREATE TABLE halfway (x INTEGER)"))  # type: ignore[attr-defined]
            raise RuntimeError("in the middle")

        with pytest.raises(RuntimeError):
            bring_up_to_date(store.database, (*STEPS, halfway))

        assert "halfway" not in tables(store.database)
    with place.open():
        pass


def test_a_newer_store_is_refused_and_not_touched(place: StorePlace) -> None:
    with place.open() as store, store.database.writing() as connection:
        connection.execute(text("UPDATE meta SET value = value + 1"))

    with pytest.raises(StoreVersionError) as caught:
        place.open()

    assert "newer practice-atlas" in caught.value.fix


def test_many_who_open_at_once_make_one_store(place: StorePlace) -> None:
    def opened(_turn: int) -> set[str]:
        with place.open() as store:
            return tables(store.database)

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(opened, range(8)))

    assert found == [{"meta", *METADATA.tables}] * 8


def test_a_store_that_is_only_asked_for_is_not_made(place: StorePlace) -> None:
    if place.address.startswith("postgresql"):  # a database is there or not: its tables are made when it is opened
        with place.open(make=False) as store:
            assert store.keys.all() == ()
        return
    with pytest.raises(StoreUnavailableError, match="no store"):
        place.open(make=False)
    with place.open():
        pass
    with place.open(make=False) as store:
        assert store.keys.all() == ()
