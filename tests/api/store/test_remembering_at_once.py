"""Remembering is all or nothing: two at once, killed in the middle, overtaken by a load."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from practice_atlas.api.store import Store
from practice_atlas.api.store.tables import RECORD_VERSIONS
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.records import all_records
from practice_atlas.graph.writing import load
from tests.api.store.graphs import graph, put
from tests.api.store.place import StorePlace
from tests.api.store.remembering import start
from tests.bench.synthetic import Size, dataset, tables


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    """The address of a graph, and how many records it holds."""
    folder = tmp_path_factory.mktemp("loaded")
    made = dataset(tables(Size.of(1_000)))
    with graph(folder) as engine:
        load(engine, made)
    return f"embedded:{folder}", len(made.records)


def rows(store: Store) -> int:
    with store.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(RECORD_VERSIONS)).scalar_one()


def test_of_two_processes_at_once_one_writes(place: StorePlace, loaded: tuple[str, int]) -> None:
    address, records = loaded
    with place.open() as store:
        processes = [start(place.address, address, place.environment) for _ in range(3)]
        said = [process.communicate(timeout=60)[0].splitlines()[-1] for process in processes]

        assert sorted(said) == ["known 0", "known 0", f"new {records}"]
        assert rows(store) == records


@pytest.mark.parametrize("kinds", [0, 3, 8, 15])
def test_killed_in_the_middle_it_wrote_nothing_and_the_next_catches_up(
    place: StorePlace, loaded: tuple[str, int], kinds: int
) -> None:
    address, records = loaded
    with place.open() as store:
        with start(place.address, address, place.environment) as process:
            assert process.stdout
            while process.stdout.readline().strip() != f"kind {kinds}":
                assert process.poll() is None
            process.kill()
        with open_engine(address) as engine:
            if store.history.revisions(engine)[0].known is None:
                assert rows(store) == 0
                assert store.history.remember(engine).begun == records
            else:
                assert kinds == 15, "it was killed long before its end"
            known = store.history.revisions(engine)[0].known
            assert known
            kept = {version.id: version.record for version in store.history.records(known)}
            assert kept == {key: record.canonical() for key, record in all_records(engine)[0].items()}


def test_overtaken_by_a_load_it_remembers_the_newer_revision(store: Store, tmp_path: Path) -> None:
    with graph(tmp_path / "graph") as engine:
        put(engine)
        waiting = [{"population": 9}]

        def meanwhile(_step: str, done: int, _total: int) -> None:
            if done == 3 and waiting:
                put(engine, city_bela=waiting.pop())

        done = store.history.remember(engine, progress=meanwhile)

        assert (done.revision.number, done.new, done.missed) == (2, True, (1,))
        known = store.history.revisions(engine)[0].known
        assert known
        kept = {version.id: version.record for version in store.history.records(known)}
        assert kept == {key: record.canonical() for key, record in all_records(engine)[0].items()}
        assert rows(store) == len(kept)
