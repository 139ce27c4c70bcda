"""What is kept for a revision, and of what follows from something beside the graph only the newest version."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.questions import kept as module
from practice_atlas.graph.questions.kept import StillMadeError, kept, made_for_everybody
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from tests.support.sample import sample


def test_of_what_has_versions_the_newest_alone_is_kept(tmp_path: Path) -> None:
    made: list[str] = []

    def make(reader: Reader) -> str:
        made.append(reader.recorded.version)
        return f"made {len(made)}"

    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as engine:
        load(engine, sample())
        reader = Reader(engine)

        def ask(version: str) -> str:
            return kept(reader, "something", make, version=version)

        assert [ask("a"), ask("a"), ask("b"), ask("b")] == ["made 1", "made 1", "made 2", "made 2"]
        assert ask("a") == "made 3"
        load(engine, sample(without=("waiver:title",)))
        reader = Reader(engine)
        assert ask("a") == "made 4"


def test_who_waits_long_for_what_another_makes_is_told_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    begun, enough = Event(), Event()

    def make(_: Reader) -> bool:
        begun.set()
        assert enough.wait(20)
        return made_for_everybody()

    def ask(reader: Reader) -> bool:
        return kept(reader, "slow", make)

    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as engine, ThreadPoolExecutor(1) as other:
        load(engine, sample())
        reader = Reader(engine)
        first = other.submit(ask, reader)
        try:
            assert begun.wait(20)
            with pytest.raises(StillMadeError):
                ask(reader)
        finally:
            enough.set()
        assert first.result() is ask(reader) is True
        assert not made_for_everybody()
