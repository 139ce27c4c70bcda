"""The answer to a request to write: what came of it, or where it can be looked at."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from practice_atlas.api.callers import Caller
from practice_atlas.api.store.jobs import Job, State
from practice_atlas.api.writing.answers import JobView, Progress, WritingProblem, Written
from practice_atlas.api.writing.work import Task
from practice_atlas.api.writing.worker import Worker

JOBS: Final = "/v1/jobs"
#: Seconds after which a job is worth another look.
AGAIN: Final = "1"

_PROBLEM: Final = {"model": WritingProblem}
#: What else a request to write is answered with, for the OpenAPI description.
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    202: {
        "model": JobView,
        "description": "It goes on: look at the job.",
        "headers": {"Location": {"description": "The job's address.", "schema": {"type": "string"}}},
    },
    400: {**_PROBLEM, "description": "The body is not what its media type says."},
    401: {**_PROBLEM, "description": "A key is needed."},
    403: {**_PROBLEM, "description": "This needs the role editor."},
    404: {**_PROBLEM, "description": "No such data set or record."},
    409: {**_PROBLEM, "description": "Another load is under way, or came first."},
    412: {**_PROBLEM, "description": "The graph is not at the revision of If-Match."},
    413: {**_PROBLEM, "description": "Too large, or too many files or records."},
    415: {**_PROBLEM, "description": "A media type that is not read."},
    422: {**_PROBLEM, "description": "The data break rules: all problems are told."},
    503: {**_PROBLEM, "description": "Graph or store are away, or the service is being stopped."},
    507: {**_PROBLEM, "description": "Not enough memory or disk for this load."},
}


async def begun(request: Request, kind: str, task: Task, caller: Caller, *, later: bool) -> Response:
    """Begins the work: the answer is its result, or 202 with the job. Raises what the work ended with."""
    worker: Worker = request.app.state.worker
    work = await run_in_threadpool(worker.take, kind, task, caller, respond_async=later)
    outcome = await work.answered()
    if isinstance(outcome, BaseException):
        raise outcome
    if outcome is None:
        view = view_of(await run_in_threadpool(worker.job, work.job))
        headers = {"Location": f"{JOBS}/{work.job}", "Retry-After": AGAIN}
        return JSONResponse(view.model_dump(mode="json", exclude_none=True), 202, headers)
    if isinstance(outcome, Written):
        request.state.etag = outcome.etag
    return JSONResponse(outcome.model_dump(mode="json", exclude_none=True))


def view_of(job: Job) -> JobView:
    """A job as it is told."""
    problem = None
    if job.state is State.FAILED:
        told = dict(job.problems[0]) if job.problems else {}
        died = {"type": "/docs#problem-500", "title": "A fault of ours", "status": 500, "detail": told.get("message")}
        problem = WritingProblem.model_validate(told if "status" in told else {**died, "fix": told.get("fix")})
    return JobView.model_validate(
        {
            "id": job.id,
            "kind": job.kind,
            "who": job.who,
            "state": job.state.value,
            "progress": Progress(step=job.step, done=job.done, total=job.total),
            "result": job.result,
            "problem": problem,
            "created": job.created,
            "started": job.started,
            "finished": job.finished,
        }
    )
