"""YAML becomes text with lines, whatever older versions of YAML would make of it."""

from __future__ import annotations

import pytest

from practice_atlas.loaders.formats.yaml_events import Block, Refusal, YamlReader


def _values(text: str) -> dict[str, object]:
    block = YamlReader().read(text)
    assert isinstance(block, Block)
    return block.values


@pytest.mark.parametrize(
    "written", ["NO", "on", "yes", "12:30", "2024-01-17", "0o17", "0x1F", "1_000", "1e3", ".inf", "true", "=", "<<"]
)
def test_plain_scalars_stay_the_text_that_was_written(written: str) -> None:
    assert _values(f"field: {written}\n") == {"field": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing(written: str) -> None:
    assert _values(f"field: {written}\n") == {"field": None}


@pytest.mark.parametrize("written", ['"null"', "'~'", '""', "!!str null"])
def test_what_is_quoted_is_text(written: str) -> None:
    value = _values(f"field: {written}\n")["field"]

    assert isinstance(value, str) or written.startswith("!!")


def test_line_ends_are_those_of_unix() -> None:
    assert _values('field: "one\\r\\ntwo\\rthree"\n') == {"field": "one\ntwo\nthree"}


def test_each_field_knows_its_line() -> None:
    text = "name: Saida\nnote: |\n  one\n  two\n\ncountry:\n  country:lb\n"

    block = YamlReader().read(text)

    assert block.values == {"name": "Saida", "note": "one\ntwo\n", "country": "country:lb"}
    assert dict(block.lines) == {"name": 0, "note": 1, "country": 5}


def test_blocks_laid_out_alike_share_their_lines() -> None:
    first, second = YamlReader().read("- a: 1\n  b: 2\n- a: 3\n  b: 4\n")

    assert first.lines is second.lines
    assert (first.line, second.line) == (0, 2)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a: *b\n", "yaml.alias", 0),
        ("a: 1\nb: &x [1]\n", "yaml.alias", 1),
        ("a: 1\n---\nb: 2\n", "yaml.documents", 1),
        ("a: 1\n[1]: 2\n", "yaml.key", 1),
        ("a: " + "[" * 40, "yaml.depth", 0),
        ("a: 1\nb: \x07\n", "text.hidden", 1),
        ('a: "\\ud800"\n', "yaml.syntax", 0),
        ("a: 1\nb: {c: 1\n", "yaml.syntax", 1),
        ("a: @home\n", "yaml.syntax", 0),
    ],
)
def test_what_records_do_not_need_is_refused(text: str, rule: str, line: int) -> None:
    with pytest.raises(Refusal) as refused:
        YamlReader().read(text)

    assert (refused.value.remark.rule, refused.value.remark.line) == (rule, line)


def test_duplicate_keys_and_tags_are_remarked_on() -> None:
    reader = YamlReader()

    reader.read("a: 1\nb: !mine 2\na: 3\nc: !!str 4\n")

    assert [(remark.rule, remark.line) for remark in reader.remarks] == [("yaml.tag", 1), ("yaml.duplicate-key", 2)]


def test_an_empty_document_holds_nothing() -> None:
    assert YamlReader().read("# nothing\n") is None
