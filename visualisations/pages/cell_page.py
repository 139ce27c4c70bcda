"""The page of one cell of the matrix: why it is so, and where the practice is not, whether it could be replicated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from practice_atlas.graph.catalogue import keys
from practice_atlas.graph.layout import label_of
from practice_atlas.graph.pairings.algorithms import chosen
from practice_atlas.graph.pairings.learners import city_learner
from practice_atlas.graph.pairings.mentors import mentors
from practice_atlas.graph.pairings.opportunities import MOST, Wanted, opportunities
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.answers import Entry, Thing
from practice_atlas.graph.questions.matrix_cell import cell
from practice_atlas.graph.questions.overview_answers import CellAnswer
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import Stage
from practice_atlas.visualisations.matrix_view import Opening
from practice_atlas.visualisations.pages.mentor_page import MentorsShown, mentors_shown
from practice_atlas.visualisations.pages.opportunities_page import OpportunityRow, opportunities_shown
from practice_atlas.visualisations.pages.paging import Shown, shown
from practice_atlas.visualisations.pages.told import Places, Told, places, told_entry
from practice_atlas.visualisations.palette import STATE_LOOKS, StateLook

#: States in which the practice is there: nobody asks whether it could be replicated.
_THERE: Final = frozenset((Stage.ADOPTED.value, Stage.IN_USE.value))
#: Mentors that are named, and cities of a country.
_MENTORS: Final = 3
_CITIES: Final = 60


@dataclass(frozen=True, slots=True)
class ActorShown:
    """Somebody who does or was shown the practice, and statement by statement why."""

    thing: Thing
    state: str
    look: StateLook
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class CellPage:
    """A cell. `opening` is its place among the `listed` opportunities of the practice; `opportunity` and `mentors` are
    there for a city that does not have it; `cities` are those of a country, of `cities_total`.
    """

    answer: CellAnswer
    look: StateLook
    actors: tuple[ActorShown, ...]
    met: tuple[Told, ...]
    place: Shown
    opening: Opening | None
    listed: int
    opportunity: OpportunityRow | None
    mentors: MentorsShown | None
    cities: tuple[tuple[Thing, Opening | None], ...]
    cities_total: int


def cell_page(
    reader: Reader, practice: str, column: str, as_of: date | None = None, after: str | None = None
) -> CellPage:
    """Everything for the page of a cell. Raises UnknownEntityError and QuestionError."""
    answer = cell(reader, practice, column, as_of=as_of, page=Page(USUAL, after))
    known = places(answer.evidence)
    wanted = Wanted(practice=practice, per_city=MOST, per_practice=MOST)
    found = opportunities_shown(reader, opportunities(reader, own_weights(), wanted=wanted, as_of=as_of, many=MOST))
    listed = {
        row.learner.id: (Opening(place=place), row)
        for place, row in enumerate((row for row in found.rows if row.practice.id == practice), start=1)
    }
    opening, opportunity = listed.get(column, (None, None))
    lying = _cities(reader, column) if answer.column.kind == "country" else {}
    return CellPage(
        answer=answer,
        look=STATE_LOOKS[answer.state],
        actors=tuple(
            ActorShown(one.actor, one.state, STATE_LOOKS[one.state], _told(one.entries, one.actor, known))
            for one in answer.actors
        ),
        met=_told(answer.met, answer.column, known),
        place=shown(answer, USUAL),
        opening=opening,
        listed=len(listed),
        opportunity=opportunity,
        mentors=_mentors(reader, answer, as_of) if _could(answer) else None,
        cities=tuple((thing, listed.get(thing.id, (None, None))[0]) for thing in list(lying.values())[:_CITIES]),
        cities_total=len(lying),
    )


def _told(entries: tuple[Entry, ...], about: Thing, known: Places) -> tuple[Told, ...]:
    return tuple(told_entry(entry, about, known) for entry in entries)


def _could(answer: CellAnswer) -> bool:
    """Whether it is asked if the practice could be replicated: in a city that does not have it in use or adopted."""
    return answer.column.kind == "city" and answer.state not in _THERE


def _mentors(reader: Reader, answer: CellAnswer, as_of: date | None) -> MentorsShown:
    weights, learner = own_weights(), city_learner(reader, answer.column.id, as_of)
    algorithm = chosen("fixed-weights", weights)
    found = mentors(
        reader, learner, algorithm, weights, practice=answer.practice.id, as_of=as_of, many=_MENTORS
    )  # fmt: skip
    return mentors_shown(reader, found)


def _cities(reader: Reader, country: str) -> dict[str, Thing]:
    """The cities of a country by name."""
    rows = reader.rows(keys.lying_in(label_of("city")), id=country)
    return reader.things(row["id"] for row in sorted(rows, key=lambda row: (row["name"], row["id"])))
