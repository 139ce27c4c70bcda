"""Tables for back-tests: columns of any name, and every problem at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from practice_atlas.loaders.observations import AdoptionColumns, read_adoptions
from practice_atlas.ontology.adoption import Adoption
from practice_atlas.ontology.errors import InputError

TODAY = date(2026, 11, 26)
GOOD = "state;policy;year;topic\nOhio;Lottery;1973;Gaming\nUtah;Seat belt;1986-05;Safety\n"
COLUMNS = AdoptionColumns("state", "policy", "year", "topic")


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "adoptions.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_columns_are_named(tmp_path: Path) -> None:
    assert read_adoptions(written(tmp_path, GOOD), COLUMNS, today=TODAY) == [
        Adoption("Ohio", "Lottery", 1973, "Gaming"),
        Adoption("Utah", "Seat belt", 1986, "Safety"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("file.empty", 0, "")]),
        (b"state;policy;year;topic\nK\xf6ln;a;1999;\n", [("file.encoding", 2, "")]),
        ("state,policy\nOhio,Lottery\n", [("table.column", 1, "year"), ("table.column", 1, "topic")]),
        ("state,policy,year,topic,year\n", [("table.column", 1, "year")]),
        (GOOD + "Iowa;Lottery;1985\n", [("table.row", 4, "")]),
        (GOOD + ' ;Lottery;1985;\nIowa;;next year;\n', [
            ("table.empty", 4, "state"), ("table.empty", 5, "policy"), ("date.form", 5, "year")]),
        (GOOD + "Iowa;Lottery;1985-02-30;\nIowa;Lottery;2050;\nIowa;Lottery;;\nIowa;Lottery;198X;\n", [
            ("date.form", 4, "year"), ("date.future", 5, "year"), ("table.empty", 6, "year"),
            ("date.year", 7, "year")]),
        ("state;policy;year;topic\nOhio;Lottery;1973;\nUtah;Lottery;1974;\n", [("table.one-class", 0, "")]),
        ("state;policy;year;topic\n", [("table.one-class", 0, "")]),
    ],
    ids=["empty", "latin-1", "no columns", "twice", "ragged", "no actor", "dates", "one practice", "no rows"],
)  # fmt: skip
def test_all_problems_at_once(tmp_path: Path, text: str | bytes, expected: list[tuple[str, int, str]]) -> None:
    with pytest.raises(InputError) as raised:
        read_adoptions(written(tmp_path, text), COLUMNS, today=TODAY)
    problems = raised.value.problems

    assert [(one.rule, one.place.line, one.place.column) for one in problems] == expected
    assert all(one.message and one.fix and one.place.file == "adoptions.csv" for one in problems)


def test_a_file_that_is_wrong_throughout_does_not_flood(tmp_path: Path) -> None:
    rows = "Ohio;Lottery;soon;\n" * 5_000
    with pytest.raises(InputError) as raised:
        read_adoptions(written(tmp_path, "state;policy;year;topic\n" + rows), COLUMNS, today=TODAY)

    assert len(raised.value.problems) == 1_000
