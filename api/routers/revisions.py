"""Revisions: what was loaded when, what it changed, and from which of them questions can be answered (`known_at`)."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field

from practice_atlas.api.callers import CurrentCaller
from practice_atlas.api.store.history import PastRevision
from practice_atlas.api.stored import Stored
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience

router = APIRouter(prefix="/v1/revisions", tags=["revisions"])

_EXAMPLE: Final[dict[str, Any]] = {
    "number": 3,
    "time": "2026-11-23T20:49:15+00:00",
    "tool": "0.1.0",
    "content": "5f2c9d0e4b7a41c8a3e6d1f09b8c7e65a4d3b2c1908f7e6d5c4b3a2918070605",
    "datasets": {"strong-cities-mena": "1.0.0"},
    "kept": True,
    "counts": {"city": 17, "flow": 31},
}
_CHANGES: Final[dict[str, Any]] = {
    "since": 2,
    "total": {"added": 1, "changed": 1, "withdrawn": 0},
    "rows": [{"id": "city:fes-ma", "what": "changed"}, {"id": "flow:saida-fes", "what": "added"}],
    "next": None,
}
MOST: Final = 500

Many = Annotated[int, Query(ge=1, le=MOST, description=f"How many to give, at most {MOST}.")]
Number = Annotated[int, Path(ge=0, le=2_000_000_000, description="The number of a revision.", examples=[3])]


class RevisionRow(BaseModel):
    """A revision: the state of the graph after a load."""

    number: int = Field(description="Counts from 1.")
    time: str = Field(description="When it was loaded, in UTC.")
    tool: str = Field(description="The version of Practice Atlas that loaded it.")
    content: str = Field(description="SHA-256 over all records and descriptions.")
    datasets: dict[str, str] = Field(description="Version of each data set.")
    kept: bool = Field(description="Whether its records are kept, so that known_at can answer from it.")
    counts: dict[str, int] | None = Field(
        description="Records by kind, of what the caller may see; null where they were not kept."
    )


class RevisionsAnswer(BaseModel):
    """Revisions, newest first."""

    revision: int = Field(description="The newest revision; 0: nothing was loaded yet.")
    total: int
    rows: tuple[RevisionRow, ...]
    next: int | None = Field(None, description="Give it as `after` for the next page; null on the last.")


class ChangedRow(BaseModel):
    """What became of a record."""

    id: str
    what: Literal["added", "changed", "withdrawn"]


class RevisionChanges(BaseModel):
    """What a revision changed, of what the caller may see: what is opened to him counts as added."""

    since: int = Field(
        description="The revision that it is compared with: the newest before it whose records are kept. 0: none, and "
        "all of it counts as added."
    )
    total: dict[str, int]
    rows: tuple[ChangedRow, ...]
    next: str | None = Field(None, description="Give it as `after` for the next page; null on the last.")


class RevisionAnswer(RevisionRow):
    """A revision, and what it changed."""

    changes: RevisionChanges | None = Field(description="Null where its records were not kept.")


_ROW: Final = RevisionRow.model_validate(_EXAMPLE)
_LIST: Final = RevisionsAnswer(revision=3, total=3, rows=(_ROW,), next=3)
_ONE: Final = RevisionAnswer.model_validate(_EXAMPLE | {"changes": _CHANGES})


def _shown(answer: BaseModel) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route with this example."""
    return {200: {"content": {"application/json": {"example": answer.model_dump(mode="json")}}}}


@router.get("", summary="What was loaded when", responses=_shown(_LIST))
def revisions(
    request: Request,
    caller: CurrentCaller,
    store: Stored,
    limit: Many = 100,
    after: Annotated[int | None, Query(ge=0, description="Only older ones than this number.")] = None,
) -> RevisionsAnswer:
    """Revisions, newest first, and whether `known_at` can answer from each."""
    there = _all(request, store)
    wanted = [past for past in there if after is None or past.revision.number < after]
    page = tuple(_row(past, caller.audience) for past in wanted[:limit])
    return RevisionsAnswer(
        revision=there[0].revision.number if there else 0,
        total=len(there),
        rows=page,
        next=page[-1].number if len(wanted) > limit else None,
    )


@router.get("/{number}", summary="What a revision changed", responses=_shown(_ONE))
def revision(
    request: Request,
    caller: CurrentCaller,
    store: Stored,
    number: Number,
    limit: Many = 100,
    after: Annotated[str | None, Query(max_length=300, description="`next` of the page before.")] = None,
) -> RevisionAnswer:
    """A revision, with the records that it added, changed and withdrew, by identifier."""
    there = _all(request, store)
    past = next((past for past in there if past.revision.number == number), None)
    if past is None:
        newest = tuple(str(past.revision.number) for past in there[:1])
        raise UnknownEntityError(f"There is no revision {number}.", suggestions=newest)
    row = _row(past, caller.audience).model_dump()
    if past.known is None:
        return RevisionAnswer(**row, changes=None)
    found = store.history.changes(past.known, caller.audience, after=after, limit=limit)
    rows = tuple(ChangedRow(id=change.id, what=change.what) for change in found.rows)
    total = {str(what): number for what, number in found.total.items()}
    return RevisionAnswer(**row, changes=RevisionChanges(since=found.since, total=total, rows=rows, next=found.after))


def _all(request: Request, store: Stored) -> tuple[PastRevision, ...]:
    engine: Engine = request.app.state.engine
    return store.history.revisions(engine)


def _row(past: PastRevision, audience: Audience) -> RevisionRow:
    told, known = past.revision, past.known
    counts = {kind: numbers[audience.level] for kind, numbers in known.counts.items()} if known else None
    return RevisionRow(
        number=told.number,
        time=told.time,
        tool=told.tool,
        content=told.content,
        datasets=dict(told.datasets),
        kept=known is not None,
        counts=None if counts is None else {kind: number for kind, number in counts.items() if number},
    )
