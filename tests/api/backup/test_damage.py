"""Archives that are damaged, cut short, foreign, newer or made to do harm: refused in words, and nothing is written."""

from __future__ import annotations

import hashlib
import json
import random
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from practice_atlas.api.backup import back_up, open_archive, rehearse
from practice_atlas.api.backup.errors import (
    BackupError,
    DamagedArchiveError,
    ForeignArchiveError,
    NewerArchiveError,
)
from practice_atlas.api.backup.manifest import VERSION
from practice_atlas.api.backup.parts import GRAPH, KEYS, LOG, PAIRING_CHANGES, PAIRINGS, PARTS, RECORDS, SHARES, TABLES
from practice_atlas.api.store.audit import What, note
from practice_atlas.api.store.schema import STEPS
from tests.api.backup.places import ANN, embedded, put_history
from tests.architecture.repository import ROOT

#: A version of the format that is still to come.
NEXT = VERSION + 1
Parts = dict[str, bytes]
Told = dict[str, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup. Not to be changed."""
    folder = tmp_path_factory.mktemp("whole")
    with embedded(folder / "graph") as atlas:
        put_history(atlas)
        back_up(atlas.engine, atlas.store, folder / "atlas.zip", by=ANN)
    return folder / "atlas.zip"


def read_through(file: Path) -> None:
    """Everything that restoring reads before it writes, to the last row."""
    with open_archive(file) as archive:
        archive.revisions()
        for name in TABLES:
            for _ in archive.rows(name):
                pass


def rewritten(whole: Path, target: Path, change: Callable[[Parts, Told], object], *, honest: bool = True) -> Path:
    """The archive with other parts and another manifest; `honest`: the manifest tells sizes and hashes of the new."""
    with zipfile.ZipFile(whole) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    told = json.loads(parts.pop("manifest.json"))
    change(parts, told)
    for name, data in parts.items() if honest else ():
        if name in told["parts"]:
            told["parts"][name] |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
        package.writestr("manifest.json", json.dumps(told))
    return target


def test_a_whole_one_is_read_and_can_be_restored(whole: Path) -> None:
    read_through(whole)
    with open_archive(whole) as archive:
        assert rehearse(archive).manifest.revision == 4


@pytest.mark.parametrize("seed", range(4))
def test_cut_short_anywhere(whole: Path, tmp_path: Path, seed: int) -> None:
    data = whole.read_bytes()
    chance = random.Random(seed)
    for length in sorted(chance.sample(range(4, len(data)), 25)):
        (tmp_path / "cut.zip").write_bytes(data[:length])
        with pytest.raises(DamagedArchiveError):
            read_through(tmp_path / "cut.zip")


@pytest.mark.parametrize("seed", range(4))
def test_a_changed_byte_is_noticed_or_changes_nothing(whole: Path, tmp_path: Path, seed: int) -> None:
    data = bytearray(whole.read_bytes())
    chance = random.Random(seed)
    before, noticed = _contents(whole), 0
    assert before
    for place in chance.sample(range(len(data)), 50):
        changed = data.copy()
        changed[place] ^= 1 << chance.randrange(8)
        (tmp_path / "changed.zip").write_bytes(changed)
        found = _contents(tmp_path / "changed.zip")
        assert found in (None, before)
        noticed += found is None
    assert noticed > 35


def _contents(file: Path) -> list[object] | None:
    """All rows of an archive; None for one that is refused."""
    with suppress(BackupError), open_archive(file) as archive:
        return [list(archive.rows(name)) for name in TABLES] + list(archive.revisions())
    return None


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"hello\n", b"SQLite format 3\0" * 100, b"\x1f\x8b\x08" + b"\0" * 100, b"PK\x05\x06" + b"\0" * 18],
)
def test_a_file_of_another_kind(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other").write_bytes(data)

    with pytest.raises(ForeignArchiveError, match="no backup of Practice Atlas"):
        read_through(tmp_path / "other")


@pytest.mark.parametrize("manifest", [None, b"{}", b"[]", b"no json", b"\xff", b'{"format": "other"}', b"[" * 100_000])
def test_a_zip_of_another_kind(tmp_path: Path, manifest: bytes | None) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as package:
        package.writestr("readme.txt", "Hello.")
        if manifest is not None:
            package.writestr("manifest.json", manifest)

    with pytest.raises(ForeignArchiveError):
        read_through(tmp_path / "other.zip")


@pytest.mark.parametrize(
    "newer", [{"version": NEXT}, {"store": len(STEPS) + 1}, {"version": NEXT, "parts": "otherwise"}]
)
def test_a_newer_one_says_which_version_made_it(whole: Path, tmp_path: Path, newer: Told) -> None:
    file = rewritten(whole, tmp_path / "newer.zip", lambda _, told: told.update(newer, product="7.1"))

    with pytest.raises(NewerArchiveError, match=r"practice-atlas 7\.1, which is newer"):
        read_through(file)


def _without_pairings(parts: Parts, told: Told) -> None:
    for name in (PAIRINGS, PAIRING_CHANGES):
        del parts[name], told["parts"][name]


def _without_links(parts: Parts, told: Told) -> None:
    del parts[SHARES], told["parts"][SHARES]


def test_an_older_one_that_knew_no_links_is_read(whole: Path, tmp_path: Path) -> None:
    def aged(parts: Parts, told: Told) -> None:
        _without_links(parts, told)
        told.update(version=2, store=6)

    with open_archive(rewritten(whole, tmp_path / "older.zip", aged)) as archive:
        restored = rehearse(archive)

    assert (restored.manifest.rows(SHARES), restored.manifest.rows(PAIRINGS)) == (0, 2)
    with pytest.raises(DamagedArchiveError, match="has not the parts"):
        read_through(rewritten(whole, tmp_path / "cut.zip", _without_links))


def test_an_older_one_that_knew_no_pairings_is_read(whole: Path, tmp_path: Path) -> None:
    def aged(parts: Parts, told: Told) -> None:
        _without_pairings(parts, told)
        _without_links(parts, told)
        told.update(version=1, store=5)

    with open_archive(rewritten(whole, tmp_path / "older.zip", aged)) as archive:
        restored = rehearse(archive)

    assert restored.manifest.rows(PAIRINGS) == 0
    with pytest.raises(DamagedArchiveError, match="has not the parts"):
        read_through(rewritten(whole, tmp_path / "cut.zip", _without_pairings))


def _line(name: str, change: Callable[[Told], object]) -> Callable[[Parts, Told], object]:
    """Changes the first row of a part."""

    def changed(parts: Parts, _told: Told) -> None:
        first, _, rest = parts[name].partition(b"\n")
        row = json.loads(first)
        change(row)
        parts[name] = json.dumps(row).encode() + b"\n" + rest

    return changed


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda parts, _: parts.pop(LOG), id="a part is missing"),
        pytest.param(lambda parts, told: (parts.pop(LOG), told["parts"].pop(LOG)), id="a part is not even listed"),
        pytest.param(lambda parts, _: parts.update({"../../evil": b"x"}), id="a path that leads elsewhere"),
        pytest.param(
            lambda parts, told: (parts.update({"/etc/x": b"x"}), told["parts"].update({"/etc/x": told["parts"][LOG]})),
            id="a listed path that leads elsewhere",
        ),
        pytest.param(lambda parts, _: parts.update({LOG: b"{}\n"}), id="an empty row"),
        pytest.param(lambda parts, _: parts.update({LOG: b"null\n"}), id="no object"),
        pytest.param(lambda parts, _: parts.update({LOG: b"{"}), id="half a row"),
        pytest.param(lambda parts, _: parts.update({GRAPH: b""}), id="no revision"),
        pytest.param(lambda parts, _: parts.update({GRAPH: b'{"number": "x"}\n'}), id="no such revision"),
        pytest.param(lambda _, told: told.update(revision=9), id="another revision"),
        pytest.param(lambda _, told: told.update(unknown=1), id="more than is known"),
        pytest.param(lambda _, told: told.update(records={"city": -1}), id="fewer than none"),
        pytest.param(_line(KEYS, lambda row: row.update(hash="no base64!")), id="no hash"),
        pytest.param(_line(KEYS, lambda row: row.update(name=7)), id="a number for a name"),
        pytest.param(_line(KEYS, lambda row: row.update(name="a\0b")), id="no letter"),
        pytest.param(_line(KEYS, lambda row: row.update(name="\ud800")), id="half a letter"),
        pytest.param(_line(KEYS, lambda row: row.update(other="x")), id="another column"),
        pytest.param(_line(RECORDS, lambda row: row.update(level="0")), id="a text for a number"),
        pytest.param(_line(RECORDS, lambda row: row.update(level=True)), id="a truth for a number"),
        pytest.param(_line(RECORDS, lambda row: row.update(first=2**70)), id="too large a number"),
    ],
)
def test_one_that_somebody_made(whole: Path, tmp_path: Path, change: Callable[[Parts, Told], object]) -> None:
    file = rewritten(whole, tmp_path / "made.zip", change)

    with pytest.raises(DamagedArchiveError) as caught:
        read_through(file)

    assert len(caught.value.message) < 400
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made.zip"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda parts, _: parts.update({KEYS: parts[KEYS] * 2}), id="the same key twice"),
        pytest.param(lambda parts, _: parts.update({RECORDS: parts[RECORDS] * 2}), id="the same record twice"),
        pytest.param(lambda parts, _: parts.update({"revisions.jsonl": b""}), id="nothing known of the revision"),
        pytest.param(_line(RECORDS, lambda row: row.update(last=None, record="{}")), id="a record that is none"),
        pytest.param(lambda parts, _: parts.update({PAIRING_CHANGES: b""}), id="a pairing without a stage"),
        pytest.param(_line(PAIRING_CHANGES, lambda row: row.update(stage="married")), id="a stage that is none"),
        pytest.param(_line(PAIRING_CHANGES, lambda row: row.update(day="soon")), id="a day that is none"),
        pytest.param(_line(PAIRINGS, lambda row: row.update(recommended="{}")), id="no recommendation"),
    ],
)
def test_one_that_contradicts_itself_cannot_be_restored(
    whole: Path, tmp_path: Path, change: Callable[[Parts, Told], object]
) -> None:
    file = rewritten(whole, tmp_path / "made.zip", change)

    with open_archive(file) as archive, pytest.raises(DamagedArchiveError):
        rehearse(archive)


def test_a_record_that_was_changed_with_its_sums_is_found_by_the_revision(whole: Path, tmp_path: Path) -> None:
    def other(parts: Parts, _told: Told) -> None:
        parts[RECORDS] = parts[RECORDS].replace(b"Youth council", b"Chess council")

    file = rewritten(whole, tmp_path / "made.zip", other)

    with open_archive(file) as archive, pytest.raises(Exception, match="not those of revision 4"):
        rehearse(archive)


def test_sums_that_do_not_fit_are_found(whole: Path, tmp_path: Path) -> None:
    file = rewritten(whole, tmp_path / "made.zip", _line(LOG, lambda row: row.update(who="eve")), honest=False)

    with pytest.raises(DamagedArchiveError, match=r"log\.jsonl is not as it was written"):
        read_through(file)


def test_a_bomb_is_refused_unread(whole: Path, tmp_path: Path) -> None:
    file = rewritten(whole, tmp_path / "bomb.zip", lambda parts, _: parts.update({LOG: b" " * (64 * 1024 * 1024)}))

    with pytest.raises(DamagedArchiveError, match=r"log\.jsonl would have 64 MB, from \d+ KB"):
        read_through(file)


def test_every_part_is_listed(whole: Path) -> None:
    with open_archive(whole) as archive:
        assert set(archive.manifest.parts) == set(PARTS)
        assert archive.manifest.rows(KEYS) == 2


def test_a_full_disk_leaves_the_backup_that_was_there(tmp_path: Path) -> None:
    """The file may not grow beyond some kilobytes, which to the program is a disk that is full."""
    with embedded(tmp_path / "graph") as atlas:
        put_history(atlas)
        with atlas.store.database.writing() as connection:
            for _ in range(1_000):
                note(connection, ANN, What.LOAD, details={"noise": random.randbytes(100).hex()})
    (tmp_path / "atlas.zip").write_bytes(b"the one of yesterday")
    code = "import resource,signal;signal.signal(signal.SIGXFSZ,signal.SIG_IGN);from practice_atlas.cli.main import run"
    limit = f"resource.setrlimit(resource.RLIMIT_FSIZE,(65536,{resource.RLIM_INFINITY}))"
    arguments = ["backup", str(tmp_path / "atlas.zip"), "--engine", f"embedded:{tmp_path / 'graph'}"]

    done = subprocess.run(
        [sys.executable, "-B", "-c", f"{code};{limit};run()", *arguments],  # -B: half a module would stay in the cache
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert done.returncode == 1, done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "atlas.zip").read_bytes() == b"the one of yesterday"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["atlas.zip", "graph"]
