"""How a practice spread over time."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.diffusion import diffusion
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError

COUNCIL = "practice:youth-council"


def test_numbers_cumulate_and_the_undated_stand_beside(reader: Reader) -> None:
    """Dalma's council is not dated, nor that Elin's was being designed."""
    answer = diffusion(reader, COUNCIL)

    told = [(period.period, period.implementations, period.flows, period.countries) for period in answer.periods]
    assert told == [("2022", 0, 1, 1), ("2023", 0, 3, 2), ("2025", 1, 3, 2)]
    assert answer.periods[1].flow_kinds == {"exposed": 2, "adapted": 1}
    assert (answer.periods[2].stages, answer.periods[2].begun) == ({"adopted": 1}, ("implementation:elin-council",))
    assert answer.undated == {"implementations": 1, "stages": 3, "flows": 0}
    assert answer.planned == 2


def test_narrower_practices_are_part_of_it(reader: Reader) -> None:
    """Arda's work was piloted in 2021; that it ended is closed. Flows without a date stay beside."""
    answer = diffusion(reader, "practice:youth-engagement")

    assert [thing.id for thing in answer.narrower] == [COUNCIL]
    assert (answer.periods[0].period, answer.periods[0].stages) == ("2021", {"piloting": 1})
    assert answer.periods[-1].implementations == 2
    assert answer.undated["flows"] == 3


def test_the_hub_knows_what_was_earlier(hub: Reader) -> None:
    first = diffusion(hub, COUNCIL).periods[0]

    assert (first.period, first.stages) == ("2020", {"in-use": 1})


def test_months(reader: Reader) -> None:
    periods = [period.period for period in diffusion(reader, COUNCIL, by="month").periods]

    assert periods == ["2022-05", "2023-03", "2023-12", "2025-02"]


def test_as_of_a_day_later_periods_are_not_told(reader: Reader) -> None:
    answer = diffusion(reader, COUNCIL, as_of=date(2023, 3, 31))

    assert [(period.period, period.flows) for period in answer.periods] == [("2022", 1), ("2023", 2)]
    assert answer.left_out == 4


def test_pages(reader: Reader) -> None:
    first = diffusion(reader, COUNCIL, page=Page(2))
    second = diffusion(reader, COUNCIL, page=Page(2, first.next))

    assert (*first.periods, *second.periods) == diffusion(reader, COUNCIL).periods
    assert (first.total, second.position) == (3, 2)


def test_of_a_practice_only(reader: Reader) -> None:
    with pytest.raises(QuestionError, match="no practice"):
        diffusion(reader, "city:arda")
