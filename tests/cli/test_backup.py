"""`backup` and `restore` as a person uses them."""

from __future__ import annotations

import getpass
from pathlib import Path

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.revisions import current_revision
from tests.cli.running import Atlas, in_a_process
from tests.cli.test_load import without_a_flow


def test_there_and_back(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)
    empty("load", without_a_flow(folder, tmp_path / "changed"))
    empty("keys", "make", "Hub tool", "--scope", "hub")
    asked = ("ask", "flows", "--to", "Dalma", "--json", "--known-at")
    before = [empty(*asked, number).json for number in ("1", "2")]

    saved = empty("backup", tmp_path / "atlas.zip")
    json = empty("backup", tmp_path / "again.zip", "--json").json
    other = Atlas(f"embedded:{tmp_path / 'other'}", empty.monkeypatch, empty.capsys)
    rehearsed = other("restore", tmp_path / "atlas.zip", "--dry-run")
    nothing_yet = not (tmp_path / "other").exists()
    restored = other("restore", tmp_path / "atlas.zip")

    assert saved.code == 0
    assert f"Revision 2 is in {tmp_path / 'atlas.zip'}" in saved.out
    assert "2 revisions" in saved.out
    assert "1 key," in saved.out
    assert (tmp_path / "atlas.zip").stat().st_mode & 0o077 == 0
    assert (json["format"], json["version"], json["revision"]) == ("practice-atlas-backup", 3, 2)
    assert rehearsed.code == 0
    assert "could be restored. Nothing was written" in rehearsed.out
    assert nothing_yet
    assert restored.code == 0, restored.err
    assert "is restored" in restored.out
    assert "1 key is in force" in restored.err
    assert [other(*asked, number).json for number in ("1", "2")] == before
    assert [key["name"] for key in other("keys", "list", "--json").json] == ["Hub tool"]
    newest = other("audit", "--json").json[0]
    assert (newest["who"], newest["what"]) == (getpass.getuser(), "put back from a backup")


def test_what_is_there_is_not_overwritten_unless_told(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)
    empty("backup", tmp_path / "atlas.zip")
    empty("load", without_a_flow(folder, tmp_path / "changed"))

    refused = empty("restore", tmp_path / "atlas.zip")
    after_that = current(empty)
    told = empty("restore", tmp_path / "atlas.zip", "--replace")

    assert (refused.code, after_that) == (1, 2)
    assert "The graph holds revision 2 and the store holds" in refused.err
    assert "--replace" in refused.err
    assert (told.code, current(empty)) == (0, 1)


def current(atlas: Atlas) -> int:
    with open_engine(atlas.engine) as engine:
        return current_revision(engine).number


def test_what_cannot_be_restored_is_told_without_a_traceback(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)
    empty("backup", tmp_path / "atlas.zip")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "atlas.zip").read_bytes()[:-100])
    other = Atlas(f"embedded:{tmp_path / 'other'}", empty.monkeypatch, empty.capsys)

    cut = in_a_process("restore", tmp_path / "cut.zip", engine=other.engine)
    foreign, absent = (other("restore", file) for file in (__file__, tmp_path / "no.zip"))

    assert (cut.code, foreign.code, absent.code) == (1, 1, 2)
    assert "damaged or incomplete" in cut.err
    assert "no backup of Practice Atlas" in foreign.err
    assert "Traceback" not in cut.err + foreign.err + absent.err
    assert not (tmp_path / "other").exists()


def test_what_cannot_be_backed_up_is_told(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    nothing = empty("backup", tmp_path / "atlas.zip")
    empty("load", folder)
    nowhere = empty("backup", tmp_path / "no" / "such" / "atlas.zip")

    assert (nothing.code, nowhere.code) == (3, 1)
    assert "There is no graph" in nothing.err
    assert "No such file or directory" in nowhere.err
    assert list(tmp_path.glob("*.zip")) == []
