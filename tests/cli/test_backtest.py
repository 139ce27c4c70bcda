"""`backtest`: a table of what each algorithm reached, as text and JSON, and what cannot be tested."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from practice_atlas.graph.backtests.algorithms import NAMES
from practice_atlas.graph.pairings.adoptions import NEVER
from tests.cli.running import Atlas
from tests.graph.backtests.history import camps


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
