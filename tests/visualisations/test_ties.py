"""Links of the network from records."""

from __future__ import annotations

from practice_atlas.ontology.model import Record
from practice_atlas.visualisations.ties import links_of, merged
from tests.support.sample import ROWS, records


def _records(*more: dict[str, object]) -> dict[str, Record]:
    return {record.id: record for record in records(*ROWS, *more)}


def test_parallel_flows_stay_parallel() -> None:
    """Each is an arrow of its own."""
    again = next(row for row in ROWS if row["id"] == "flow:arda-elin") | {"id": "flow:arda-elin-again"}
    links = [link for link in merged(links_of(_records(again))) if (link.start, link.end) == ("city:arda", "city:elin")]

    assert [link.record for link in links] == ["flow:arda-elin", "flow:arda-elin-again"]


def test_ties_of_one_kind_are_one_that_says_how_many() -> None:
    """So that the picture is not covered by them."""
    again = next(row for row in ROWS if row["id"] == "partnership:memorandum") | {"id": "partnership:second"}
    ties = [link for link in merged(links_of(_records(again))) if link.kind == "partnership"]

    assert [link.label for link in ties] == ["Memorandum and 1 more"]


def test_planned_and_unnamed_flows_draw_no_arrow() -> None:
    """They are told in words."""
    assert "flow:elin-others" not in {link.record for link in links_of(_records())}
