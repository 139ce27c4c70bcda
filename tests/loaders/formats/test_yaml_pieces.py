"""Cutting a list into items changes neither what it says nor where it says it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.loaders.formats.yaml_pieces import batches, items_of


def test_items_keep_their_lines() -> None:
    text = "# cities\n---\n- a\n-\n  b\n\n# about c\n- c\n"

    items = items_of(text)

    assert [(item.text, item.lines_before) for item in items] == [
        ("- a\n", 2), ("-\n  b\n\n# about c\n", 3), ("- c\n", 7),
    ]  # fmt: skip


def test_an_indented_list_is_cut_at_its_own_indentation() -> None:
    text = "  - a: 1\n    b:\n      - x\n      - y\n  - a: 2\n"

    assert [item.lines_before for item in items_of(text)] == [0, 4]


@pytest.mark.parametrize("text", ["a: 1\n", "[a, b]\n", "", "text\n- a\n", "-a\n"])
def test_what_is_no_block_list_has_no_items(text: str) -> None:
    assert items_of(text) == []


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=8))
def test_any_list_that_is_dumped_is_cut_into_its_items(values: list[str]) -> None:
    text = yaml.safe_dump([{"value": value} for value in values], allow_unicode=True)

    items = items_of(text)

    assert [yaml.safe_load(item.text)[0] for item in items] == yaml.safe_load(text)
    assert "".join(item.text for item in items) == text


def test_batches_join_items() -> None:
    items = items_of("- a\n- b\n- c\n")

    joined = list(batches(items, 2))

    assert [(batch.text, batch.lines_before, len(members)) for batch, members in joined] == [
        ("- a\n- b\n", 0, 2), ("- c\n", 2, 1),
    ]  # fmt: skip
