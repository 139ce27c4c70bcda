"""Outlines of countries under the map: those that come with the package, or an operator's own file of TopoJSON.

The package's are Natural Earth's, made by explorer/build.mjs. What an operator's file must be is in docs/running.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, Final

from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.visualisations.pages.render import STYLE

#: The address of the outlines below /static/, and their file in the package.
NAME: Final = "outlines.json"
#: Bytes of an operator's file: it is part of every map that is saved.
LARGEST: Final = 2 << 20
LONGEST_CREDIT: Final = 300


class OutlinesError(PracticeAtlasError):
    """A file of outlines that the map cannot be drawn with."""

    def __init__(self, message: str) -> None:
        super().__init__(message, fix="docs/running.md says what a file of outlines must be, and how to make one.")


@dataclass(frozen=True, slots=True)
class Outlines:
    """TopoJSON with `objects.countries` and nothing else; and whose it is, in words, where the file says so."""

    text: str
    credit: str | None


@cache
def outlines(path: Path | None = None) -> Outlines:
    """What a file holds, without what a map has no use for; the package's own for None. Raises OutlinesError."""
    try:
        with (path or STYLE.parent / NAME).open("rb") as file:
            read = file.read(LARGEST + 1)
    except OSError as error:
        raise OutlinesError(f"The file of outlines cannot be read: {error.strerror}.") from None
    if len(read) > LARGEST:
        raise OutlinesError(f"The file of outlines is larger than {LARGEST >> 20} MB.")
    try:
        told = json.loads(read)
    except (ValueError, RecursionError) as error:
        raise OutlinesError(f"The file of outlines is not JSON: {error}.") from None
    if fault := next(_faults(told), None):
        raise OutlinesError(f"The file of outlines {fault}.")
    shapes = [_only(shape, "type", "arcs") for shape in told["objects"]["countries"]["geometries"] if shape["type"]]
    countries = {"type": "GeometryCollection", "geometries": shapes}
    kept = _only(told, "type", "credit", "transform", "arcs") | {"objects": {"countries": countries}}
    return Outlines(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), told.get("credit"))


def _only(told: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: told[name] for name in names if name in told}


def _faults(told: Any) -> Iterator[str]:
    """What is wrong with it; what comes later relies on what came before."""
    if not isinstance(told, dict) or told.get("type") != "Topology":
        yield "is not TopoJSON: it has no type Topology"
        return
    countries = told["objects"].get("countries") if isinstance(told.get("objects"), dict) else None
    shapes = countries.get("geometries") if isinstance(countries, dict) else None
    arcs = told.get("arcs")
    if not isinstance(shapes, list) or not shapes or not all(_is_shape(shape) for shape in shapes):
        yield "has no objects.countries that is a GeometryCollection of polygons"
    elif not isinstance(arcs, list) or not all(_is_line(arc) for arc in arcs):
        yield "has arcs that are not lists of two positions or more"
    elif not all(-len(arcs) <= number < len(arcs) for shape in shapes for number in _numbers(shape.get("arcs", []))):
        yield "has countries that name arcs which are not there"
    if "transform" in told and not _is_transform(told["transform"]):
        yield "has a transform without a scale and a translation of two numbers each"
    credit = told.get("credit")
    if credit is not None and not (isinstance(credit, str) and 0 < len(credit.strip()) <= LONGEST_CREDIT):
        yield f"has a credit that is not a text of at most {LONGEST_CREDIT} letters"


def _is_shape(shape: Any) -> bool:
    """A polygon is a list of rings of numbers of arcs, a multipolygon a list of polygons; a place may be empty."""
    if not isinstance(shape, dict) or shape.get("type", "") not in ("Polygon", "MultiPolygon", None):
        return False
    return shape["type"] is None or _is_nested(shape.get("arcs"), 2 if shape["type"] == "Polygon" else 3)


def _is_nested(value: Any, depth: int) -> bool:
    if depth == 0:
        return type(value) is int
    return isinstance(value, list) and all(_is_nested(item, depth - 1) for item in value)


def _numbers(arcs: Sequence[Any]) -> Iterator[int]:
    for item in arcs:
        if isinstance(item, int):
            yield item
        else:
            yield from _numbers(item)


def _is_line(arc: Any) -> bool:
    return isinstance(arc, list) and len(arc) > 1 and all(_is_pair(position) for position in arc)


def _is_transform(told: Any) -> bool:
    return isinstance(told, dict) and all(_is_pair(told.get(name)) for name in ("scale", "translate"))


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(type(n) in (int, float) and isfinite(n) for n in value)
