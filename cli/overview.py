"""`practice-atlas ask`, the questions over the whole network: neighbourhood, diffusion, matrix, statistics, quality."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from practice_atlas.cli import telling_overview
from practice_atlas.cli.answering import KnownAt, answer_with, reader_of
from practice_atlas.cli.ask import PUBLIC, app
from practice_atlas.cli.options import After, AsOf, EngineAddress, For, Json, Limit
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.diffusion import diffusion
from practice_atlas.graph.questions.matrix import USUAL_COLUMNS, Wanted, matrix, state_of
from practice_atlas.graph.questions.neighbourhood import FARTHEST, neighbourhood
from practice_atlas.graph.questions.paging import MOST, USUAL, Page
from practice_atlas.graph.questions.quality import quality, quality_of, quality_of_each
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.questions.statistics import SORTS, statistics
from practice_atlas.graph.questions.ties import KINDS
from practice_atlas.graph.questions.weaknesses import APPLIES
from practice_atlas.graph.questions.weaknesses import KINDS as LOOKED_AT
from practice_atlas.ontology.regions import region_named

__all__ = ["app", "telling_overview"]  # imported so that these answers can be told


class Period(StrEnum):
    """How time is divided."""

    YEAR = "year"
    MONTH = "month"


class Columns(StrEnum):
    """What the columns of the matrix are."""

    CITIES = "cities"
    COUNTRIES = "countries"


class Grouped(StrEnum):
    """What statistics are of."""

    PRACTICES = "practices"
    CITIES = "cities"
    COUNTRIES = "countries"
    REGIONS = "regions"
    ENGAGEMENT_KINDS = "engagement-kinds"


InRegion = Annotated[
    str | None,
    typer.Option("--region", help="What lies in a region of UN M49, for example northern-africa or 015."),
]
_ANYTHING = typer.Argument(help="Anything, by name or identifier.")


@app.command("neighbourhood")
def ask_neighbourhood(
    name: Annotated[str, _ANYTHING],
    hops: Annotated[int, typer.Option("--hops", min=1, max=FARTHEST, help="How many relationships away.")] = 1,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", help=f"Only things of this kind; again for more: {', '.join(KINDS)}.")
    ] = None,
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """What surrounds a thing, nearest first, and how these are related."""
    with reader_of(engine, audience, known_at) as reader:
        chosen, day, page = resolve(reader, name), as_of_day(as_of), Page(limit, after)
        answer_with(neighbourhood(reader, chosen, hops=hops, kinds=kinds or KINDS, as_of=day, page=page), json=json)


@app.command("diffusion")
def ask_diffusion(
    name: Annotated[str, typer.Argument(help="A practice, by name or identifier.")],
    by: Annotated[Period, typer.Option("--by", help="Year by year or month by month.")] = Period.YEAR,
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """How a practice spread over time, as far as the sources date it."""
    with reader_of(engine, audience, known_at) as reader:
        chosen, day, page = resolve(reader, name, "practice"), as_of_day(as_of), Page(limit, after)
        answer_with(diffusion(reader, chosen, by=by.value, as_of=day, page=page), json=json)


@app.command("matrix")
def ask_matrix(
    columns: Annotated[Columns, typer.Option("--columns", help="What the columns are.")] = Columns.CITIES,
    practice: Annotated[str | None, typer.Option("--practice", help="A practice, with the narrower ones.")] = None,
    theme: Annotated[str | None, typer.Option("--theme", help="The practices of a theme.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="The columns that lie in a country.")] = None,
    region: InRegion = None,
    state: Annotated[str | None, typer.Option("--state", help="Only cells of this state, for example adopted.")] = None,
    columns_limit: Annotated[
        int, typer.Option("--columns-limit", min=1, max=MOST, help="At most so many columns.")
    ] = USUAL_COLUMNS.limit,
    columns_after: Annotated[
        str | None, typer.Option("--columns-after", help="The columns after these, as an answer names them.")
    ] = None,
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """Which practice is at which stage in which city or country."""
    with reader_of(engine, audience, known_at) as reader:
        wanted = Wanted(
            practice=resolve(reader, practice, "practice") if practice else None,
            theme=resolve(reader, theme, "theme") if theme else None,
            country=resolve(reader, country, "country") if country else None,
            region=region_named(region) if region else None,
            state=state_of(state) if state else None,
        )
        page, across = Page(limit, after), Page(columns_limit, columns_after)
        day = as_of_day(as_of)
        answer_with(
            matrix(reader, columns=columns.value, wanted=wanted, as_of=day, page=page, across=across), json=json
        )


@app.command("statistics")
def ask_statistics(
    by: Annotated[Grouped, typer.Argument(help="Of what.")],
    sort: Annotated[str, typer.Option("--sort", help=f"By name, or from the largest on: {', '.join(SORTS)}.")] = "name",
    region: InRegion = None,
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """How much was learned, what came of it, and who gives back."""
    with reader_of(engine, audience, known_at) as reader:
        page, inside = Page(limit, after), region_named(region) if region else None
        answer_with(
            statistics(reader, by.value, sort=sort, region=inside, as_of=as_of_day(as_of), page=page), json=json
        )


@app.command("quality")
def ask_quality(
    name: Annotated[str | None, typer.Argument(help="One thing, by name or identifier; none: everything.")] = None,
    what: Annotated[
        str | None, typer.Option("--what", help=f"List the records with this weakness: {', '.join(APPLIES)}.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help=f"List those of this kind: {', '.join(LOOKED_AT)}.")
    ] = None,
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """How well things are known: what is undated, told by one source alone, and so on."""
    with reader_of(engine, audience, known_at) as reader:
        day = as_of_day(as_of)
        if name:
            answer_with(quality_of(reader, resolve(reader, name), as_of=day), json=json)
        elif what or kind:
            page = Page(limit, after)
            answer_with(quality_of_each(reader, what=what, kind=kind, as_of=day, page=page), json=json)
        else:
            answer_with(quality(reader, as_of=day), json=json)
