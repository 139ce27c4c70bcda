"""`practice-atlas ask reminders`: what to ask about again."""

from __future__ import annotations

from typing import Annotated

import typer

from practice_atlas.cli import telling_recorded
from practice_atlas.cli.answering import KnownAt, answer_with, reader_of
from practice_atlas.cli.ask import PUBLIC, app
from practice_atlas.cli.options import After, AsOf, EngineAddress, For, Json, Limit
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.questions.reminders import MOST_MONTHS, REMINDED, USUAL_MONTHS, reminders
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.ontology.days import today

__all__ = ["app", "telling_recorded"]  # imported so that these answers can be told


@app.command("reminders")
def ask_reminders(
    months: Annotated[
        int, typer.Option("--months", min=1, max=MOST_MONTHS, help="For how many months nothing was heard.")
    ] = USUAL_MONTHS,
    what: Annotated[str | None, typer.Option("--what", help=f"Only one of: {', '.join(REMINDED)}.")] = None,
    city: Annotated[str | None, typer.Option("--city", help="Only about a city, by name or identifier.")] = None,
    as_of: AsOf = None,
    limit: Limit = USUAL,
    after: After = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """What nothing was heard of for long: recorded pairings, engagements, learning flows; and whom to ask."""
    with reader_of(engine, audience, known_at, recorded=True) as reader:
        day, about = as_of_day(as_of), resolve(reader, city, "city") if city else None
        page = Page(limit, after)
        answer = reminders(reader, day or today(), months=months, what=what, city=about, as_of=day, page=page)
        answer_with(answer, json=json)
