"""How records lie in the graph is decided once: a change of it must be told to the graphs that are already loaded."""

from __future__ import annotations

import hashlib
import json
from typing import Final

import pytest

from practice_atlas.graph import layout
from practice_atlas.graph.arrows import arrows_of, part_rows
from practice_atlas.graph.projection import PassagePlace, Projector, dataset_row
from tests.support.sample import INFO, sample

#: Of the sample's rows and arrows, under the version of the layout that made them.
GOLDEN: Final = {3: "86cc3f847455e1b19dda24cd9c8da2d91fb5bdf9690364cf759dc38d8d6dedee"}


def projector() -> Projector:
    records = sample().records
    places = {"evidence:pause": PassagePlace(1, 9, "0" * 64)}
    return Projector(records, dict.fromkeys(records, ("sample",)), places)


def digest() -> str:
    """Over all nodes and arrows of the sample, without the hashes, which name the version."""
    projected = projector()
    told: list[object] = [
        dataset_row(INFO),
        *(projected.row(key) for key in [*projected.records, *projected.countries]),
    ]
    for record in projected.records.values():
        told += [*part_rows(projected, record), *arrows_of(projected, record)]
    for row in told:
        if isinstance(row, dict):
            row.pop("projection")
    lines = sorted(json.dumps(item, ensure_ascii=False, sort_keys=True) for item in told)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_a_change_of_the_layout_raises_its_version() -> None:
    assert GOLDEN.get(layout.VERSION) == digest(), (
        "The same records now lie in the graph in another way. Raise layout.VERSION in graph/layout.py, so that the "
        f"next load writes them anew, and put {{{layout.VERSION + 1}: {digest()!r}}} here. (Where only the sample or "
        "the model was changed, keep the version and put the new hash under it.)"
    )


def test_the_version_is_part_of_every_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {key: projection for _, key, projection in projector().projections()}
    monkeypatch.setattr(layout, "VERSION", layout.VERSION + 1)
    after = {key: projection for _, key, projection in projector().projections()}

    assert set(before) == set(after)
    assert [key for key in before if before[key] == after[key]] == []


def test_every_property_and_arrow_is_in_the_layout() -> None:
    projected = projector()
    arrows = {arrow.type for record in projected.records.values() for arrow in arrows_of(projected, record)}
    strange = {
        f"{record.kind}.{name}"
        for record in projected.records.values()
        for name in projected.row(record.id)
        if name not in layout.property_names(type(record)) | {"id"}
    }

    assert arrows <= layout.arrow_types()
    assert strange == set()
    assert {layout.LEARNED_FROM, layout.PRACTISES} <= arrows


def test_a_planned_flow_draws_no_arrow_between_cities() -> None:
    projected = projector()
    drawn = {
        arrow.properties["flow"]
        for record in projected.records.values()
        for arrow in arrows_of(projected, record)
        if arrow.type == layout.LEARNED_FROM
    }

    assert drawn == {"flow:arda-dalma", "flow:bela-dalma", "flow:arda-elin", "flow:hidden"}
