"""The notation of cells is undone exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.loaders.formats.cells import (
    excel_escape,
    excel_unescape,
    guard,
    join_values,
    split_values,
    unguard,
)

_values = st.text(st.characters(exclude_characters="\x00")).map(str.strip).filter(bool)


@given(st.lists(_values, min_size=1))
def test_joined_values_are_split_again(values: list[str]) -> None:
    assert split_values(join_values(values)) == values


@given(st.text())
def test_guarded_text_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.sampled_from(["", "'", "''"]), st.sampled_from("=+-@\t"), st.text())
def test_no_guarded_text_starts_a_formula(quotes: str, sign: str, rest: str) -> None:
    assert guard(quotes + sign + rest).startswith("'")
    assert unguard(guard(quotes + sign + rest)) == quotes + sign + rest


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("a", ["a"]),
        ("a; b;c", ["a", "b", "c"]),
        ("a;", ["a"]),
        ("a; ; b", ["a", "", "b"]),
        (r"a\; b; c\\; d", ["a; b", "c\\", "d"]),
        (r"C:\temp", [r"C:\temp"]),
    ],
)
def test_what_people_write_is_split(cell: str, values: list[str]) -> None:
    assert split_values(cell) == values


@pytest.mark.parametrize("text", ["'Ain Draham", "'", "it's", "Saida"])
def test_apostrophes_of_names_are_left_alone(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@given(st.text(st.sampled_from("_x0D5F") | st.characters()))
def test_escaped_text_comes_back(text: str) -> None:
    assert excel_unescape(excel_escape(text)) == text


def test_carriage_returns_of_excel_are_line_ends() -> None:
    assert excel_unescape("one_x000D_\ntwo") == "one\r\ntwo"
