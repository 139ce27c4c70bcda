"""Search by name, and the place in a source behind a statement."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.examples import example
from practice_atlas.api.keeping import KeptRoute
from practice_atlas.api.parameters import Name, Words
from practice_atlas.api.quotations import source_text
from practice_atlas.graph.questions.answers import EvidenceAnswer, SearchAnswer
from practice_atlas.graph.questions.entity import evidence as ask_evidence
from practice_atlas.graph.questions.search import search as ask_search
from practice_atlas.graph.reading import Reader

router = APIRouter(prefix="/v1", tags=["finding"])
_kept = APIRouter(route_class=KeptRoute)

FewHits = Annotated[int, Query(ge=1, le=100, description="How many to give, at most 100.")]


@_kept.get("/search", summary="Things by name", responses=example(SearchAnswer))
def search(ask: Asking, q: Words, limit: FewHits = 20) -> SearchAnswer:
    """Cities, practices, institutions and more, best first, in any of their languages and spellings."""
    return ask(lambda reader: ask_search(reader, q, limit=limit))


router.include_router(_kept)


# Not kept: the quotation comes from a file beside the graph, which may be put there later.
@router.get("/evidence/{id}", summary="A piece of evidence and what it supports", responses=example(EvidenceAnswer))
def evidence(request: Request, ask: Asking, id: Name) -> EvidenceAnswer:
    """What a passage says in our words, where it stands, and, with the source at hand, the quotation."""

    def question(reader: Reader) -> EvidenceAnswer:
        identifier = resolved(reader, "id", id, "evidence")
        text = source_text(reader, identifier, request.app.state.settings.sources)
        return ask_evidence(reader, identifier, source_text=text)

    return ask(question)
