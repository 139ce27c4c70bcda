"""Ways by which what one city knew may have reached another."""

from __future__ import annotations

from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.graph.questions.columns import NEVER, Numbering, numbers
from practice_atlas.graph.questions.path import path
from practice_atlas.graph.questions.path_in_time import Timed, way
from practice_atlas.graph.reading import Reader

Row = tuple[int, int, int, int]  # teacher, learner, earliest, latest


def _legs(reader: Reader, start: str, end: str, as_of: date | None = None) -> list[tuple[str, str]]:
    answer = path(reader, start, end, as_of=as_of, respect_time=True)
    assert answer.respects_time
    return [(leg.start.id.partition(":")[2], leg.end.id.partition(":")[2]) for leg in answer.legs]


def test_a_year_may_come_before_a_month_of_it(reader: Reader) -> None:
    assert _legs(reader, "city:dalma", "city:bela") == [("dalma", "elin"), ("elin", "bela")]


def test_what_came_earlier_carries_nothing_on(reader: Reader) -> None:
    """Bela taught Arda before it learned from Elin."""
    assert _legs(reader, "city:bela", "city:arda") == [("bela", "arda")]
    assert _legs(reader, "city:elin", "city:arda") == []


def test_nobody_teaches_backwards(reader: Reader) -> None:
    assert [leg.how for leg in path(reader, "city:arda", "city:bela").legs] == ["learned"]
    assert _legs(reader, "city:tripoli-lb", "city:elin") == []


def test_the_hub_knows_a_shorter_way(hub: Reader) -> None:
    assert _legs(hub, "city:dalma", "city:bela") == [("dalma", "bela")]


def test_as_of_a_day_later_flows_carry_nothing(reader: Reader) -> None:
    assert _legs(reader, "city:dalma", "city:elin", date(2023, 12, 31)) == [("dalma", "elin")]
    assert _legs(reader, "city:dalma", "city:elin", date(2023, 12, 30)) == []


def test_each_leg_has_its_flow_and_evidence(reader: Reader) -> None:
    answer = path(reader, "city:dalma", "city:bela", respect_time=True)

    assert [leg.step and leg.step.record for leg in answer.legs] == ["flow:dalma-elin", "flow:elin-bela"]
    assert {item for leg in answer.legs for item in leg.evidence} == {item.id for item in answer.evidence}
    assert answer.evidence


def _timed(rows: list[Row]) -> Timed:
    return Timed(
        cities=Numbering(map(str, range(5))),
        ids=[f"flow:{number}" for number in range(len(rows))],
        teacher=numbers(row[0] for row in rows),
        learner=numbers(row[1] for row in rows),
        earliest=numbers(row[2] for row in rows),
        day=numbers(row[3] for row in rows),
        undated=0,
    )


def _fewest(rows: list[Row], most: int) -> int | None:
    """By trying every chain of flows from 0 to 4."""
    for length in range(1, most + 1):
        for chain in product(rows, repeat=length):
            ends = [0, *(row[1] for row in chain)]
            if ends[-1] == 4 and all(row[0] == ends[step] for step, row in enumerate(chain)) and _possible(chain):
                return length
    return None


def _possible(chain: tuple[Row, ...]) -> bool:
    day = 0
    for _, _, earliest, latest in chain:
        day = max(day, earliest)
        if day > latest:
            return False
    return True


_ROW = st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 9), st.integers(0, 4)).map(
    lambda row: (row[0], row[1], row[2], row[2] + row[3])
)


@given(st.lists(_ROW, max_size=7))
def test_it_is_the_shortest_of_all_chains(rows: list[Row]) -> None:
    found = way(_timed(rows), "0", "4", farthest=4)
    fewest = _fewest(rows, 4)

    assert (found and len(found)) == fewest
    if found:
        chosen = [rows[int(flow.partition(":")[2])] for _, _, flow in found]
        assert _possible(tuple(chosen))
        assert (found[0][0], found[-1][1]) == ("0", "4")
    assert way(_timed(rows), "0", "4", farthest=4, limit=NEVER) == found
