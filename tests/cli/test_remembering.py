"""What a load leaves behind: earlier revisions that can be asked, and who loaded what."""

from __future__ import annotations

import getpass
from pathlib import Path

from practice_atlas.api.store import open_store
from practice_atlas.graph.engines.address import open_engine
from tests.cli.running import Atlas, in_a_process
from tests.cli.test_load import without_a_flow


def test_an_earlier_revision_is_asked_by_number_and_day(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)
    empty("load", without_a_flow(folder, tmp_path / "changed"))

    now = empty("ask", "flows", "--to", "Dalma", "--json").json
    then = empty("ask", "flows", "--to", "Dalma", "--known-at", "1", "--json").json
    text = empty("ask", "city", "Dalma", "--known-at", "1")
    late = empty("ask", "flows", "--to", "Dalma", "--known-at", "2999-01-01", "--json").json

    assert (now["total"], now["revision"]) == (1, 2)
    assert (then["total"], then["revision"]) == (2, 1)
    assert text.code == 0
    assert late == now


def test_a_revision_that_is_not_there_is_told(empty: Atlas, folder: Path) -> None:
    empty("load", folder)

    unknown, early = (empty("ask", "city", "Dalma", "--known-at", at) for at in ("7", "1999-01-01"))

    assert (unknown.code, early.code) == (1, 1)
    assert "newest is 1" in unknown.err
    assert "Nothing was loaded by" in early.err


def test_loads_are_logged_with_who_and_how_much(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)
    empty("load", folder)
    empty("load", without_a_flow(folder, tmp_path / "changed"))

    newest, first = empty("audit", "--json").json
    text = empty("audit").out

    assert (newest["who"], newest["via"], newest["what"]) == (getpass.getuser(), "command line", "load")
    assert (newest["before"], newest["after"], newest["counts"]) == (1, 2, {"added": 0, "changed": 0, "withdrawn": 1})
    assert first["details"] == {"dataset": "sample", "version": "1.0.0"}
    assert "withdrawn 1" in text
    assert getpass.getuser() in text


def test_a_load_into_a_store_that_cannot_be_opened_loads_nothing(empty: Atlas, folder: Path) -> None:
    done = empty("load", folder, "--store", "sqlite:/dev/null/store.sqlite")

    assert done.code == 3
    assert "cannot be used" in done.err
    assert empty("ask", "city", "Dalma").code != 0


def test_a_load_after_the_store_was_lost_catches_up(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)
    place = Path(empty.engine.removeprefix("embedded:"))
    for file in place.glob("store.sqlite*"):
        file.unlink()

    empty("load", without_a_flow(folder, tmp_path / "changed"))
    again = empty("load", without_a_flow(folder, tmp_path / "again"))

    assert "Nothing to write" in again.out
    assert "were not kept" in empty("ask", "city", "Dalma", "--known-at", "1").err
    with open_store(f"sqlite:{place}/store.sqlite") as store, open_engine(empty.engine) as engine:
        assert [past.known is not None for past in store.history.revisions(engine)] == [True, False]


def test_a_process_loads_and_remembers(empty: Atlas, folder: Path) -> None:
    done = in_a_process("load", folder, engine=empty.engine)

    assert done.code == 0, done.err
    assert empty("ask", "city", "Dalma", "--known-at", "1").code == 0
    assert "store.sqlite" in empty("doctor").out
