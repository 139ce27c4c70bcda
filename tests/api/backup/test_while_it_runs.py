"""A backup is taken while loads go on and keys are made: each archive is of one revision, and whole."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from practice_atlas.api.backup import back_up, open_archive, restore_archive
from practice_atlas.api.store import Store, open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.reading import Reader
from tests.api.backup.places import ANN, embedded
from tests.api.store.graphs import put

BACKUPS = 6


def test_each_is_of_one_revision(tmp_path: Path) -> None:
    address, store = f"embedded:{tmp_path / 'graph'}", f"sqlite:{tmp_path / 'store.sqlite'}"
    over = threading.Event()
    with open_engine(address, writable=True) as writer, open_store(store) as kept, ThreadPoolExecutor(1) as pool:
        put(writer, city_bela={"population": 1})
        loads = pool.submit(_load, writer, kept, over)
        try:
            with open_engine(address) as reader, open_store(store) as other:
                files = [tmp_path / f"{number}.zip" for number in range(BACKUPS)]
                made = [back_up(reader, other, file, by=ANN).revision for file in files]
        finally:
            over.set()
        assert loads.result() >= made[-1]

    assert made == sorted(made)
    assert made[-1] > made[0]
    for file, revision in zip(files, made, strict=True):
        with open_archive(file) as archive, embedded(tmp_path / f"again {file.stem}") as atlas:
            restore_archive(archive, atlas.engine, atlas.store, by=ANN)
            found = [Reader(atlas.engine).get(name).record.model_dump() for name in ("city:bela", "city:dalma")]
            assert {row["population"] for row in found} == ({revision} if revision > 1 else {1, None})


def _load(writer: Engine, kept: Store, over: threading.Event) -> int:
    """Load until it is over; both populations are the number of the revision. The last revision."""
    number = 1
    while not over.is_set():
        number += 1
        put(writer, city_bela={"population": number}, city_dalma={"population": number})
        kept.keys.make(f"key {number}", Scope.READER)
        if number % 3:  # each third is left for whoever comes next
            kept.history.remember(writer)
    return number
