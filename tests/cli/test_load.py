"""`load`: differences only, all or nothing, and what to do where another process holds the graph."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.revisions import current_revision
from tests.architecture.repository import ROOT
from tests.cli.running import Atlas, in_a_process
from tests.support.sample import ROWS

#: Opens a graph, says so, and holds it until its standard input ends.
HOLDER = """
import sys
from practice_atlas.graph.engines.address import open_engine
with open_engine(sys.argv[1], writable=sys.argv[2] == "writing") as engine:
    print(len(engine.read("MATCH (n:City) RETURN n.id AS id")), flush=True)
    sys.stdin.readline()
    if sys.argv[2] == "reading":
        print(len(engine.read("MATCH (n:City) RETURN n.id AS id")), flush=True)
"""


def revision(address: str) -> int:
    with open_engine(address) as engine:
        return current_revision(engine).number


def without_a_flow(folder: Path, target: Path) -> Path:
    """A copy of the data set in which one flow is missing."""
    shutil.copytree(folder, target)
    flows = target / "flows.yaml"
    parts = flows.read_text(encoding="utf-8").split("- id: ")
    flows.write_text("- id: ".join(part for part in parts if not part.startswith("flow:bela-dalma")), encoding="utf-8")
    return target


def test_a_first_load_and_a_second_that_writes_nothing(empty: Atlas, folder: Path) -> None:
    first, second = empty("load", folder), empty("load", folder)

    assert (first.code, second.code) == (0, 0)
    assert first.out == f"Revision 1: {len(ROWS)} added, 0 changed, 0 withdrawn, 0 unchanged.\n"
    assert second.out == "Nothing to write; the graph stays at revision 1.\n"


def test_a_load_as_json(empty: Atlas, folder: Path) -> None:
    first, second = empty("load", folder, "--json").json, empty("load", folder, "--json").json

    assert set(first["added"]) == {row["id"] for row in ROWS}
    assert second == {"revision": 1, "added": [], "changed": [], "withdrawn": [], "unchanged": len(ROWS)}


def test_a_dry_run_shows_the_difference_and_writes_nothing(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)
    changed = without_a_flow(folder, tmp_path / "changed")

    text = empty("load", changed, "--dry-run")
    json = empty("load", changed, "--dry-run", "--json").json

    assert text.out.splitlines() == [
        "- flow:bela-dalma",
        f"Would be: 0 added, 0 changed, 1 withdrawn, {len(ROWS) - 1} unchanged. Nothing was written.",
    ]
    assert (json["revision"], json["withdrawn"]) == (None, ["flow:bela-dalma"])
    assert revision(empty.engine) == 1


def test_what_disappears_is_withdrawn(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)

    told = empty("load", without_a_flow(folder, tmp_path / "changed")).out

    assert told == f"Revision 2: 0 added, 0 changed, 1 withdrawn, {len(ROWS) - 1} unchanged.\n"
    assert empty("ask", "flows", "--to", "Dalma", "--json").json["total"] == 1


def test_a_data_set_with_a_problem_is_not_loaded(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)
    broken = without_a_flow(folder, tmp_path / "broken")
    (broken / "cities.yaml").write_text("- {id: city:x, name: X, country: nowhere}\n", encoding="utf-8")

    text, json = empty("load", broken), empty("load", broken, "--json")

    assert (text.code, json.code) == (1, 1)
    assert "cities.yaml" in text.out
    assert json.json["problems"]
    assert revision(empty.engine) == 1


def test_a_load_goes_on_while_another_process_reads(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    empty("load", folder)

    with holding(empty.engine, "reading") as holder:
        done = in_a_process("load", without_a_flow(folder, tmp_path / "changed"), engine=empty.engine)
        seen, _ = holder.communicate("\n", timeout=60)

    assert done.code == 0, done.err
    assert done.out.startswith("Revision 2:")
    assert seen.strip() == "7"


def test_a_load_while_another_process_writes_says_what_to_do(empty: Atlas, folder: Path) -> None:
    empty("load", folder)

    with holding(empty.engine, "writing"):
        done = in_a_process("load", folder, engine=empty.engine)
        asked = in_a_process("ask", "city", "Dalma", engine=empty.engine)

    assert done.code == 3
    assert "open for writing by process" in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) >= 2
    assert asked.code == 0, asked.err


@contextmanager
def holding(address: str, way: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the graph while the block runs."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, address, way],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    with process:
        assert process.stdout.readline().strip() == "7"
        yield process
        if process.poll() is None and not process.stdin.closed:
            process.communicate("\n", timeout=60)


def test_a_dry_run_disturbs_nobody_and_makes_nothing(empty: Atlas, folder: Path) -> None:
    before = empty("load", folder, "--dry-run")

    assert before.out.endswith(
        f"Would be: {len(ROWS)} added, 0 changed, 0 withdrawn, 0 unchanged. Nothing was written.\n"
    )
    assert not Path(empty.engine.removeprefix("embedded:")).exists()
    empty("load", folder)
    with open_engine(empty.engine, writable=True):
        assert empty("load", folder, "--dry-run").code == 0


def test_a_clash_with_another_data_set_is_told_at_its_place(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "dataset.yaml").write_text("id: other\ntitle: O\npublisher: P\nlicence: CC0-1.0\nversion: '1'\n")
    (other / "cities.yaml").write_text("- id: city:arda\n  name: Arda\n  country: country:sy\n")
    empty("load", folder)

    done = empty("load", other)

    assert done.code == 1
    assert "identifier.clash" in done.err
    assert "cities.yaml" in done.err
    assert "Traceback" not in done.err
