"""The network and the table for other tools: read back, harmless, the same bytes each time, and nothing closed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from openpyxl import load_workbook

from practice_atlas.graph.exports import write_csv, write_gexf, write_graphml, write_xlsx
from practice_atlas.graph.exports.table import HEADINGS
from practice_atlas.graph.snapshot import Snapshot
from practice_atlas.ontology.vocabularies import Audience
from tests.graph.exports.conftest import HOSTILE

Write = Callable[[Snapshot, Path], None]
Read = Callable[[Path], Any]
NETWORKS: list[tuple[Write, Read]] = [(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("write", "read"), NETWORKS)
def test_a_network_is_read_back_whole(public: Snapshot, tmp_path: Path, write: Write, read: Read) -> None:
    write(public, tmp_path / "network")

    found = read(tmp_path / "network")
    assert found.is_multigraph()
    assert found.is_directed()
    assert set(found.nodes) == set(public.graph.nodes)
    assert found.number_of_edges() == public.graph.number_of_edges()
    names = {found.nodes[f"city:h-{at}"]["name"] for at in range(len(HOSTILE))}
    assert names == set(HOSTILE)


@pytest.mark.parametrize(("write", "read"), NETWORKS)
def test_parallel_flows_stay_parallel(public: Snapshot, tmp_path: Path, write: Write, read: Read) -> None:
    write(public, tmp_path / "network")

    between = read(tmp_path / "network").get_edge_data("city:arda", "city:dalma")
    assert {data["record"] for data in between.values()} == {"flow:arda-dalma", "flow:again"}
    assert {data["relation"] for data in between.values()} == {"taught"}


@pytest.mark.parametrize("write", [write_graphml, write_gexf, write_csv])
def test_the_same_revision_gives_the_same_bytes(public: Snapshot, tmp_path: Path, write: Write) -> None:
    write(public, tmp_path / "one")
    write(public, tmp_path / "two")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("write", [write_graphml, write_gexf, write_csv, write_xlsx])
def test_only_the_hub_gets_what_is_closed(
    of_audience: Callable[[Audience], Snapshot], tmp_path: Path, write: Write
) -> None:
    for audience in Audience:
        write(of_audience(audience), tmp_path / f"{audience.value}.xlsx")

    def told(audience: Audience) -> str:
        path = tmp_path / f"{audience.value}.xlsx"
        if write is write_xlsx:
            return str([list(sheet.values) for sheet in load_workbook(path).worksheets])
        return path.read_text(encoding="utf-8")

    assert "Hidden City" in told(Audience.HUB)
    assert [name for name in (Audience.PUBLIC, Audience.MEMBERS) if "idden" in told(name)] == []


def test_csv_cells_are_no_formulas_and_arabic_survives(public: Snapshot, tmp_path: Path) -> None:
    write_csv(public, tmp_path / "flows.csv")

    read = rows(tmp_path / "flows.csv")
    learners = {row["learner id"]: row["learner"] for row in read}
    assert [learners[f"city:h-{at}"] for at in range(4)] == [f"'{name}" for name in HOSTILE[:4]]
    assert [learners[f"city:h-{at}"] for at in range(4, len(HOSTILE))] == list(HOSTILE[4:])
    assert [cell for row in read for cell in row.values() if cell.startswith(("=", "+", "-", "@"))] == []
    assert (tmp_path / "flows.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_table_has_names_beside_identifiers(public: Snapshot, tmp_path: Path) -> None:
    write_csv(public, tmp_path / "flows.csv")

    (row,) = (row for row in rows(tmp_path / "flows.csv") if row["flow id"] == "flow:arda-elin")
    assert tuple(row) == HEADINGS
    assert (row["teacher"], row["learner"], row["practice"]) == ("Arda", "Elin", "Youth engagement")
    assert (row["how far it went"], row["state"], row["led to"]) == ("was inspired by", "done", "Elin Youth Council")
    assert (row["known by"], row["how sure"][:2], row["evidence"]) == ("2025-02-17", "C:", "evidence:council")


def test_workbook_cells_are_text_whatever_they_begin_with(public: Snapshot, tmp_path: Path) -> None:
    write_xlsx(public, tmp_path / "flows.xlsx")

    book = load_workbook(tmp_path / "flows.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert set(HOSTILE) <= {cell.value for cell in cells}
    assert {str(row[0]): row[1] for row in book["about"].values}["revision"] == "1"
    assert next(iter(book["learning flows"].values)) == HEADINGS


@pytest.mark.parametrize("write", [write_graphml, write_gexf, write_csv, write_xlsx])
def test_a_path_that_cannot_be_written_is_an_error_of_the_system(
    public: Snapshot, tmp_path: Path, write: Write
) -> None:
    with pytest.raises(FileNotFoundError):
        write(public, tmp_path / "no" / "file")
