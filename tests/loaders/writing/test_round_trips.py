"""What is written in a format is read back as the same records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from practice_atlas.loaders import DatasetFormat, read_dataset, write_dataset
from practice_atlas.loaders.writing import workbook
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.errors import PracticeAtlasError
from tests.loaders.small import CITED, CITIES, check, flow
from tests.loaders.strategies import datasets

FORMATS: tuple[DatasetFormat, ...] = ("yaml", "csv", "xlsx")


def _target(folder: Path, format: DatasetFormat) -> Path:
    return folder / ("data.xlsx" if format == "xlsx" else format)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dataset=datasets())
def test_every_text_survives(dataset: Dataset, format: DatasetFormat, tmp_path: Path) -> None:
    target = _target(tmp_path, format)
    shutil.rmtree(target, ignore_errors=True)

    write_dataset(dataset, target, format)
    checked = read_dataset(target)

    assert checked.problems == ()
    assert checked.dataset is not None
    assert checked.dataset.records == dataset.records
    assert checked.dataset.content_hash == dataset.content_hash


def test_one_format_after_the_other_keeps_the_content(tmp_path: Path) -> None:
    first = check(tmp_path / "first", cities=CITIES, flows=flow("Fes", "Sidon"), **CITED).dataset
    assert first is not None
    dataset = first

    for format in (*FORMATS, *FORMATS):
        target = _target(tmp_path, format)
        shutil.rmtree(target, ignore_errors=True)
        write_dataset(dataset, target, format)
        read = read_dataset(target).dataset
        assert read is not None
        dataset = read

    assert dataset.content_hash == first.content_hash


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("number", [-0.0, 0.0, 33.0, 1e-07, 1.3330909269134565, 0.1 + 0.2])
def test_every_number_survives(number: float, format: DatasetFormat, tmp_path: Path) -> None:
    cities = f"- {{id: city:a, name: A, country: LB, latitude: {number!r}}}\n"
    dataset = check(tmp_path / "data", cities=cities).dataset
    assert dataset is not None

    write_dataset(dataset, _target(tmp_path, format), format)

    read = read_dataset(_target(tmp_path, format)).dataset
    assert read is not None
    assert read.content_hash == dataset.content_hash


@pytest.mark.parametrize("format", FORMATS)
def test_the_data_set_that_is_shipped_survives(format: DatasetFormat, tmp_path: Path) -> None:
    checked = read_dataset(Path(__file__).parents[3] / "datasets" / "strong-cities-mena")
    assert checked.problems == ()
    assert checked.dataset is not None

    write_dataset(checked.dataset, _target(tmp_path, format), format)

    read = read_dataset(_target(tmp_path, format))
    assert read.problems == ()
    assert read.dataset is not None
    assert read.dataset.content_hash == checked.dataset.content_hash


@pytest.mark.parametrize("format", ["yaml", "csv"])
def test_a_folder_with_something_in_it_is_not_written_to(format: DatasetFormat, tmp_path: Path) -> None:
    dataset = check(tmp_path / "data", cities=CITIES).dataset
    assert dataset is not None

    with pytest.raises(PracticeAtlasError, match="not an empty folder"):
        write_dataset(dataset, tmp_path / "data", format)


def test_a_cell_longer_than_excel_keeps_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = check(tmp_path / "data", cities=CITIES).dataset
    assert dataset is not None
    monkeypatch.setattr(workbook, "_LONGEST", 10)

    with pytest.raises(PracticeAtlasError, match="Excel keeps 10"):
        write_dataset(dataset, tmp_path / "data.xlsx", "xlsx")
