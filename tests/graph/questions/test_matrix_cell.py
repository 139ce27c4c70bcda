"""One cell of the matrix: what is behind it, of whom, and what its audience may know of it."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.diffusion import diffusion
from practice_atlas.graph.questions.matrix import Wanted, matrix
from practice_atlas.graph.questions.matrix_cell import cell
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError

COUNCIL, WORK = "practice:youth-council", "practice:youth-engagement"


@pytest.mark.parametrize("columns", ["cities", "countries"])
@pytest.mark.parametrize("as_of", [None, date(2023, 6, 30)])
def test_each_cell_says_what_the_matrix_says(reader: Reader, columns: str, as_of: date | None) -> None:
    """The state, and the records behind it among those that are told."""
    told = matrix(reader, columns="cities" if columns == "cities" else "countries", as_of=as_of)
    filled = {(item.row, item.column): item for item in told.cells}

    assert filled
    for row, practice in enumerate(told.rows):
        for column, place in enumerate(told.columns.things):
            answer = cell(reader, practice.thing.id, place.id, as_of=as_of)
            shown = filled.get((row, column))
            records = {entry.record for actor in answer.actors for entry in actor.entries}
            assert answer.state == (shown.state if shown else "unknown")
            assert set(shown.records if shown else ()) <= records
            assert bool(records) == bool(shown)


def test_a_country_tells_of_each_actor(reader: Reader) -> None:
    answer = cell(reader, COUNCIL, "country:ma")
    first = cell(reader, COUNCIL, "country:ma", page=Page(1))

    assert [(actor.actor.name, actor.state) for actor in answer.actors] == [("Bela", "exposed"), ("Elin", "adopted")]
    assert answer.state == "adopted"
    assert (first.total, len(first.actors)) == (2, 1)
    assert cell(reader, COUNCIL, "country:ma", page=Page(1, first.next)).actors == answer.actors[1:]


def test_every_statement_has_its_evidence(reader: Reader) -> None:
    answer = cell(reader, COUNCIL, "city:dalma")
    pieces = {piece.id for piece in answer.evidence}
    (dalma,) = answer.actors

    assert [entry.details["stage"] for entry in dalma.entries] == ["designing", "paused"]
    assert all(entry.evidence and set(entry.evidence) <= pieces for entry in dalma.entries)


def test_where_the_city_met_the_practice(reader: Reader) -> None:
    answer = cell(reader, WORK, "city:dalma")

    assert [(entry.record, entry.details["role"]) for entry in answer.met] == [("engagement:exchange", "participant")]
    assert cell(reader, WORK, "country:iq").met == ()


def test_what_is_closed_is_behind_no_cell(reader: Reader, hub: Reader) -> None:
    with pytest.raises(UnknownEntityError):
        cell(reader, COUNCIL, "city:hidden")

    assert cell(hub, COUNCIL, "city:hidden").actors


@pytest.mark.parametrize(("practice", "column"), [("city:elin", "city:elin"), (COUNCIL, COUNCIL)])
def test_of_practices_and_places_only(reader: Reader, practice: str, column: str) -> None:
    with pytest.raises(QuestionError):
        cell(reader, practice, column)


def test_only_these_practices(reader: Reader) -> None:
    assert [row.thing.id for row in matrix(reader, wanted=Wanted(only=frozenset([WORK]))).rows] == [WORK]


def test_what_can_have_happened_before_it_certainly_had(reader: Reader) -> None:
    """Both numbers grow, the possible one first; at the end they are the same. Other numbers do not change."""
    for by in ("year", "month"):
        told = diffusion(reader, COUNCIL, by="year" if by == "year" else "month", possible=True).periods
        plain = diffusion(reader, COUNCIL, by="year" if by == "year" else "month").periods
        assert all(period.possible_flows >= period.flows for period in told)
        assert all(period.possible_implementations >= period.implementations for period in told)
        assert (told[-1].possible_flows, told[-1].possible_implementations) == (
            told[-1].flows,
            told[-1].implementations,
        )
        assert {period.period for period in plain} <= {period.period for period in told}
    months = {period.period: period for period in diffusion(reader, COUNCIL, by="month", possible=True).periods}
    assert (months["2023-01"].flows, months["2023-01"].possible_flows) == (1, 2)
