"""What every `practice-atlas ask` command does: open the graph, ask, and print the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from math import inf
from typing import Annotated

import typer

from practice_atlas.cli import telling
from practice_atlas.cli.options import reading
from practice_atlas.cli.output import print_json
from practice_atlas.graph.questions.answers import Answer
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import Audience

KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at", help="What was known then: the number of a revision, or a day.", metavar="REVISION|DATE"
    ),
]


@contextmanager
def reader_of(
    engine: str | None, audience: Audience, known_at: str | None, *, recorded: bool = False
) -> Iterator[Reader]:
    """The graph for an audience, as it is or as it was known then; with recorded pairings beside it where the answer
    follows from these too.
    """
    with _reader_of(engine, audience, known_at) as reader:
        if not recorded:
            yield reader
            return
        from practice_atlas.api.recording.seen import known_by
        from practice_atlas.cli.storing import pairings_of
        from practice_atlas.graph.pairings.recordings import seen_by

        until = None if known_at is None else reader.revision().time
        yield reader.with_recorded(seen_by(reader, known_by(pairings_of(engine, None), until)))


@contextmanager
def _reader_of(engine: str | None, audience: Audience, known_at: str | None) -> Iterator[Reader]:
    with reading(engine) as graph:
        if known_at is None:
            yield Reader(graph, audience)
            return
        # Only this needs the store, whose library takes half a second to import.
        from practice_atlas.api.store.earlier import EarlierGraphs
        from practice_atlas.cli.storing import storing

        with storing(engine, None, make=False) as store:
            earlier = EarlierGraphs(graph, lambda: store.history, small=inf, patience=None)
            with closing(earlier):
                yield earlier.reader(known_at, audience)


def answer_with(answer: Answer, *, json: bool) -> None:
    """Prints the answer, as text or JSON."""
    if json:
        print_json(answer)
    else:
        telling.tell(answer)
