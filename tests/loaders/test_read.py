"""Reading a data set as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.loaders import read_dataset
from practice_atlas.loaders.formats import yaml_folder
from practice_atlas.ontology.problems import Place
from tests.loaders.small import CITED, CITIES, DESCRIPTION, check, flow, rules, write


def test_a_good_data_set_is_read(tmp_path: Path) -> None:
    checked = check(tmp_path / "data", cities=CITIES, flows=flow("Fes", "Saida"), **CITED)

    assert checked.problems == ()
    assert checked.dataset is not None
    assert checked.dataset.info.title == "A small data set"
    assert checked.dataset.counts == {"city": 4, "evidence": 1, "flow": 1, "practice": 1, "source": 1}
    assert checked.places["city:tripoli-ly"] == Place("cities.yaml", line=4)


def test_surprises_of_older_yaml_are_text(tmp_path: Path) -> None:
    cities = "- {id: city:a, name: NO, country: NO, names: [on@en], note: 12:30, population: 1000}\n"

    checked = check(tmp_path / "data", cities=cities)

    assert checked.dataset is not None
    assert checked.dataset.records["city:a"].plain() == {
        "id": "city:a", "name": "NO", "country": "country:no", "names": ["on@en"], "note": "12:30", "population": 1000,
    }  # fmt: skip


def test_hostile_text_is_data(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> '}) DETACH DELETE n // =HYPERLINK(1) [red]x[/red] {{ 7*7 }}"

    checked = check(tmp_path / "data", cities=CITIES + f'- {{id: city:a, name: "{hostile}", country: LB}}\n')

    assert checked.dataset is not None
    assert checked.dataset.records["city:a"].plain()["name"] == hostile


def test_one_mistake_does_not_hide_the_others_in_its_batch_or_beyond(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_folder, "_BATCH", 3)
    cities = "".join(f"- id: city:c{n}\n  name: C {n}\n  country: {'xx' if n == 7 else 'LB'}\n" for n in range(10))
    cities = cities.replace("name: C 4", "name: C: 4").replace("name: C 5", "name: &c C 5")

    checked = check(tmp_path / "data", cities=cities)

    assert [(problem.rule, problem.place.line) for problem in checked.problems] == [
        ("yaml.syntax", 14), ("yaml.alias", 17), ("country.unknown", 24),
    ]  # fmt: skip
    assert set(checked.places) == {f"city:c{n}" for n in (0, 1, 2, 3, 6, 8, 9)}


def test_a_document_that_ends_between_batches_is_seen(tmp_path: Path) -> None:
    cities = CITIES + "...\n- {id: city:late, name: Late, country: LB}\n"

    checked = check(tmp_path / "data", cities=cities)

    assert [(problem.rule, problem.place.line) for problem in checked.problems] == [("yaml.syntax", 7)]


def test_progress_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", {"cities": CITIES, "flows": flow("Fes", "Saida"), **CITED})
    told: list[tuple[str, int, int]] = []

    read_dataset(folder, progress=lambda *step: told.append(step))

    assert ("Reading cities.yaml", 4, 4) in told
    assert ("Checking records", 8, 8) in told
    assert told[-1] == ("Finding evidence", 1, 1)


def test_problems_come_in_the_order_of_their_places(tmp_path: Path) -> None:
    checked = check(
        tmp_path / "data", themes="- {id: theme:b, name: ''}\n- {id: theme:B}\n", cities="- {id: city:a, name: A}\n"
    )

    assert [problem.place for problem in checked.problems] == sorted(problem.place for problem in checked.problems)
    assert rules(checked) == ["field.missing", "text.empty", "identifier.form", "field.missing"]


def test_nothing_is_at_the_path(tmp_path: Path) -> None:
    assert rules(read_dataset(tmp_path / "nothing")) == ["file.missing"]


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    folder = write(tmp_path / "data", {"cities": CITIES})
    (folder / "LICENSE").write_text("CC0")
    (folder / "notes.md").write_text("# Notes")
    (folder / "sources").mkdir()

    assert read_dataset(folder).problems == ()


def test_the_same_content_has_the_same_hash_however_it_is_written(tmp_path: Path) -> None:
    flowing = check(tmp_path / "one", cities=CITIES).dataset
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "dataset.yaml").write_text("# first\n" + DESCRIPTION.replace("\n", "\r\n"), encoding="utf-8-sig")
    entries = CITIES.strip().splitlines()
    (folder / "cities.yaml").write_text("%YAML 1.2\n---\n" + "\n\n# and\n".join(reversed(entries)) + "\n")
    block = read_dataset(folder).dataset

    assert flowing is not None
    assert block is not None
    assert block.content_hash == flowing.content_hash
