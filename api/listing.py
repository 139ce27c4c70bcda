"""Lists over HTTP: the parameters of each kind, and what they ask for."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from practice_atlas.api.asking import region_of, resolved
from practice_atlas.api.parameters import AFTER, AS_OF, CURSOR, KNOWN_AT, LONGEST_NAME
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.lists import BY_NAME, COUNTED, Asked, sorts_of
from practice_atlas.graph.questions.paging import MOST, USUAL, Page
from practice_atlas.graph.questions.rows import ROW_INCLUDES, columns_of
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import FACETS, GRADE, REGION, YEAR, facets_of
from practice_atlas.ontology.identifiers import ACTORS, is_identifier
from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.regions import regions
from practice_atlas.ontology.vocabularies import Grade

#: Rows of a spreadsheet at once; of JSON paging.MOST.
MOST_ROWS: Final = 10_000
#: Whom a value may mean where the pattern does not say it.
_ANYONE: Final = (*ACTORS, "resource")
_DESCRIPTION: Final = "Any of these values; things by identifier, or by a name that only one has."
_DESCRIPTIONS: Final = {REGION: f"Any of these regions of UN M49, by name, slug or code: {', '.join(regions())}."}
_Q: Final = "The beginning of a word of a name, in any script."
#: Values of one filter.
MOST_CHOSEN: Final = 50

_Short = Annotated[str, Field(max_length=LONGEST_NAME)]
_Year = Annotated[str, Field(pattern=r"^\d{4}$")]


class ListParameters(BaseModel):
    """What every list can be asked for; the filters of a kind are added by `parameters_of`."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    as_of: str | None = AS_OF
    known_at: str | None = KNOWN_AT
    limit: int = Field(USUAL, ge=1, le=MOST_ROWS, description=f"How many, at most {MOST}; of a table {MOST_ROWS:,}.")
    after: str | None = Field(None, max_length=2_000, pattern=CURSOR, description=AFTER)
    format: Literal["json", "csv", "xlsx"] = Field("json", description="JSON, or a table with names beside the ids.")


def parameters_of(kind: str) -> type[ListParameters]:
    """The parameters of the list of a kind: a filter for each facet, and the choices that the kind has."""
    facets, sorts, counted = facets_of(kind), sorts_of(kind), COUNTED.get(kind, {})
    filters: dict[str, Any] = {
        facet: (
            _values(kind, facet),
            Field([], max_length=MOST_CHOSEN, description=_DESCRIPTIONS.get(facet, _DESCRIPTION)),
        )
        for facet in facets
    }
    columns = (*columns_of(BY_KIND[kind]), *counted)
    choices: dict[str, Any] = {
        "q": (str | None, Field(None, min_length=1, max_length=200, description=_Q)),
        "sort": (Literal[sorts], Field(BY_NAME, description="A minus: from the most, or the newest.")),
        "facets": (list[Literal[facets]], Field([], description="Count the rows by these.")),  # type: ignore[valid-type]
        "fields": (list[Literal[columns]], Field([], description="Tell only these.")),  # type: ignore[valid-type]
        "include": (list[Literal[ROW_INCLUDES]], Field([], description="Tell these besides.")),  # type: ignore[valid-type]
    }
    return create_model(f"{kind.capitalize()}List", __base__=ListParameters, **filters, **choices)


def parameters_of_flows() -> type[ListParameters]:
    """The parameters of the list of learning flows, which are told newest first and as steps."""
    facets = facets_of("flow")
    filters: dict[str, Any] = {
        facet: (
            _values("flow", facet),
            Field(
                [],
                max_length=MOST_CHOSEN,
                description=_DESCRIPTIONS.get(facet, _DESCRIPTION),
                alias=_ENDS.get(facet),
            ),
        )
        for facet in facets
    }
    counted: Any = (list[Literal[facets]], Field([], description="Count the flows by these."))  # type: ignore[valid-type]
    return create_model("FlowList", __base__=ListParameters, facets=counted, **filters)


#: The ends of a flow are asked for as people say it: from whom, to whom.
_ENDS: Final = {"teacher": "from", "learner": "to"}


def filters_of(reader: Reader, kind: str, given: ListParameters) -> dict[str, list[str]]:
    """The filters that are given, things by their identifiers. Raises UnknownNameError and QuestionError."""
    chosen = {facet: getattr(given, facet) for facet in facets_of(kind)}
    return {
        facet: [_identified(reader, kind, facet, value) for value in values]
        for facet, values in chosen.items()
        if values
    }


def _values(kind: str, facet: str) -> Any:
    """The type of a filter's values: codes of a vocabulary, or names and identifiers of things."""
    if facet == YEAR:
        return list[_Year]
    if facet == REGION:
        return list[_Short]
    codes = Grade if facet == GRADE else FACETS[kind][facet].codes
    return list[codes] if codes else list[_Short]  # type: ignore[valid-type]


def asked_of(reader: Reader, kind: str, given: ListParameters) -> Asked:
    """The question that the parameters ask. Raises UnknownNameError and QuestionError, which name the parameter."""
    return Asked(
        filters=filters_of(reader, kind, given),
        name=getattr(given, "q"),  # noqa: B009 - which parameters there are depends on the kind
        as_of=as_of_day(given.as_of),
        sort=getattr(given, "sort"),  # noqa: B009
        facets=getattr(given, "facets"),  # noqa: B009
        fields=getattr(given, "fields"),  # noqa: B009
        include=getattr(given, "include"),  # noqa: B009
    )


def page_of(given: ListParameters) -> Page:
    """The page that the parameters ask for; of JSON no more than MOST."""
    return Page(min(given.limit, MOST) if given.format == "json" else given.limit, given.after)


def _identified(reader: Reader, kind: str, facet: str, value: str) -> str:
    """A thing by identifier, name, or for a country its code; codes and years as they are."""
    if facet == REGION:
        return region_of(facet, value)
    spec = FACETS[kind].get(facet)
    if spec is None or spec.codes or spec.value != "v.id":
        return str(value)
    if spec.kinds == ("country",) and len(value) == 2 and is_identifier(f"country:{value.lower()}"):
        return f"country:{value.lower()}"
    parameter = _ENDS.get(facet, facet) if kind == "flow" else facet
    return resolved(reader, parameter, value, *(spec.kinds or _ANYONE))
