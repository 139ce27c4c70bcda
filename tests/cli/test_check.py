"""`check`: all problems at once, as text, JSON and comments in a workbook."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from practice_atlas.loaders import write_dataset
from tests.cli.running import Atlas
from tests.support.sample import sample

TEXT = "In March the cities met. They talked about youth. Nobody cites this sentence at all.\n"
TABLES = {
    "dataset": 'id: small\ntitle: Small\npublisher: Test\nlicence: CC0-1.0\nversion: "1"\n',
    "sources": "- {id: source:one, title: A report, file: report.txt}\n",
    "evidence": "- {id: evidence:one, source: source:one, starts: In March, ends: about youth, says: They met.}\n",
    "practices": "- {id: practice:council, name: Council}\n",
    "engagements": "- {id: engagement:one, name: Meeting, engagement_kind: meeting, evidence: [evidence:one]}\n",
}


def write(folder: Path, **tables: str) -> Path:
    folder.mkdir()
    for name, text in {**TABLES, **tables}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    cities = "- {id: city:a, name: A, country: country:zz}\n- {id: city:b, name: B, country: country:lb, nmae: x}\n"
    return write(tmp_path / "broken", cities=cities)


def test_a_good_data_set_is_counted(empty: Atlas, folder: Path) -> None:
    told, json = empty("check", folder), empty("check", folder, "--json")

    assert (told.code, json.code) == (0, 0)
    assert told.out.startswith("Sample: no problem. 7 city, ")
    assert json.json["problems"] == []
    assert json.json["counts"]["flow"] == 5


def test_all_problems_are_told_with_their_places(empty: Atlas, broken: Path) -> None:
    told, json = empty("check", broken), empty("check", broken, "--json")

    assert (told.code, json.code) == (1, 1)
    problems = json.json["problems"]
    assert [(problem["file"], problem["line"]) for problem in problems] == [("cities.yaml", 1), ("cities.yaml", 2)]
    assert all(problem["message"] and problem["fix"] and problem["rule"] for problem in problems)
    assert "cities.yaml" in told.out
    assert "counts" not in json.json


def test_coverage_lists_what_nobody_cites(empty: Atlas, tmp_path: Path) -> None:
    data, sources = write(tmp_path / "small"), tmp_path / "texts"
    sources.mkdir()
    (sources / "report.txt").write_text(TEXT, encoding="utf-8")

    told = empty("check", data, "--sources", sources, "--coverage")
    json = empty("check", data, "--sources", sources, "--coverage", "--json").json

    assert told.code == 1
    assert "Nobody cites this sentence at all." in told.out
    assert json["problems"] == []
    assert json["coverage"]["complete"] is False
    assert [item["line"] for source in json["coverage"]["sources"] for item in source["uncovered"]] == [1]


def test_coverage_is_complete_where_the_rest_is_waived(empty: Atlas, tmp_path: Path) -> None:
    waiver = "- {id: waiver:one, source: source:one, starts: Nobody cites, ends: at all, reason: Filling.}\n"
    data = write(tmp_path / "small", waivers=waiver)
    (data / "sources").mkdir()
    (data / "sources" / "report.txt").write_text(TEXT, encoding="utf-8")

    done = empty("check", data, "--coverage")

    assert done.code == 0, done.out


def test_coverage_without_the_text_says_that_it_is_not_at_hand(empty: Atlas, folder: Path) -> None:
    assert "source:report: its text is not at hand" in empty("check", folder, "--coverage").out


def test_a_workbook_is_annotated_in_its_bad_cells(empty: Atlas, tmp_path: Path) -> None:
    write_dataset(sample(), tmp_path / "good.xlsx", "xlsx")
    workbook = load_workbook(tmp_path / "good.xlsx")
    headings = [cell.value for cell in workbook["cities"][1]]
    row = next(cell.row for cell in workbook["cities"]["A"] if cell.value == "city:bela")
    workbook["cities"].cell(row, headings.index("country") + 1).value = "Atlantis"
    workbook.save(tmp_path / "bad.xlsx")

    done = empty("check", tmp_path / "bad.xlsx", "--annotate", tmp_path / "told.xlsx")

    assert done.code == 1
    assert "Comments written to" in done.err
    sheet = load_workbook(tmp_path / "told.xlsx")["cities"]
    comments = [cell.comment.text for cells in sheet.iter_rows() for cell in cells if cell.comment]
    assert any("Atlantis" in text for text in comments)


def test_only_workbooks_are_annotated(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    done = empty("check", folder, "--annotate", tmp_path / "x.xlsx")

    assert done.code == 1
    assert "only a workbook can be annotated" in done.err


def test_names_of_the_loaded_graph_count_as_known(atlas: Atlas, tmp_path: Path) -> None:
    flow = "id: flow:x, learner: Elin, teacher: Arda, practice: Council, flow_kind: exposed, evidence: [evidence:one]"
    data = write(tmp_path / "more", flows=f"- {{{flow}}}\n")

    alone, against = atlas("check", data), atlas("check", data, "--against-graph")

    assert alone.code == 1
    assert against.code == 0, against.out


def test_a_folder_that_is_not_there_is_wrong_usage(empty: Atlas, tmp_path: Path) -> None:
    assert empty("check", tmp_path / "nothing").code == 2


def test_checking_leaves_the_data_set_alone(empty: Atlas, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)

    empty("check", copy, "--coverage")

    assert {path.name: path.read_bytes() for path in copy.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }
