"""Reports say everything, and show what the input says as text."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console, RenderableType

from practice_atlas.loaders import (
    annotate_workbook,
    coverage,
    coverage_as_json,
    coverage_report,
    problems_as_json,
    problems_table,
    read_dataset,
)
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.problems import Place, Problem
from tests.loaders.bad.generated import xlsx_dates, xlsx_headings, xlsx_macro, xlsx_merged
from tests.loaders.small import CITIES, check

_PROBLEMS = (
    Problem(Place("cities.yaml", line=3), "text.form", "[bold]no[/bold]", "Write it.", field="name", record="city:a"),
    Problem(Place("flows.yaml"), "file.empty", "empty", "Fill it in."),
)


def _shown(renderable: RenderableType) -> str:
    out = io.StringIO()
    Console(file=out, width=100, color_system=None).print(renderable)
    return out.getvalue()


def test_problems_are_shown_with_place_rule_and_fix() -> None:
    shown = _shown(problems_table(_PROBLEMS))

    assert "line 3  city:a, name" in shown
    assert "[bold]no[/bold]  [text.form]" in shown
    assert "→ Fill it in." in shown
    assert "the whole file" in shown
    assert "2 problems in 2 files. Nothing was loaded." in shown


def test_long_fixes_are_shown_whole_where_the_console_does_not_wrap() -> None:
    fix = "Choose " + " or ".join(f"city:number-{number}" for number in range(30))
    out = io.StringIO()

    Console(file=out, width=40, soft_wrap=True).print(problems_table([Problem(Place("a.yaml"), "rule", "What", fix)]))

    assert f"→ {fix}\n" in out.getvalue()


def test_what_steers_a_terminal_is_shown_as_escapes() -> None:
    place = Place("a\x1b[2J.csv", line=1, column="\u202eeman")

    shown = _shown(problems_table([Problem(place, "rule", "صيدا \x1b]0;title\x07", "Mend it.", record="city:\x9b")]))

    assert all(letter.isprintable() for letter in shown.replace("\n", ""))
    assert "a\\x1b[2J.csv" in shown
    assert "column \\u202eeman  city:\\x9b" in shown
    assert "صيدا \\x1b]0;title\\x07" in shown


def test_no_problem_is_said_so() -> None:
    assert "No problem found." in _shown(problems_table(()))


def test_json_counts_the_rules() -> None:
    content = json.loads(problems_as_json(_PROBLEMS))

    assert content["count"] == 2
    assert content["rules"] == {"file.empty": 1, "text.form": 1}
    assert content["problems"][0]["line"] == 3


def test_coverage_is_shown_and_written(tmp_path: Path) -> None:
    sources = "- {id: source:a, title: A, file: a.txt}\n- {id: source:b, title: B}\n"
    dataset = check(tmp_path / "data", cities=CITIES, sources=sources).dataset
    assert dataset is not None
    (tmp_path / "a.txt").write_text("Nobody cites this.\n")
    found = coverage(dataset, tmp_path)

    shown = _shown(coverage_report(found))

    assert "source:a: of 1 sentences 0 are cited, 0 waived, 1 neither" in shown
    assert "line 1: Nobody cites this." in shown
    assert "source:b: its text is not at hand" in shown
    assert json.loads(coverage_as_json(found))["sources"][0]["uncovered"][0]["line"] == 1


def test_bad_cells_carry_comments_in_a_copy(tmp_path: Path) -> None:
    original = xlsx_dates(tmp_path / "dates")
    before = original.read_bytes()
    problems = read_dataset(original).problems

    marked = annotate_workbook(original, problems, tmp_path / "marked.xlsx")

    sheet = load_workbook(tmp_path / "marked.xlsx")["sources"]
    assert marked == len(problems) == 6
    comments = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert sorted(comments) == ["C2", "C3", "C4", "C5", "D5", "E4"]
    assert "[cell.date]" in comments["C2"]
    assert sheet["C2"].fill.fgColor.rgb == "00F9D6D5"
    assert original.read_bytes() == before


@pytest.mark.parametrize("build", [xlsx_headings, xlsx_merged])
def test_problems_without_a_cell_of_their_own_are_marked_nearby(build: object, tmp_path: Path) -> None:
    assert callable(build)
    original = build(tmp_path / "data")
    problems = read_dataset(original).problems

    annotate_workbook(original, problems, tmp_path / "marked.xlsx")

    workbook = load_workbook(tmp_path / "marked.xlsx")
    said = "".join(cell.comment.text for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.comment)
    assert [problem.message for problem in problems if problem.message not in said] == []


def test_a_workbook_that_is_not_opened_is_not_copied(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        annotate_workbook(xlsx_macro(tmp_path / "data"), (), tmp_path / "marked.xlsx")
