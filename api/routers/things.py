"""Lists of every kind, and everything known of one thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, Response

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.examples import example
from practice_atlas.api.keeping import KeptRoute
from practice_atlas.api.listing import ListParameters, asked_of, page_of, parameters_of
from practice_atlas.api.parameters import AsOf, Name, Paging
from practice_atlas.api.tabular import as_table, with_tables
from practice_atlas.graph.questions.answers import CountryAnswer, EntityAnswer, ListAnswer, MissingAnswer
from practice_atlas.graph.questions.country import country
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.lists import Asked, things_of
from practice_atlas.graph.questions.missing import missing
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.timeline import TELLING
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import LISTED
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND

router = APIRouter(prefix="/v1", tags=["things"], route_class=KeptRoute)

#: Path of a list → kind. Learning flows and evidence have answers of their own (travel, finding).
PLURALS: Final = {BY_KIND[kind].table: kind for kind in LISTED}
_KINDS: Final = sorted(TELLING)
_Kinds = Annotated[
    list[str] | None,
    Query(
        description="Only what records of these kinds tell; without, of all.",
        json_schema_extra={"items": {"type": "string", "enum": _KINDS}},
    ),
]
_Include = Annotated[list[Literal["missing"]] | None, Query(description="Tell besides what is not known of it.")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a thing: which page of its timeline, as of when, what records of which kinds tell of it."""

    page: Page
    as_of: str | None = None
    kinds: Sequence[str] | None = None
    include: Sequence[str] | None = None

    def of(self, reader: Reader, identifier: str) -> EntityAnswer | CountryAnswer:
        """Everything known of a thing, with what is not known beside it where that is wanted."""
        strange = [kind for kind in self.kinds or () if kind not in TELLING]
        if strange:
            raise QuestionError(
                "kinds", f"{strange[0][:80]!r} tells of nothing", fix=f"Choose of: {', '.join(_KINDS)}."
            )
        kinds, day = self.kinds or TELLING, as_of_day(self.as_of)
        if kind_of(identifier) == "country":
            return country(reader, identifier, as_of=day, kinds=kinds, page=self.page)
        answer = entity(reader, identifier, as_of=day, kinds=kinds, page=self.page)
        if "missing" in (self.include or ()):
            return answer.model_copy(update={"missing": missing(reader, identifier).gaps})
        return answer


async def _wanted_of(page: Paging, as_of: AsOf = None, kinds: _Kinds = None, include: _Include = None) -> Wanted:
    return Wanted(page, as_of, kinds, include)


_Wanted = Annotated[Wanted, Depends(_wanted_of)]


def _listing(kind: str) -> Callable[..., ListAnswer | Response]:
    def listing(ask: Asking, given: ListParameters) -> ListAnswer | Response:
        def question(reader: Reader) -> tuple[ListAnswer, Asked]:
            asked = asked_of(reader, kind, given)
            return things_of(reader, kind, asked, page=page_of(given)), asked

        answer, asked = ask(question)
        return as_table(answer, given.format, kind, asked.fields) if given.format != "json" else answer

    listing.__annotations__["given"] = Annotated[parameters_of(kind), Query()]
    return listing


def _one(kind: str) -> Callable[..., EntityAnswer | CountryAnswer]:
    def one(ask: Asking, id: Name, wanted: _Wanted) -> EntityAnswer | CountryAnswer:
        return ask(lambda reader: wanted.of(reader, resolved(reader, "id", id, kind)))

    return one


def _add(plural: str, kind: str) -> None:
    router.add_api_route(
        f"/{plural}",
        _listing(kind),
        response_model=ListAnswer,
        responses=with_tables(example(ListAnswer)),
        operation_id=f"list_{plural}",
        summary=f"{plural.capitalize()}: filtered, counted, sorted, in pages",
        description=f"{plural.capitalize()} with their own fields, what these refer to, and how much is told of each.",
    )
    if kind != "evidence":
        router.add_api_route(
            f"/{plural}/{{id}}",
            _one(kind),
            response_model=EntityAnswer,
            responses=example(EntityAnswer),
            operation_id=f"get_{kind}",
            summary=f"Everything known of one of the {plural}",
            description="Its record, a page of its timeline with evidence, and what is conflicting.",
        )


@router.get("/entities/{id}", summary="Everything known of any record", responses=example(EntityAnswer))
def one(ask: Asking, id: Name, wanted: _Wanted) -> EntityAnswer | CountryAnswer:
    """The record, its timeline with evidence, and what is conflicting."""

    return ask(lambda reader: wanted.of(reader, resolved(reader, "id", id)))


@router.get("/entities/{id}/missing", summary="What is not known of a thing", responses=example(MissingAnswer))
def gaps(ask: Asking, id: Name, page: Paging) -> MissingAnswer:
    """Gaps in what is known of it and of the statements about it."""
    return ask(lambda reader: missing(reader, resolved(reader, "id", id), page=page))


for _plural, _kind in PLURALS.items():
    if _kind != "flow":
        _add(_plural, _kind)
