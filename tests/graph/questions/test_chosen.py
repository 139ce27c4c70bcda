"""Choices of views over time: they mean what the filters of lists mean, whatever the view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from practice_atlas.graph.questions.cells import entries
from practice_atlas.graph.questions.chosen import CODES, Chosen
from practice_atlas.graph.questions.diffusion import diffusion
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.lists import Asked, things_of
from practice_atlas.graph.questions.matrix import Wanted, matrix
from practice_atlas.graph.questions.narrower import with_narrower
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.questions.timeline import TELLING
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import facets_of
from practice_atlas.ontology.vocabularies import Audience

COUNCIL = "practice:youth-council"
ALL = Page(200)
NAMES = ("theme", "practice", "country", "region", "partner", "kind", "stage", "grade")


@pytest.fixture(params=[Audience.PUBLIC, Audience.HUB])
def caller(request: pytest.FixtureRequest, reader: Reader) -> Reader:
    """Anybody, and the hub's staff."""
    return Reader(reader.engine, request.param)


def _values(reader: Reader, name: str) -> list[str]:
    """What can be chosen, as lists count it."""
    if name in CODES:
        return list(CODES[name])
    found = set[str]()
    for kind in TELLING:
        if name in facets_of(kind):
            (facet,) = things_of(reader, kind, Asked(facets=(name,))).facets
            found |= {value.value for value in facet.values}
    return sorted(found)


def _listed(reader: Reader, name: str, value: str) -> set[str]:
    """The records that the lists have under it."""
    values: Sequence[str] = (value,)
    if name == "practice":
        values = with_narrower(reader, value)
    if name == "grade":
        values = CODES["grade"][: CODES["grade"].index(value) + 1]
    return {
        row.thing.id
        for kind in (("flow",) if name == "kind" else TELLING)  # other kinds have other kinds
        if name in facets_of(kind)
        for row in things_of(reader, kind, Asked(filters={name: values}), page=ALL).rows
    }


def _choices(reader: Reader) -> Iterator[tuple[Chosen, set[str]]]:
    for name in NAMES:
        for value in _values(reader, name):
            yield Chosen(**{name: value}), _listed(reader, name, value)


def test_a_timeline_tells_what_the_lists_have(caller: Reader) -> None:
    left = 0
    for chosen, listed in _choices(caller):
        for _, city in by_name(caller, "city"):
            every = [entry for entry in entity(caller, city, page=ALL).entries if entry.record in listed]
            told = entity(caller, city, chosen=chosen, page=ALL)
            assert list(told.entries) == every, (chosen, city)
            assert told.total == len({(entry.known_by, entry.record) for entry in every})
            left += len(every)
    assert left > 100


def test_a_lineage_and_its_curves_tell_what_the_lists_have(caller: Reader) -> None:
    whole, left = lineage(caller, COUNCIL, page=ALL), 0
    for chosen, listed in _choices(caller):
        told = lineage(caller, COUNCIL, chosen=chosen, page=ALL)
        assert [step for step in whole.steps if step.kind == "flow" and step.record in listed] == [
            step for step in told.steps if step.kind == "flow"
        ], chosen
        assert list(told.implementations) == [view for view in whole.implementations if view.id in listed], chosen
        left += len(told.steps) + len(told.implementations)

        periods = diffusion(caller, COUNCIL, chosen=chosen, page=ALL)
        flows = [step for step in told.steps if step.kind == "flow" and step.breadth != "broader"]
        happened = sum(step.state == "done" for step in flows)
        last = periods.periods[-1] if periods.periods else None
        assert (last.flows if last else 0) + periods.undated["flows"] == happened, chosen
        assert periods.planned == len(flows) - happened
        assert (last.implementations if last else 0) + periods.undated["implementations"] == told.implementations_total
    assert left > 20


def test_cells_of_the_matrix_are_of_what_the_lists_have(caller: Reader) -> None:
    """A cell is there, as it is, where a record of it fits, be it that of its state or an earlier one."""
    every, known = {(cell.row, cell.column): cell for cell in matrix(caller).cells}, entries(caller, "cities")
    behind = zip(known.practice.tolist(), known.column.tolist(), known.records, strict=True)
    records = [((row, column), record) for row, column, record in behind if (row, column) in every]
    left = 0
    for chosen, listed in _choices(caller):
        fitting = {place for place, record in records if record in listed}
        answer = matrix(caller, wanted=Wanted(records=chosen))
        assert {(cell.row, cell.column): cell for cell in answer.cells} == {place: every[place] for place in fitting}
        assert answer.narrowed
        left += len(fitting)
    assert left > 50


def test_learning_is_at_the_stage_of_what_it_led_to(reader: Reader) -> None:
    """Elin's council was adopted in February 2025; what led to it counts under that stage from then on."""
    adopted = Chosen(stage="adopted")
    told = {step.record for step in lineage(reader, COUNCIL, chosen=adopted).steps}
    before = lineage(reader, COUNCIL, chosen=adopted, as_of=date(2024, 12, 31))

    assert told == {"flow:dalma-elin", "flow:arda-elin"}
    assert (before.steps, before.implementations) == ((), ())


def test_choices_hold_together_and_what_cannot_be_chosen_so_is_left_out(reader: Reader) -> None:
    both = entity(reader, "city:elin", chosen=Chosen(country="country:iq", kind="adapted"))
    grade = entity(reader, "city:elin", chosen=Chosen(grade="D"))

    assert [entry.record for entry in both.entries] == ["flow:dalma-elin"]
    assert "membership:elin" in {entry.record for entry in grade.entries}
    assert entity(reader, "city:elin", chosen=Chosen(stage="in-use")).total == 0
