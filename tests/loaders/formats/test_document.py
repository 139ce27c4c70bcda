"""A data set as one document, in JSON and in YAML: the same as in a folder, and every fault at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from practice_atlas.loaders import read_dataset
from practice_atlas.loaders.formats.document import LARGEST_YAML
from tests.support.sample import sample

INFO = {"id": "small", "title": "Small", "publisher": "Test", "licence": "CC0-1.0", "version": "1"}


def document() -> dict[str, Any]:
    """The sample, with some records under their table and the rest mixed."""
    dataset = sample()
    rows = [record.plain() for record in dataset.records.values()]
    cities = [row for row in rows if row["id"].startswith("city:")]
    return {
        "cities": cities,
        "dataset": dataset.info.plain(),
        "records": [row for row in rows if row not in cities],
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.json", json.dumps(document())),
        ("one.json", json.dumps(document(), ensure_ascii=False, indent="\t").replace("\n", "\r\n")),
        ("one.yaml", yaml.safe_dump(document(), allow_unicode=True)),
        ("one.yml", json.dumps(document(), indent=1)),
    ],
)
def test_a_document_holds_what_a_folder_holds(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")

    checked = read_dataset(tmp_path / name)

    assert checked.problems == ()
    assert checked.dataset is not None
    assert checked.dataset.content_hash == sample().content_hash


def test_a_fault_is_told_with_its_line_and_its_pointer(tmp_path: Path) -> None:
    stages = [{"stage": "designing"}, {"stage": "thinking"}]
    implementation = {"id": "implementation:a", "name": "A", "actor": "city:a", "practice": "x/y", "stages": stages}
    content = {
        "dataset": INFO,
        "records": [{"id": "city:a", "name": "A", "country": "country:lb", "a/b": 1}, implementation],
    }
    (tmp_path / "one.json").write_text(json.dumps(content, indent=1), encoding="utf-8")

    places = {(problem.rule, problem.place.column) for problem in read_dataset(tmp_path / "one.json").problems}

    assert places >= {
        ("field.unknown", "/records/0/a~1b"),
        ("vocabulary.unknown", "/records/1/stages/1/stage"),
        ("reference.unknown", "/records/1/practice"),
    }
    lines = {problem.place.line for problem in read_dataset(tmp_path / "one.json").problems}
    assert lines == {10, 16}


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("[]", "json.syntax", 1),
        ('{"dataset": {},\n "cities": [', "json.syntax", 2),
        ('{"cities": [{"id": "city:a" "name": "A"}]}', "json.syntax", 1),
        ('{"cities": []}\n\n{}', "json.syntax", 3),
        ('{"cities": [{"population": NaN}]}', "json.syntax", 1),
        ('{"cities": ' + "[" * 100_000, "json.syntax", 1),
        ('{"cities": [\n{"name": "\\ud800"}]}', "json.syntax", 2),
        ('{"cities": [],\n1: 2}', "json.syntax", 2),
        ('{"dataset": 1}', "dataset.form", 1),
        ('{"cities": []}', "dataset.missing", 0),
        ('{"citties": []}', "document.key", 1),
        ('{"cities": [\n1]}', "document.record", 2),
        ('{"records": [{"id": "town:a"}]}', "identifier.form", 1),
        ('{"records": [{"name": "A"}]}', "identifier.form", 1),
        ('{"cities": [{"id": "city:a",\n"id": "city:b"}]}', "json.duplicate-key", 1),
        ("", "file.empty", 0),
    ],
)
def test_what_is_no_data_set_in_json(tmp_path: Path, text: str, rule: str, line: int) -> None:
    (tmp_path / "one.json").write_text(text, encoding="utf-8")

    checked = read_dataset(tmp_path / "one.json")

    assert checked.dataset is None
    assert (rule, line) in [(problem.rule, problem.place.line) for problem in checked.problems]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("- id: city:a\n", "document.form"),
        ("dataset: &a {id: small}\ncities: [*a]\n", "yaml.alias"),
        ("dataset: {id: small}\n--- \nx: 1\n", "yaml.documents"),
        ("citties: []\n", "document.key"),
        ("cities: [a]\n", "document.record"),
        ("cities: !!python/object:os.system [x]\n", "yaml.tag"),
        ("cities: [{name: \x00}]\n", "text.hidden"),
        (f"# {'x' * LARGEST_YAML}\n", "file.size"),
    ],
)
def test_what_is_no_data_set_in_yaml(tmp_path: Path, text: str, rule: str) -> None:
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")

    checked = read_dataset(tmp_path / "one.yaml")

    assert checked.dataset is None
    assert rule in [problem.rule for problem in checked.problems]
