"""What is kept for a revision, and of what follows from something beside the graph only the newest version."""

from __future__ import annotations

from pathlib import Path

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.questions.kept import kept
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
