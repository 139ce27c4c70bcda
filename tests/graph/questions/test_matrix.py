"""The replication matrix."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.matrix import Wanted, matrix
from practice_atlas.graph.questions.overview_answers import MatrixAnswer
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError

Cells = dict[tuple[str, str], tuple[str, tuple[str, ...]]]


def _cells(answer: MatrixAnswer) -> Cells:
    """State and records by practice and column, without the kind of thing."""
    return {
        (_slug(answer.rows[cell.row].thing.id), _slug(answer.columns.things[cell.column].id)): (
            cell.state,
            tuple(map(_slug, cell.records)),
        )
        for cell in answer.cells
    }


def _slug(identifier: str) -> str:
    return identifier.partition(":")[2]


COUNCILS: Cells = {
    ("youth-council", "arda"): ("exposed", ("bela-arda",)),
    ("youth-council", "bela"): ("exposed", ("elin-bela",)),
    ("youth-council", "dalma"): ("paused", ("dalma-council",)),
    ("youth-council", "elin"): ("adopted", ("elin-council",)),
    ("youth-council", "tripoli-lb"): ("planned", ("elin-tripoli",)),
    ("youth-council", "tripoli-ly"): ("planned", ("commitment",)),
}
WORK: Cells = {
    ("youth-engagement", "arda"): ("piloting", ("arda-work",)),
    ("youth-engagement", "dalma"): ("exposed", ("arda-dalma", "bela-dalma")),
    ("youth-engagement", "elin"): ("exposed", ("arda-elin",)),
}


def test_each_cell_says_what_is_known_and_nothing_else_is_sent(reader: Reader) -> None:
    answer = matrix(reader)

    assert _cells(answer) == COUNCILS | WORK
    assert answer.counts == {"unknown": 3, "planned": 2, "exposed": 4, "paused": 1, "piloting": 1, "adopted": 1}
    assert [row.thing.name for row in answer.rows] == ["Youth council", "Youth engagement"]
    assert answer.rows[1].counts == {"unknown": 3, "exposed": 2, "piloting": 1}
    assert (answer.total, answer.columns.total) == (2, 6)


def test_the_hub_sees_more(hub: Reader) -> None:
    cells = _cells(matrix(hub))

    assert cells[("youth-council", "bela")] == ("in-use", ("hub-council",))
    assert cells[("youth-engagement", "arda")] == ("ended", ("arda-work",))
    assert cells[("youth-council", "hidden")] == ("exposed", ("hidden",))


def test_as_of_a_day_stages_are_those_of_then(reader: Reader) -> None:
    """What nothing dates by then was not so by then; everything in the sample has a day in the end."""
    before, after = (matrix(reader, as_of=date(2025, 2, day)) for day in (16, 17))

    assert _cells(before)[("youth-council", "elin")] == ("exposed", ("dalma-elin",))
    assert _cells(after)[("youth-council", "elin")] == ("adopted", ("elin-council",))
    assert ("youth-council", "dalma") not in _cells(after)
    assert before.as_of == date(2025, 2, 16)


def test_a_column_may_be_a_country(reader: Reader) -> None:
    answer = matrix(reader, columns="countries")
    cells = _cells(answer)

    assert cells[("youth-council", "ma")] == ("adopted", ("elin-council",))
    assert cells[("youth-engagement", "lb")] == ("piloting", ("arda-work",))
    assert "tn" not in {column for _, column in cells}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(practice="practice:youth-council"), COUNCILS),
        (Wanted(practice="practice:youth-engagement"), COUNCILS | WORK),
        (Wanted(theme="theme:youth", state="planned"), {
            key: cell for key, cell in COUNCILS.items() if cell[0] == "planned"
        }),
        (Wanted(country="country:iq"), {
            key: cell for key, cell in (COUNCILS | WORK).items() if key[1] == "dalma"
        }),
    ],
)  # fmt: skip
def test_it_can_be_narrowed(reader: Reader, wanted: Wanted, expected: Cells) -> None:
    assert _cells(matrix(reader, wanted=wanted)) == expected


def test_pages_of_rows_and_columns_together_are_the_whole(reader: Reader) -> None:
    seen: Cells = {}
    after: str | None = None
    while True:
        across: str | None = None
        while True:
            answer = matrix(reader, page=Page(1, after), across=Page(2, across))
            seen |= _cells(answer)
            assert (len(answer.rows), len(answer.columns.things)) == (1, 2)
            across = answer.columns.next
            if across is None:
                break
        after = answer.next
        if after is None:
            break

    assert seen == _cells(matrix(reader))


def test_closed_and_absent_filters_are_refused_alike(reader: Reader) -> None:
    with pytest.raises(UnknownEntityError):
        matrix(reader, wanted=Wanted(country="country:zz"))
    with pytest.raises(QuestionError, match="no state of a cell"):
        matrix(reader, wanted=Wanted(state="unknown"))
    with pytest.raises(QuestionError, match="no practice"):
        matrix(reader, wanted=Wanted(practice="city:arda"))
