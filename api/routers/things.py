"""Lists, and everything known of one thing."""

from __future__ import annotations

from fastapi import APIRouter

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.examples import example
from practice_atlas.api.parameters import AsOf, Name, Paging
from practice_atlas.graph.questions.answers import CountryAnswer, EntityAnswer, ListAnswer, MissingAnswer
from practice_atlas.graph.questions.country import country
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.lists import things_of
from practice_atlas.graph.questions.missing import missing
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.identifiers import kind_of

router = APIRouter(prefix="/v1", tags=["things"])


@router.get("/cities", summary="Cities by name", responses=example(ListAnswer))
def cities(ask: Asking, page: Paging) -> ListAnswer:
    """Cities, with how often each learned and shared, and how many practices of its own are known."""
    return ask(lambda reader: things_of(reader, "city", page=page))


@router.get("/practices", summary="Practices by name", responses=example(ListAnswer))
def practices(ask: Asking, page: Paging) -> ListAnswer:
    """Practices, with how many implementations and learning flows are known."""
    return ask(lambda reader: things_of(reader, "practice", page=page))


@router.get("/institutions", summary="Institutions by name", responses=example(ListAnswer))
def institutions(ask: Asking, page: Paging) -> ListAnswer:
    """Ministries, committees, associations, networks and other bodies."""
    return ask(lambda reader: things_of(reader, "institution", page=page))


@router.get("/engagements", summary="Engagements by name", responses=example(ListAnswer))
def engagements(ask: Asking, page: Paging) -> ListAnswer:
    """Workshops, exchanges, advisory support and the like."""
    return ask(lambda reader: things_of(reader, "engagement", page=page))


@router.get("/cities/{id}", summary="Everything known of a city", responses=example(EntityAnswer))
def city(ask: Asking, id: Name, page: Paging, as_of: AsOf = None) -> EntityAnswer:
    """Its record, its timeline with evidence, and what is conflicting."""
    day = as_of_day(as_of)
    return ask(lambda reader: entity(reader, resolved(reader, "id", id, "city"), as_of=day, page=page))


@router.get("/entities/{id}", summary="Everything known of any record", responses=example(EntityAnswer))
def one(ask: Asking, id: Name, page: Paging, as_of: AsOf = None) -> EntityAnswer | CountryAnswer:
    """The record, its timeline with evidence, and what is conflicting."""
    day = as_of_day(as_of)

    def question(reader: Reader) -> EntityAnswer | CountryAnswer:
        identifier = resolved(reader, "id", id)
        if kind_of(identifier) == "country":
            return country(reader, identifier, page=page)
        return entity(reader, identifier, as_of=day, page=page)

    return ask(question)


@router.get("/entities/{id}/missing", summary="What is not known of a thing", responses=example(MissingAnswer))
def gaps(ask: Asking, id: Name, page: Paging) -> MissingAnswer:
    """Gaps in what is known of it and of the statements about it."""
    return ask(lambda reader: missing(reader, resolved(reader, "id", id), page=page))
