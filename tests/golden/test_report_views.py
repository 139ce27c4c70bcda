"""The views of the shipped data set: what is paused, what was not there yet, and that unknown is not no."""

from __future__ import annotations

from datetime import date

from practice_atlas.graph.pairings.opportunities import Wanted as Sought
from practice_atlas.graph.pairings.opportunities import opportunities
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.diffusion import diffusion
from practice_atlas.graph.questions.matrix import Wanted
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.alive import alive_view
from practice_atlas.visualisations.diffusion_view import diffusion_view
from practice_atlas.visualisations.matrix_view import CellView, MatrixView, matrix_view
from practice_atlas.visualisations.pages.cell_page import cell_page
from practice_atlas.visualisations.timeline_view import timeline_view

COUNCIL, ENGAGEMENT = "practice:youth-council", "practice:youth-engagement"
MIQDADIYAH, FES, SAIDA = "city:miqdadiyah-iq", "city:fes-ma", "city:saida-lb"
EARLY = date(2024, 2, 29)


def cell(view: MatrixView, practice: str, column: str) -> CellView | None:
    """The cell of a practice and a place; None: nothing is known, and no opportunity."""
    rows = [row.thing.id for row in view.rows]
    columns = [thing.id for thing in view.columns.things]
    return view.by_row()[rows.index(practice)].get(columns.index(column))


def test_miqdadiyahs_council_is_paused_and_can_be_taken_up_again(reader: Reader) -> None:
    found = cell(matrix_view(reader), COUNCIL, MIQDADIYAH)

    assert found is not None
    assert (found.state, found.label, found.records) == ("paused", "paused", 1)
    assert found.opening is not None


def test_fes_council_is_not_there_in_february_2024(reader: Reader) -> None:
    now, then = cell(matrix_view(reader), COUNCIL, FES), cell(matrix_view(reader, as_of=EARLY), COUNCIL, FES)

    assert now is not None
    assert now.state == "adopted"
    assert then is None


def test_unknown_is_not_no(reader: Reader) -> None:
    """Nothing is told of a council in Saida: its cell is not sent, and its page says that it is open."""
    view = matrix_view(reader)
    unknown = next(item for item in view.legend if item.state == "unknown")
    page = cell_page(reader, COUNCIL, SAIDA)

    assert cell(view, COUNCIL, SAIDA) is None
    assert unknown.cells == len(view.rows) * len(view.columns.things) - sum(cell.records > 0 for cell in view.cells)
    assert "not to say no" in unknown.meaning
    assert (page.answer.state, page.actors) == ("unknown", ())
    assert page.mentors is not None


def test_places_are_those_of_the_list_of_opportunities(reader: Reader) -> None:
    view = matrix_view(reader)
    listed = opportunities(reader, own_weights(), wanted=Sought(per_city=100, per_practice=100), many=100)
    numbered = sorted(
        (cell.opening.place, view.rows[cell.row].thing.id, view.columns.things[cell.column].id)
        for cell in view.cells
        if cell.opening
    )

    assert numbered == [
        (place, one.practice.id, one.learner.id) for place, one in enumerate(listed.opportunities, start=1)
    ]
    assert len(numbered) == view.openings == listed.total > 0


def test_by_country_a_cell_counts_further_opportunities(reader: Reader) -> None:
    found = cell(matrix_view(reader, columns="countries"), "practice:digital-monitoring", "country:iq")

    assert found is not None
    assert found.opening is not None
    assert found.opening.more == 1


def test_a_state_alone(reader: Reader) -> None:
    view = matrix_view(reader, wanted=Wanted(state="paused"))

    assert [cell.state for cell in view.cells] == ["paused"]
    assert view.filters == {"State": "paused"}


def test_why_the_council_is_paused(reader: Reader) -> None:
    page = cell_page(reader, COUNCIL, MIQDADIYAH)
    told = [item.sentence.plain() for actor in page.actors for item in actor.told]

    assert len(told) == 2
    assert told[0].startswith("Miqdadiyah started to plan or design")
    assert told[1].startswith("Miqdadiyah paused")
    assert "leadership" in told[1]
    assert all(item.evidence for actor in page.actors for item in actor.told)
    assert page.mentors is not None
    assert page.opportunity is not None
    assert page.mentors.cards[0].city.name == "Saida"
    assert all(card.doubts and card.brief for card in page.mentors.cards)


def test_a_practice_that_is_there_asks_for_no_mentor(reader: Reader) -> None:
    page = cell_page(reader, COUNCIL, FES)

    assert page.answer.state == "adopted"
    assert page.mentors is None
    assert [told.sentence.plain() for told in page.met]


def test_a_country_leads_to_its_cities(reader: Reader) -> None:
    page = cell_page(reader, COUNCIL, "country:iq")

    assert [(actor.thing.id, actor.state) for actor in page.actors] == [(MIQDADIYAH, "paused")]
    assert {thing.id for thing, _ in page.cities} >= {MIQDADIYAH, "city:halabja-iq"}
    assert {thing.id for thing, opening in page.cities if opening} == {MIQDADIYAH}


def test_the_first_screen_shows_what_is_alive(reader: Reader) -> None:
    view = alive_view(reader)
    first = view.by_row()[0]

    assert view.columns_are == "countries"
    assert view.rows[0].thing.id == ENGAGEMENT
    assert len(first) >= 3
    assert all(cells for cells in view.by_row().values())
    assert {column for cells in view.by_row().values() for column in cells} == set(range(len(view.columns.things)))


def test_the_timeline_of_fes(reader: Reader) -> None:
    """January 2024 is the month, never its first day; what is not dated is counted and has no days."""
    view = timeline_view(reader, FES)
    workshop = next(item for item in view.moments if item.when == "2024-01")
    adopted = next(item for item in view.moments if item.state == "adopted")

    assert (workshop.earliest, workshop.latest) == (date(2024, 1, 1), date(2024, 1, 31))
    assert (workshop.precision, workshop.words) == ("within", "January 2024")
    assert (adopted.precision, adopted.earliest) == ("day", date(2025, 2, 17))
    assert view.dated + view.undated == len(view.moments)
    assert view.undated == sum(item.earliest is None and item.latest is None for item in view.moments) > 0
    assert {lane.lane for lane in view.lanes} == {"engagement", "learned", "shared", "own", "tie", "other"}
    assert all(item.evidence for item in view.moments)


def test_the_timeline_as_of_a_day(reader: Reader) -> None:
    view = timeline_view(reader, FES, as_of=EARLY)

    assert not [item for item in view.moments if item.lane == "own"]
    assert [item.when for item in view.moments] == ["2023-11", "2024-01"]


def test_the_curve_is_that_of_the_question(reader: Reader) -> None:
    view, answer = diffusion_view(reader, ENGAGEMENT, by="month"), diffusion(reader, ENGAGEMENT, by="month")
    certain = {point.period: (point.implementations, point.flows, point.countries) for point in view.periods}

    assert {period.period: (period.implementations, period.flows, period.countries) for period in answer.periods} == {
        period.period: certain[period.period] for period in answer.periods
    }
    assert view.undated == answer.undated
    dated = sum(item.dated for item in view.moments if item.lane == "began")
    assert dated == answer.periods[-1].implementations
    assert len(view.moments) == view.moments_total
    assert sum(lane.undated for lane in view.lanes) == answer.undated["implementations"] + answer.undated["flows"]


def test_an_imprecise_date_is_a_band(reader: Reader) -> None:
    """Digital monitoring began at some time in 2024: it can have in January, and certainly had in December."""
    periods = diffusion_view(reader, "practice:digital-monitoring", by="month").periods

    assert [(point.period, point.implementations, point.possible_implementations) for point in periods] == [
        ("2024-01", 0, 1),
        ("2024-12", 1, 1),
    ]
