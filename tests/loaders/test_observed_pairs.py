"""Tables of pairings: columns of any name, and every problem at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from practice_atlas.loaders.observed_pairs import PairColumns, read_pairs
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.observed_pair import ObservedPair

TODAY = date(2026, 11, 26)
HEAD = "who,with,what,field,when,list\n"
GOOD = HEAD + "Fes,Saida,council,youth,2024-02-01,Saida; Karak\nKarak,Tetouan,,youth,2024,\n"
COLUMNS = PairColumns("who", "with", None, "field", "when", "list")


def written(folder: Path, text: str) -> Path:
    path = folder / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_are_named(tmp_path: Path) -> None:
    assert read_pairs(written(tmp_path, GOOD), COLUMNS, today=TODAY) == [
        ObservedPair("Fes", "Saida", "", "youth", date(2024, 2, 1), date(2024, 2, 1), ("Saida", "Karak")),
        ObservedPair("Karak", "Tetouan", "", "youth", date(2024, 1, 1), date(2024, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("file.empty", 0, "")]),
        ("who,with\nFes,Saida\n", [("table.column", 1, "field"), ("table.column", 1, "when"),
                                   ("table.column", 1, "list")]),
        (GOOD + "Fes,Saida,council\n", [("table.row", 4, "")]),
        (GOOD + ",Saida,,youth,2024,\nFes, ,,youth,soon,\nFes,Fes,,,2024,\n", [
            ("table.empty", 4, "who"), ("table.empty", 5, "with"), ("date.form", 5, "when"),
            ("table.empty", 6, "field"), ("pair.self", 6, "with")]),
        (GOOD + "Fes,Saida,,youth,2030,\nFes,Saida,,youth,2020/..,\nFes,Saida,,youth,,\n", [
            ("date.future", 4, "when"), ("date.open", 5, "when"), ("table.empty", 6, "when")]),
        (GOOD + "Fes,Saida,,youth,2024,Saida;;Karak\nFes,Saida,,youth,2024,Tetouan;Karak\n", [
            ("candidates.empty", 4, "list"), ("candidates.mentor", 5, "list")]),
        (GOOD + "Fes,Saida,,youth,2020,Saida;Tetouan;Karak\nFes,Saida,,youth,2020,Saida;Idle\n", [
            ("candidates.future", 4, "list")]),
        (GOOD + "Fes,Saida,,youth,2020,Saida;Tetouan\nTetouan,Saida,,youth,never,\n", [("date.form", 5, "when")]),
        (HEAD + "Fes,Saida,,youth,2024,Saida;Fes\nFes,Karak,,youth,2024,Karak\n", [("table.one-class", 0, "")]),
        (HEAD + "Fes,Saida,,youth,2024,\nKarak,Saida,,youth,2024,\n", [("table.one-class", 0, "")]),
        (HEAD, [("table.one-class", 0, "")]),
    ],
    ids=["empty", "no columns", "ragged", "ids", "dates", "candidates", "future", "not sure", "one candidate",
         "one mentor", "no rows"],
)  # fmt: skip
def test_all_problems_at_once(tmp_path: Path, text: str, expected: list[tuple[str, int, str]]) -> None:
    with pytest.raises(InputError) as raised:
        read_pairs(written(tmp_path, text), COLUMNS, today=TODAY)
    problems = raised.value.problems

    assert [(one.rule, one.place.line, one.place.column) for one in problems] == expected
    assert all(one.message and one.fix and one.place.file == "pairs.csv" for one in problems)


def test_a_practice_needs_no_theme(tmp_path: Path) -> None:
    text = HEAD + "Fes,Saida,council,,2024,\nFes,Karak,,youth,2024,\n"
    columns = PairColumns("who", "with", "what", "field", "when", "list")
    with pytest.raises(InputError) as raised:
        read_pairs(written(tmp_path, text), columns, today=TODAY)

    assert [(one.rule, one.place.line, one.field) for one in raised.value.problems] == [("table.empty", 3, "practice")]


def test_a_file_that_is_wrong_throughout_does_not_flood(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_pairs(written(tmp_path, HEAD + "Fes,Fes,,youth,soon,\n" * 5_000), COLUMNS, today=TODAY)

    assert len(raised.value.problems) == 1_000
