"""`backtest`: a table of what each algorithm reached, as text and JSON, and what cannot be tested."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from practice_atlas.graph.backtests.algorithms import NAMES
from practice_atlas.graph.backtests.mentors import MENTOR_NAMES
from practice_atlas.graph.pairings.adoptions import NEVER
from tests.cli.running import Atlas
from tests.graph.backtests.history import camps
from tests.graph.backtests.pair_history import circles


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two camps, under headings of their own."""
    known, path = camps(), tmp_path_factory.mktemp("table") / "taken-up.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["town", "idea", "when", "field"])
        for actor, years in zip(known.actors, known.years, strict=True):
            rows.writerows((actor, idea, year, f"field {idea[-1]}")
                           for idea, year in zip(known.practices, years, strict=True) if year != NEVER)  # fmt: skip
    return path


COLUMNS = ("--actor", "town", "--practice", "idea", "--date", "when")


def test_a_table_for_people_and_json_for_programs(empty: Atlas, table: Path) -> None:
    asked = ("backtest", "adoptions", table, *COLUMNS, "--from", 2012, "--to", 2015)
    told, json = empty(*asked), empty(*asked, "--json")

    assert (told.code, json.code) == (0, 0)
    assert "questions from 2012 to 2015" in told.out
    assert [one["algorithm"] for one in json.json["algorithms"]] == list(NAMES)
    assert f"{json.json['questions']:,} questions" in told.out


def test_themes_make_a_difference(empty: Atlas, table: Path) -> None:
    asked = ("backtest", "adoptions", table, *COLUMNS, "--from", 2012, "--json", "--algorithm", "explainable-hazard")
    without, with_themes = empty(*asked).json, empty(*asked, "--theme", "field").json

    assert without["algorithms"][0]["auc"] != with_themes["algorithms"][0]["auc"]
    assert len(without["algorithms"]) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--from", "2015", "--to", "2010"), "comes after"),
        (("--from", "1950", "--to", "1960"), "nothing to ask about"),
        (("--algorithm", "oracle"), "there is no 'oracle'"),
        (("--theme", "colour"), "'colour' for the theme is not there"),
    ],
)
def test_what_cannot_be_tested_is_said(empty: Atlas, table: Path, arguments: tuple[str, ...], expected: str) -> None:
    done = empty("backtest", "adoptions", table, *COLUMNS, *arguments)

    assert done.code == 1
    assert expected in " ".join(done.err.split())
    assert "Traceback" not in done.err


@pytest.fixture(scope="module")
def pairings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two circles, under headings of their own; the last column is empty."""
    path = tmp_path_factory.mktemp("pairings") / "matched.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["who", "with", "idea", "field", "when", "list"])
        rows.writerows((one.learner, one.mentor, one.practice, one.theme, one.earliest, "") for one in circles(200))
    return path


PAIRED = ("--learner", "who", "--mentor", "with", "--practice", "idea", "--date", "when")


def test_pairings_as_a_table_and_as_json(empty: Atlas, pairings: Path) -> None:
    asked = ("backtest", "pairs", pairings, *PAIRED, "--theme", "field", "--candidates", "list")
    told, json = empty(*asked), empty(*asked, "--json")

    assert (told.code, json.code) == (0, 0)
    assert [one["algorithm"] for one in json.json["algorithms"]] == list(MENTOR_NAMES)
    assert f"{json.json['questions']:,} questions from {json.json['first_day']}" in told.out
    assert "1.25 × an equal share" in told.out
    assert "leak.too-good: equal-weights" in " ".join(told.err.split())


def test_themes_alone_are_enough(empty: Atlas, pairings: Path) -> None:
    done = empty("backtest", "pairs", pairings, *PAIRED[:4], "--theme", "field", "--date", "when", "--from", "2011",
                 "--to", "2011-12", "--algorithm", "same-practice", "--json")  # fmt: skip

    assert (done.json["first_day"], done.json["last_day"]) == ("2011-01-01", "2011-12-31")
    assert [one["algorithm"] for one in done.json["algorithms"]] == ["same-practice"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--from", "2015", "--to", "2010"), "comes after"),
        (("--from", "2013/.."), "comes after"),
        (("--to", "2013/.."), "has no end"),
        (("--from", "soon"), "not a date"),
        (("--from", "1950", "--to", "1960"), "nothing to ask about"),
        (("--algorithm", "oracle"), "there is no 'oracle'"),
        (("--candidates", "others"), "'others' for the candidates is not there"),
    ],
)
def test_what_cannot_be_matched_is_said(
    empty: Atlas, pairings: Path, arguments: tuple[str, ...], expected: str
) -> None:
    done = empty("backtest", "pairs", pairings, *PAIRED, *arguments)

    assert done.code == 1
    assert expected in " ".join(done.err.split())
    assert "Traceback" not in done.err


def test_how_often_it_happened_is_told(empty: Atlas, table: Path) -> None:
    told = empty("backtest", "adoptions", table, *COLUMNS, "--from", 2012, "--algorithm", "explainable-hazard").out
    said, happened = (line.split()[1:] for line in told.splitlines() if line.startswith(("said", "happened")))

    assert len(said) == len(happened) == 10
    assert said == sorted(said)


def test_reports_are_written(empty: Atlas, table: Path, pairings: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "adoptions.html", tmp_path / "pairs.html"
    done = empty("backtest", "adoptions", table, *COLUMNS, "--from", 2014, "--algorithm", "popularity", "--report", one)
    json = empty("backtest", "pairs", pairings, *PAIRED, "--algorithm", "popularity", "--report", other, "--json").json

    assert f"Written: {one}" in done.out
    assert "Column for the actor" in one.read_text(encoding="utf-8")
    assert f"{json['questions']:,} questions" in other.read_text(encoding="utf-8")
    assert "matched.csv" in other.read_text(encoding="utf-8")
