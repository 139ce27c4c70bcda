"""The score without a piece of evidence is the one that a graph without that piece gives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph.pairings.conftest import Loaded, ask, named, of
from tests.support.pairing import ROWS, network


def _without(row: dict[str, Any], piece: str) -> dict[str, Any] | None:
    """A record without a piece of evidence; None where it was all that supported it."""
    kept = [one for one in row.get("evidence", ()) if one != piece]
    return None if row.get("evidence") and not kept else {**row, **({"evidence": kept} if kept else {})}


def test_each_is_what_a_graph_without_it_gives(reading: Loaded) -> None:
    with reading(network()) as reader:
        whole = ask(reader)
    looked_at = changed = 0
    for mentor in whole.mentors:
        for left_out in mentor.without:
            rows = {row["id"]: _without(row, left_out.evidence) for row in ROWS if row["id"] != left_out.evidence}
            gone = {identifier for identifier, row in rows.items() if row is None}
            fewer = network(*(row for row in rows.values() if row), without=(*gone, left_out.evidence))
            with reading(fewer) as reader:
                answer = ask(reader)
            looked_at += 1
            changed += left_out.score is None or left_out.score != pytest.approx(mentor.score)
            if left_out.score is None:
                assert mentor.city.name not in named(answer)
            else:
                assert left_out.score == pytest.approx(of(answer, mentor.city.name).score, abs=1e-9)

    assert looked_at >= 6
    assert changed >= 4


def test_without_the_evidence_of_its_first_reason_nobody_is_proposed(reading: Loaded) -> None:
    with reading(network()) as reader:
        answer = ask(reader)

    assert [mentor.reasons[0].without for mentor in answer.mentors] == [None, None, None]
    met = next(reason for reason in of(answer, "Omid").reasons if reason.part == "shared")
    assert met.without == pytest.approx(of(answer, "Omid").score - met.adds)
