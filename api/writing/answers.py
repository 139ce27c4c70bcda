"""What an editor is told: what a load wrote or would write, and how a job stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from pydantic import BaseModel, Field, PrivateAttr

from practice_atlas.api.asking import etag_of
from practice_atlas.api.problems import Problem
from practice_atlas.graph.revisions import Revision
from practice_atlas.graph.writing import Difference
from practice_atlas.ontology.vocabularies import Audience

#: Identifiers of each sort that are listed; `counts` are of all.
MOST_LISTED: Final = 10_000
#: Problems that are listed; `count` is of all.
MOST_PROBLEMS: Final = 10_000

_CITIES: Final = ["city:saida-lb"]


class DataProblem(BaseModel):
    """One broken rule in the data, as in the report of `practice-atlas check --json`."""

    file: str = Field(description="The file, the data set or `request`.", examples=["cities.yaml"])
    sheet: str = Field("", description="The sheet of a workbook.")
    row: int = Field(0, description="The row of a sheet, from 1; 0: no row.")
    line: int = Field(0, description="The line of a text file, from 1; 0: no line.", examples=[12])
    column: str = Field("", description="The heading, or in JSON the pointer (RFC 6901) to the value.")
    record: str = Field("", description="The record's identifier, where it could be read.", examples=_CITIES)
    field: str = Field("", description="The record's field.", examples=["country"])
    rule: str = Field(description="The rule's stable name.", examples=["country.unknown"])
    message: str = Field(description="What is wrong.")
    fix: str = Field(description="What to do.")


class WritingProblem(Problem):
    """Problem details with everything that is wrong with the data."""

    count: int | None = Field(None, description="How many problems there are.", examples=[1])
    problems: tuple[DataProblem, ...] = Field((), description=f"The problems by place, at most {MOST_PROBLEMS:,}.")
    job: str | None = Field(None, description="The load that is under way (409).")


class Report(BaseModel):
    """A data set without a problem."""

    dataset: str = Field(examples=["strong-cities-mena"])
    counts: dict[str, int] = Field(description="Records by kind.", examples=[{"city": 17, "flow": 31}])
    evidence_found: int = Field(description="Pieces of evidence that were found in the sources' texts.")


class Written(BaseModel):
    """What was written, or with `dry_run` what would be."""

    dataset: str = Field(examples=["strong-cities-mena"])
    dry_run: bool = Field(description="Whether nothing was written.")
    revision: int = Field(description="The revision that the graph is at (dry run: was compared with).", examples=[4])
    counts: dict[Literal["added", "changed", "withdrawn", "unchanged"], int]
    added: tuple[str, ...] = Field(
        (), description=f"Records that are new, at most {MOST_LISTED:,}.", examples=[_CITIES]
    )
    changed: tuple[str, ...] = Field((), description="Records that changed, or what is derived from them.")
    withdrawn: tuple[str, ...] = Field((), description="Records that this data set stated and no longer states.")
    warning: str | None = Field(None, description="What could not be done besides, although the load is done.")
    #: That of the revision, for the next If-Match.
    _etag: str = PrivateAttr("")

    @property
    def etag(self) -> str:
        """The ETag of the revision, for the next If-Match; empty before the first load."""
        return self._etag

    @classmethod
    def of(cls, dataset: str, told: Difference, revision: Revision, audience: Audience, *, dry_run: bool) -> Written:
        """The difference as it is answered."""
        lists = {"added": told.added, "changed": told.changed, "withdrawn": told.withdrawn}
        written = cls(
            dataset=dataset,
            dry_run=dry_run,
            revision=revision.number,
            counts={
                "added": len(told.added),
                "changed": len(told.changed),
                "withdrawn": len(told.withdrawn),
                "unchanged": told.unchanged,
            },
            **{name: identifiers[:MOST_LISTED] for name, identifiers in lists.items()},
        )
        written._etag = etag_of(revision, audience) if revision.number else ""
        return written


class Progress(BaseModel):
    """How far a job is: `done` of `total` of the present step; total 0: nobody knows."""

    step: str = Field(examples=["Checking records"])
    done: int = Field(examples=[12_000])
    total: int = Field(examples=[53_454])


class JobView(BaseModel):
    """Work that was begun, and what came of it."""

    id: str
    kind: str = Field(description="check, load, change, withdraw or restore; with `dry-run` where nothing is written.")
    who: str | None = Field(description="The name of the key that asked for it.")
    state: Literal["queued", "running", "done", "failed"]
    progress: Progress
    result: Written | Report | None = Field(None, description="Where it is done: as the request itself is answered.")
    problem: WritingProblem | None = Field(None, description="Where it failed.")
    created: str = Field(description="In UTC.")
    started: str | None = None
    finished: str | None = None


Outcome = Written | Report


def problems_told(problems: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The members of a problem document that hold what is wrong with the data."""
    return {"count": len(problems), "problems": tuple(problems[:MOST_PROBLEMS])}
