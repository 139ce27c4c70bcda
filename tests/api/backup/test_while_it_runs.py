"""A backup is taken while loads go on and keys are made: each archive is of one revision, and whole."""

from __future__ import annotations

import threading
from pathlib import Path

from practice_atlas.api.backup import back_up, open_archive, restore_archive
from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from tests.api.backup.places import ANN, embedded
from tests.api.store.graphs import put

BACKUPS = 6


def test_each_is_of_one_revision(tmp_path: Path) -> None:
    address, store = f"embedded:{tmp_path / 'graph'}", f"sqlite:{tmp_path / 'store.sqlite'}"
    over, failures = threading.Event(), []
    with open_engine(address, writable=True) as writer, open_store(store) as kept:
        put(writer, city_bela={"population": 1})

        def load() -> None:
            number = 1
            try:
                while not over.is_set():
                    number += 1
                    revision = put(writer, city_bela={"population": number}, city_dalma={"population": number}).revision
                    assert revision.number == number
                    kept.keys.make(f"key {number}", Scope.READER)
                    if number % 3:  # each third is left for whoever comes next
                        kept.history.remember(writer)
            except Exception as error:
                failures.append(error)
                raise

        loading = threading.Thread(target=load)
        loading.start()
        with open_engine(address) as reader, open_store(store) as other:
            made = [
                back_up(reader, other, tmp_path / f"{number}.zip", by=ANN).revision for number in range(BACKUPS)
            ]  # fmt: skip
        over.set()
        loading.join()

    assert failures == []
    assert made == sorted(made)
    assert made[-1] > made[0]
    for number, revision in enumerate(made):
        with open_archive(tmp_path / f"{number}.zip") as archive, embedded(tmp_path / f"again {number}") as atlas:
            restore_archive(archive, atlas.engine, atlas.store, by=ANN)
            found = [Reader(atlas.engine).get(name).record.model_dump() for name in ("city:bela", "city:dalma")]
            expected = {revision} if revision > 1 else {1, None}
            assert {row["population"] for row in found} == expected
