"""`practice-atlas ask`: the questions from the terminal, each as text or JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from practice_atlas.cli.answering import KnownAt, answer_with, reader_of
from practice_atlas.cli.options import After, AsOf, EngineAddress, For, Json, Limit
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.flows import flows, who_implements
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.missing import missing
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.questions.path import path
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.questions.search import search
from practice_atlas.ontology.vocabularies import Audience, FlowKind, FlowState

app = typer.Typer(help="Ask the graph who learned what from whom.", no_args_is_help=True)

PUBLIC = Audience.PUBLIC
_PRACTICE = typer.Argument(help="A practice, by name or identifier.")
_CITY = typer.Argument(help="A city, by name (Saida; Tripoli, Lebanon) or identifier (city:saida-lb).")


def _entity(
    name: str,
    kind: str,
    as_of: str | None,
    page: Page,
    known_at: str | None,
    engine: str | None,
    audience: Audience,
    *,
    json: bool,
) -> None:
    with reader_of(engine, audience, known_at) as reader:
        answer_with(entity(reader, resolve(reader, name, kind), as_of=as_of_day(as_of), page=page), json=json)


@app.command()
def city(
    name: Annotated[str, _CITY],
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """Everything known of a city, as a timeline."""
    _entity(name, "city", as_of, Page(limit, after), known_at, engine, audience, json=json)


@app.command()
def practice(
    name: Annotated[str, _PRACTICE],
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """Everything known of a practice."""
    _entity(name, "practice", as_of, Page(limit, after), known_at, engine, audience, json=json)


@app.command()
def engagement(
    name: Annotated[str, typer.Argument(help="An engagement, by name or identifier.")],
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """Who took part in an engagement, in which role, and what became of it."""
    _entity(name, "engagement", as_of, Page(limit, after), known_at, engine, audience, json=json)


@app.command()
def institution(
    name: Annotated[str, typer.Argument(help="A ministry, committee or partner, by name or identifier.")],
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """What an institution did, and with whom."""
    _entity(name, "institution", as_of, Page(limit, after), known_at, engine, audience, json=json)


@app.command("lineage")
def ask_lineage(
    name: Annotated[str, _PRACTICE],
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """How a practice travelled between cities."""
    with reader_of(engine, audience, known_at) as reader:
        chosen = resolve(reader, name, "practice")
        answer_with(lineage(reader, chosen, as_of=as_of_day(as_of), page=Page(limit, after)), json=json)


@app.command("flows")
def ask_flows(
    teacher: Annotated[str | None, typer.Option("--from", help="Whose experience it was.")] = None,
    learner: Annotated[str | None, typer.Option("--to", help="Who learned.")] = None,
    practice_name: Annotated[str | None, typer.Option("--practice", help="Which practice or theme.")] = None,
    kind: Annotated[FlowKind | None, typer.Option("--kind", help="How far it went.")] = None,
    state: Annotated[FlowState | None, typer.Option("--state", help="Whether it has happened.")] = None,
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """Who learned what from whom."""
    with reader_of(engine, audience, known_at) as reader:
        answer = flows(
            reader,
            teacher=resolve(reader, teacher, "city", "institution", "country", "resource") if teacher else None,
            learner=resolve(reader, learner, "city", "institution", "country") if learner else None,
            practice=resolve(reader, practice_name, "practice", "theme") if practice_name else None,
            kind=kind,
            state=state,
            as_of=as_of_day(as_of),
            page=Page(limit, after),
        )
        answer_with(answer, json=json)


@app.command("who-implements")
def ask_who_implements(
    name: Annotated[str, _PRACTICE],
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """Who has a practice of their own, and at which stage it is."""
    with reader_of(engine, audience, known_at) as reader:
        chosen = resolve(reader, name, "practice")
        answer_with(who_implements(reader, chosen, as_of=as_of_day(as_of), page=Page(limit, after)), json=json)


@app.command("path")
def ask_path(
    start: Annotated[str, _CITY],
    end: Annotated[str, _CITY],
    respect_time: Annotated[
        bool, typer.Option("--respect-time", help="By which what the first knew may have reached the second.")
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """How two cities are connected: by learning from each other, else by meeting."""
    with reader_of(engine, audience, known_at) as reader:
        ends = resolve(reader, start, "city"), resolve(reader, end, "city")
        answer_with(path(reader, *ends, as_of=as_of_day(as_of), respect_time=respect_time), json=json)


@app.command("missing")
def ask_missing(
    name: Annotated[str, typer.Argument(help="Anything, by name or identifier.")],
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """What is not known of something."""
    with reader_of(engine, audience, known_at) as reader:
        answer_with(missing(reader, resolve(reader, name), page=Page(limit, after)), json=json)


@app.command("search")
def ask_search(
    query: Annotated[str, typer.Argument(help="A name or its beginning, in any script; else its sound.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="At most so many.")] = 20,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """Find things by name."""
    with reader_of(engine, audience, known_at) as reader:
        answer_with(search(reader, query, limit=limit), json=json)
