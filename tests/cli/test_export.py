"""`export`, `template` and `view`: each writes a file that its readers can read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
from openpyxl import load_workbook

from practice_atlas.cli.export import Format
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.vocabularies import Audience
from tests.cli.running import Atlas
from tests.support.sample import records, sample


def _quads(format: pyoxigraph.RdfFormat) -> Callable[[Path], object]:
    return lambda path: list(pyoxigraph.parse(path=str(path), format=format))


def _rows(path: Path) -> object:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


READERS: dict[Format, Callable[[Path], object]] = {
    Format.TRIG: _quads(pyoxigraph.RdfFormat.TRIG),
    Format.NQUADS: _quads(pyoxigraph.RdfFormat.N_QUADS),
    Format.TURTLE: _quads(pyoxigraph.RdfFormat.TURTLE),
    Format.JSONLD: lambda path: json.loads(path.read_text(encoding="utf-8")),
    Format.RDF12: lambda path: path.read_text(encoding="utf-8"),
    Format.GRAPHML: nx.read_graphml,
    Format.GEXF: nx.read_gexf,
    Format.CSV: _rows,
    Format.XLSX: lambda path: list(load_workbook(path).worksheets[0].values),
    Format.RECORDS_YAML: lambda path: read_dataset(path).dataset,
    Format.RECORDS_CSV: lambda path: read_dataset(path).dataset,
    Format.RECORDS_XLSX: lambda path: read_dataset(path).dataset,
}


@pytest.mark.parametrize("kind", list(Format))
def test_every_format_can_be_read_and_holds_nothing_closed(atlas: Atlas, tmp_path: Path, kind: Format) -> None:
    path = tmp_path / ("data.xlsx" if "xlsx" in kind else "data")

    done = atlas("export", path, "--format", kind.value)

    assert (done.code, done.out) == (0, f"Written: {path}\n")
    read = READERS[kind](path)
    assert read
    written = path.rglob("*") if path.is_dir() else [path]
    assert not [file for file in written if b"Hidden City" in file.read_bytes()]
    assert "Hidden City" not in str(read)


@pytest.mark.parametrize("kind", ["records-yaml", "records-csv", "records-xlsx"])
def test_records_come_back_as_they_were_loaded(atlas: Atlas, tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("data.xlsx" if "xlsx" in kind else "data")

    atlas("export", path, "--format", kind, "--audience", "hub")

    read = read_dataset(path).dataset
    assert read
    assert read.content_hash == sample().content_hash


def test_the_hub_exports_what_only_it_may_see(atlas: Atlas, tmp_path: Path) -> None:
    atlas("export", tmp_path / "hub.csv", "--format", "csv", "--audience", Audience.HUB.value)

    assert "Hidden City" in (tmp_path / "hub.csv").read_text(encoding="utf-8-sig")


def test_of_several_data_sets_one_is_named(empty: Atlas, tmp_path: Path) -> None:
    info = DatasetInfo(id="other", title="Other", publisher="Test", licence="CC0-1.0", version="1")
    other = Dataset.of(info, records({"id": "city:other", "name": "Other", "country": "country:lb"}))
    with open_engine(empty.engine, writable=True) as engine:
        load(engine, sample())
        load(engine, other)

    unnamed = empty("export", tmp_path / "x", "--format", "records-yaml")
    named = empty("export", tmp_path / "x", "--format", "records-yaml", "--dataset", "other")

    assert unnamed.code == 1
    assert "other, sample" in unnamed.err
    assert "--dataset" in unnamed.err
    assert named.code == 0
    assert (tmp_path / "x" / "cities.yaml").is_file()


@pytest.mark.parametrize("kind", ["csv", "graphml", "trig", "xlsx"])
def test_a_folder_that_is_not_there_is_told_without_a_traceback(atlas: Atlas, tmp_path: Path, kind: str) -> None:
    done = atlas("export", tmp_path / "no" / "x", "--format", kind)

    assert done.code == 1
    assert "No such file or directory" in done.err


@pytest.mark.parametrize("drawn", [(), ("--pyvis",)], ids=["explorer", "pyvis"])
def test_the_view_is_one_file(atlas: Atlas, tmp_path: Path, drawn: tuple[str, ...]) -> None:
    done = atlas("view", tmp_path / "net.html", "--focus", "Elin", "--limit", "10", *drawn)

    page = (tmp_path / "net.html").read_text(encoding="utf-8")
    assert done.code == 0, done.err
    assert done.out.startswith(f"Written: {tmp_path / 'net.html'} (")
    assert "Elin" in page
    assert "Hidden City" not in page


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_template_is_written_once(empty: Atlas, tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("template.xlsx" if kind == "xlsx" else "template")

    first, second = empty("template", path, "--format", kind), empty("template", path, "--format", kind)

    assert (first.code, second.code) == (0, 2)
    assert path.exists()
    assert "already there" in second.err


def test_an_empty_template_is_no_data_set_yet(empty: Atlas, tmp_path: Path) -> None:
    empty("template", tmp_path / "template.xlsx")

    done = empty("check", tmp_path / "template.xlsx")

    assert done.code == 1
    assert "dataset" in done.out
