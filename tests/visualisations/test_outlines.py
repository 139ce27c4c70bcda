"""Outlines of the map: the package's own, and what an operator may put in their place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from practice_atlas.visualisations.outlines import LARGEST, OutlinesError, outlines


def own() -> dict[str, Any]:
    """A square country, with more in the file than a map needs."""
    return {
        "type": "Topology",
        "credit": "Mapping Agency",
        "bbox": [0, 0, 1, 1],
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0]], "id": "1", "properties": {"name": "</script>"}},
                    {"type": "MultiPolygon", "arcs": [[[-1]]]},
                    {"type": None},
                ],
            },
            "roads": {"type": "GeometryCollection", "geometries": []},
        },
        "arcs": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]],
    }


def written(folder: Path, told: Any) -> Path:
    """The file, under a name that no other test has."""
    file = folder / "own.json"
    file.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return file


def test_the_packages_own_are_natural_earths() -> None:
    found = outlines()
    told = json.loads(found.text)

    assert found.credit is not None
    assert "Natural Earth" in found.credit
    assert len(told["objects"]["countries"]["geometries"]) > 150
    assert len(found.text) < 120_000


def test_of_ones_own_only_shapes_and_credit_are_kept(tmp_path: Path) -> None:
    found = outlines(written(tmp_path, own()))
    told = json.loads(found.text)

    assert found.credit == told["credit"] == "Mapping Agency"
    assert set(told) == {"type", "credit", "arcs", "objects"}
    assert told["objects"] == {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Polygon", "arcs": [[0]]}, {"type": "MultiPolygon", "arcs": [[[-1]]]}],
        }
    }


def test_without_a_credit_there_is_none(tmp_path: Path) -> None:
    assert (
        outlines(written(tmp_path, {name: value for name, value in own().items() if name != "credit"})).credit is None
    )


def _shape(told: dict[str, Any], **shape: Any) -> None:
    told["objects"]["countries"]["geometries"][0] = shape


BAD: dict[str, Callable[[dict[str, Any]], object]] = {
    "no type Topology": lambda told: told.update(type="FeatureCollection"),
    "no objects.countries": lambda told: told.update(objects={"land": {}}),
    "no objects.countries ": lambda told: told.update(objects=[]),
    "GeometryCollection of polygons": lambda told: _shape(told, type="LineString", arcs=[0]),
    "GeometryCollection of polygons ": lambda told: _shape(told, type="Polygon", arcs=[[[0]]]),
    " GeometryCollection of polygons": lambda told: _shape(told, type="Polygon", arcs=[[0.5]]),
    " GeometryCollection of polygons ": lambda told: _shape(told, type="Polygon", arcs=[[True]]),
    "GeometryCollection of polygons  ": lambda told: _shape(told, arcs=[[0]]),
    "arcs which are not there": lambda told: _shape(told, type="Polygon", arcs=[[1]]),
    "arcs which are not there ": lambda told: _shape(told, type="Polygon", arcs=[[-2]]),
    "two positions or more": lambda told: told.update(arcs=[[[0, 0]]]),
    "two positions or more ": lambda told: told.update(arcs=[[[0, 0], [0, "1"]]]),
    " two positions or more": lambda told: told.update(arcs=[[[0, 0], [0, float("nan")]]]),
    "a transform without": lambda told: told.update(transform={"scale": [1]}),
    "a credit that is not": lambda told: told.update(credit=["x"]),
    "a credit that is not ": lambda told: told.update(credit="x" * 301),
    " a credit that is not": lambda told: told.update(credit=" "),
}


@pytest.mark.parametrize("fault", BAD)
def test_what_cannot_be_drawn_is_refused(tmp_path: Path, fault: str) -> None:
    """By what is wrong with it, and where to read on."""
    told = own()
    BAD[fault](told)

    with pytest.raises(OutlinesError, match=fault.strip()) as refused:
        outlines(written(tmp_path, told))
    assert "docs/running.md" in refused.value.fix


@pytest.mark.parametrize(
    ("text", "fault"),
    [("{", "not JSON"), ("[" * 100_000, "not JSON"), ("[]", "not TopoJSON"), (" " * (LARGEST + 1), "larger than 2 MB")],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(OutlinesError, match=fault):
        outlines(written(tmp_path, text))


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_bytes(b"\xff\xfe\x00{")

    with pytest.raises(OutlinesError, match="not JSON"):
        outlines(tmp_path / "own.json")


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutlinesError, match="cannot be read: No such file"):
        outlines(tmp_path / "nowhere.json")
    with pytest.raises(OutlinesError, match="cannot be read: Is a directory"):
        outlines(tmp_path)
