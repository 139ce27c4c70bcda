"""What only the embedded engine has: a file, one writer, and readers of what it last wrote."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.embedded import FILE_NAME
from practice_atlas.graph.engines.errors import EngineBusyError, EngineUnavailableError, ReadOnlyError
from tests.support.endless_writer import PER_REVISION, state
from tests.support.killing import kill_a_writer
from tests.support.neo4j_release import REPOSITORY

IDS = "MATCH (n:City) RETURN n.id AS id ORDER BY id"


def city(name: str) -> Statement:
    return Statement("CREATE (n:City) SET n.id = $id", {"id": name})


def ids(engine: Engine) -> list[str]:
    return [row["id"] for row in engine.read(IDS)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "new" / "graph"


@pytest.fixture
def writer(folder: Path) -> Iterator[Engine]:
    with open_engine(f"embedded:{folder}", writable=True) as engine:
        yield engine


def test_a_second_writer_is_told_who_writes(writer: Engine, folder: Path) -> None:
    writer.write([city("a")])

    with pytest.raises(EngineBusyError, match="open for writing by process") as caught:
        open_engine(f"embedded:{folder}", writable=True)

    assert "reading" in caught.value.fix
    assert ids(writer) == ["a"]


def test_the_folder_is_free_after_closing(writer: Engine, folder: Path) -> None:
    writer.write([city("a")])
    writer.close()

    with open_engine(f"embedded:{folder}", writable=True) as another:
        assert ids(another) == ["a"]


def test_a_reader_sees_each_revision_while_the_writer_goes_on(writer: Engine, folder: Path) -> None:
    writer.write([city("a")])

    with open_engine(f"embedded:{folder}") as reader:
        assert ids(reader) == ["a"]
        writer.write([city("b")])
        assert ids(reader) == ["a", "b"]


def test_a_reader_in_another_process_sees_what_was_written(writer: Engine, folder: Path) -> None:
    writer.write([city("صيدا")])
    program = (
        "import sys; from practice_atlas.graph.engines.address import open_engine\n"
        f"with open_engine(sys.argv[1]) as engine: print(ascii(engine.read({IDS!r})))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, f"embedded:{folder}"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == ascii([{"id": "صيدا"}])


def test_a_reader_does_not_write(writer: Engine, folder: Path) -> None:
    writer.write([city("a")])

    with open_engine(f"embedded:{folder}") as reader:
        with pytest.raises(ReadOnlyError):
            reader.write([city("b")])
        with pytest.raises(ReadOnlyError):
            reader.prepare([])
        assert reader.describe().details["opened for"] == "reading"


def test_reading_where_nothing_was_loaded_says_what_to_do(folder: Path) -> None:
    with pytest.raises(EngineUnavailableError, match="no graph") as caught:
        open_engine(f"embedded:{folder}")

    assert "practice-atlas load" in caught.value.fix
    assert not folder.exists()


@pytest.mark.parametrize("writable", [True, False])
def test_a_file_that_is_not_a_graph_is_left_alone(folder: Path, writable: bool) -> None:
    folder.mkdir(parents=True)
    (folder / FILE_NAME).write_text("not a graph")

    with pytest.raises(EngineUnavailableError, match="not a graph"):
        open_engine(f"embedded:{folder}", writable=writable)

    assert (folder / FILE_NAME).read_text() == "not a graph"


def test_a_graph_that_disappears_under_a_reader_is_an_error_of_ours(writer: Engine, folder: Path) -> None:
    writer.write([city("a")])
    with open_engine(f"embedded:{folder}") as reader:
        (folder / FILE_NAME).unlink()

        with pytest.raises(EngineUnavailableError):
            reader.read(IDS)


def test_what_cannot_be_saved_is_not_answered_either(writer: Engine, folder: Path) -> None:
    writer.write([city("a")])
    kept = (folder / FILE_NAME).rename(folder / "kept")
    (folder / FILE_NAME).mkdir()  # a rename over a folder fails, as a full disk would

    with pytest.raises(EngineUnavailableError):
        writer.write([city("b")])

    (folder / FILE_NAME).rmdir()
    kept.rename(folder / FILE_NAME)
    writer.close()
    with open_engine(f"embedded:{folder}", writable=True) as again:
        assert ids(again) == ["a"]


def test_writing_nothing_leaves_the_file_as_it_is(writer: Engine, folder: Path) -> None:
    writer.write([city("a")])
    before = (folder / FILE_NAME).stat()

    writer.write([Statement("MATCH (n:City {id: 'nobody'}) SET n.x = 1")])
    writer.prepare([])

    assert (folder / FILE_NAME).stat().st_ino == before.st_ino


def test_the_rest_of_a_killed_save_is_swept_away(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / f"{FILE_NAME}.tmp.123.0").write_bytes(b"half")

    with open_engine(f"embedded:{folder}", writable=True) as writer:
        writer.write([city("a")])

    assert not list(folder.glob("*.tmp.*"))


def test_a_killed_writer_leaves_the_old_revision_or_the_new(folder: Path) -> None:
    address = f"embedded:{folder}"
    revisions = [0]

    for after in (0.0, 0.003, 0.01, 0.05, 0.2):
        reported = kill_a_writer(address, {}, after=after)
        with open_engine(address) as reader:
            revision, nodes = state(reader)
        with open_engine(address, writable=True) as writer:
            assert state(writer) == (revision, nodes)
        assert revision in (reported, reported + 1)
        assert nodes == revision * PER_REVISION
        revisions.append(revision)

    assert revisions == sorted(set(revisions))
