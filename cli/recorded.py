"""`practice-atlas pairing`: recording who was proposed to mentor whom, and how that goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

import typer

from practice_atlas.api.recording.bodies import day_of
from practice_atlas.api.recording.moving import Step, move_of
from practice_atlas.api.recording.proposing import Wish, proposal_of
from practice_atlas.api.store import Store
from practice_atlas.cli import telling_recorded
from practice_atlas.cli.answering import answer_with
from practice_atlas.cli.options import After, EngineAddress, Json, Limit, reading
from practice_atlas.cli.storing import StoreAddress, pairings_of, person, storing
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.pairings.algorithms import mentoring
from practice_atlas.graph.pairings.recordings import Chosen, pairing_recorded, pairings_recorded, seen_by
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.graph.pairings.track_record import track_record
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.questions.reminders import MOST_MONTHS, USUAL_MONTHS, before_months
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.ontology.days import today
from practice_atlas.ontology.vocabularies import Audience

__all__ = ["app", "telling_recorded"]  # imported so that these answers can be told

app = typer.Typer(help="Record who is to mentor whom, and how that goes on.", no_args_is_help=True)

_DEFAULT = next(iter(mentoring(own_weights())))
Day = Annotated[
    str | None, typer.Option("--day", help="The day it was so, such as 2026-01-31; none: today in UTC.", metavar="DAY")
]
#: Whoever may open the store may know all of it; so these commands show what the hub sees unless told otherwise.
Seen = Annotated[
    Audience, typer.Option("--audience", help="As whom to look: public, members or hub.", case_sensitive=False)
]
_PAIRING = typer.Argument(help="The identifier of a recorded pairing; `pairing list` tells it.")


@dataclass(frozen=True)
class _Open:
    """A graph and its store, as one moment has them."""

    graph: Engine
    store: Store
    revision: Revision

    def reader(self, audience: Audience = Audience.HUB) -> Reader:
        """A reader for an audience, with what is recorded now."""
        reader = Reader(self.graph, audience, self.revision)
        return reader.with_recorded(seen_by(reader, self.store.pairings.all()))


@contextmanager
def _open(engine: str | None, store: str | None, *, make: bool) -> Iterator[_Open]:
    with reading(engine) as graph, storing(engine, store, make=make) as opened:
        yield _Open(graph, opened, current_revision(graph))


@contextmanager
def _reader(engine: str | None, store: str | None, audience: Audience) -> Iterator[Reader]:
    """For looking: without a store nothing is recorded yet."""
    with reading(engine) as graph:
        reader = Reader(graph, audience)
        yield reader.with_recorded(seen_by(reader, pairings_of(engine, store)))


@app.command()
def propose(
    learner: Annotated[str, typer.Argument(help="The city that is to learn. It has to be in the graph.")],
    mentor: Annotated[str, typer.Argument(help="The city that is to mentor it.")],
    practice: Annotated[str, typer.Argument(help="The practice or theme that it is about.")],
    audience: Annotated[
        Audience, typer.Option("--audience", help="Who may know of it: public, members or hub.", case_sensitive=False)
    ] = Audience.HUB,
    day: Day = None,
    algorithm: Annotated[
        str, typer.Option("--algorithm", help="Which recommendations are asked what they say of it.")
    ] = _DEFAULT,
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """Record that two cities are proposed to each other, with what the recommendations say of it now."""
    with _open(engine, store, make=True) as opened:
        wish = Wish(learner, mentor, practice, audience, algorithm, day_of(day))
        proposal = proposal_of(opened.reader(), opened.reader, wish)
        made = opened.store.pairings.propose(proposal, by=person())
        answer_with(pairing_recorded(opened.reader(), made.id), json=json)


@app.command()
def move(
    pairing: Annotated[str, _PAIRING],
    stage: Annotated[PairingStage, typer.Argument(help="The stage that it has come to.", case_sensitive=False)],
    led_to: Annotated[
        list[str] | None,
        typer.Option("--led-to", help="With led-to: an engagement, learning flow or implementation; again for more."),
    ] = None,
    audience: Annotated[
        Audience | None, typer.Option("--audience", help="Close it: who may know of it now.", case_sensitive=False)
    ] = None,
    day: Day = None,
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """Record that a pairing came to another stage. What was recorded before stays."""
    with _open(engine, store, make=False) as opened:
        step = Step(stage, day_of(day), tuple(led_to or ()), audience)
        found, change = move_of(opened.reader(), opened.reader, pairing, step)
        opened.store.pairings.move(found.id, change, by=person(), known=len(found.changes))
        answer_with(pairing_recorded(opened.reader(), found.id), json=json)


@app.command("list")
def list_pairings(
    stage: Annotated[
        list[PairingStage] | None, typer.Option("--stage", help="Those at this stage; again for more.")
    ] = None,
    learner: Annotated[list[str] | None, typer.Option("--learner", help="Of this city; again for more.")] = None,
    mentor: Annotated[list[str] | None, typer.Option("--mentor", help="With this mentor; again for more.")] = None,
    practice: Annotated[
        list[str] | None, typer.Option("--practice", help="About this practice or theme; again for more.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Only those of which nothing was heard lately.")] = False,
    months: Annotated[
        int, typer.Option("--months", min=1, max=MOST_MONTHS, help="With --due: for how many months.")
    ] = USUAL_MONTHS,
    limit: Limit = USUAL,
    after: After = None,
    audience: Seen = Audience.HUB,
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """List recorded pairings, those with the newest change first."""
    with _reader(engine, store, audience) as reader:
        chosen = Chosen(
            stages=tuple(one.value for one in stage or ()),
            learners=tuple(resolve(reader, name, "city") for name in learner or ()),
            mentors=tuple(resolve(reader, name, "city") for name in mentor or ()),
            subjects=tuple(resolve(reader, name, "practice", "theme") for name in practice or ()),
            no_news_since=before_months(today(), months) if due else None,
        )
        answer_with(pairings_recorded(reader, chosen, page=Page(limit, after)), json=json)


@app.command()
def show(
    pairing: Annotated[str, _PAIRING],
    audience: Seen = Audience.HUB,
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """Show a recorded pairing with its history."""
    with _reader(engine, store, audience) as reader:
        answer_with(pairing_recorded(reader, pairing), json=json)


@app.command("track-record")
def track(
    audience: Seen = Audience.HUB, engine: EngineAddress = None, store: StoreAddress = None, json: Json = False
) -> None:
    """Tell what became of recorded pairings, and how many of them the lists had named."""
    with _reader(engine, store, audience) as reader:
        answer_with(track_record(reader), json=json)
