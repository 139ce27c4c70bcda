"""Long work that a client may leave: who asked for it, how far it is, and what came of it.

A job belongs to the process that works on it, which says every BEAT seconds that it lives. When nothing was heard for
ALIVE seconds, or at once where the process worked on this machine and is seen to be gone, the job is told as failed;
should it yet come to its end, that counts.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Row, delete, insert, select, update

from practice_atlas.api.store.clock import now
from practice_atlas.api.store.database import Database
from practice_atlas.api.store.errors import StoreBusyError, StoreUnavailableError
from practice_atlas.api.store.owners import is_gone, this_process
from practice_atlas.api.store.tables import JOBS
from practice_atlas.ontology.errors import InputError, PracticeAtlasError, UnknownEntityError

#: Seconds between two signs of life.
BEAT: Final = 3.0
#: Seconds of silence after which a process is taken for dead: longer than anybody waits to write (`PATIENCE`).
ALIVE: Final = 90.0

_DIED: Final = {"message": "The process that worked on it ended.", "fix": "Ask for it again."}
_FAULT: Final = {"message": "Something went wrong on our side.", "fix": "If it stays so, tell the operator."}


#: What a caller may know of an error.
Tell = Callable[[BaseException], list[dict[str, Any]]]


class State(StrEnum):
    """How a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands. `id` cannot be guessed: who knows it may see it. Times are UTC.

    `done` of `total` of the present `step`; total 0: nobody knows. `result` where it is done, `problems` where it
    failed.
    """

    id: str
    kind: str
    who: str | None
    state: State
    step: str
    done: int
    total: int
    result: Mapping[str, Any] | None
    problems: Sequence[Mapping[str, Any]]
    created: str
    started: str | None
    finished: str | None


class Work:
    """The hand that works on a job: tells how far it is, and at the end what came of it."""

    def __init__(self) -> None:
        self.result: Mapping[str, Any] = {}
        self._lock = threading.Lock()
        self._progress = ("", 0, 0)

    def progress(self, step: str, done: int, total: int) -> None:
        """How far it is; costs nothing, since it is written with the next sign of life."""
        with self._lock:
            self._progress = (step, done, total)

    def told(self) -> dict[str, str | int]:
        """The progress as it is written."""
        with self._lock:
            return dict(zip(("step", "done", "total"), self._progress, strict=True))


class Jobs:
    """The jobs of a store. May be shared by threads; several processes may work on different jobs."""

    def __init__(self, database: Database, *, beat: float = BEAT, alive: float = ALIVE) -> None:
        self._database = database
        self._beat = beat
        self._alive = alive

    def make(self, kind: str, *, who: str | None = None) -> Job:
        """A new job, queued. Work on it from this process: until then it counts as alive for ALIVE seconds."""
        moment = now()
        row = {
            "id": secrets.token_urlsafe(18), "kind": kind, "who": who, "state": State.QUEUED.value, "step": "",
            "done": 0, "total": 0, "created": moment, "heartbeat": moment, "owner": this_process(),
        }  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(insert(JOBS).values(**row))
        return self.get(str(row["id"]))

    def get(self, identifier: str) -> Job:
        """A job as it stands. Raises UnknownEntityError."""
        with self._database.reading() as connection:
            row = connection.execute(select(JOBS).where(JOBS.c.id == identifier)).one_or_none()
        if row is None:
            raise UnknownEntityError("There is no such job.")
        return self._job(row)

    def all(self, *, limit: int = 100) -> tuple[Job, ...]:
        """Jobs, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(JOBS).order_by(JOBS.c.created.desc(), JOBS.c.id).limit(limit)).all()
        return tuple(self._job(row) for row in rows)

    @contextmanager
    def working(self, identifier: str, *, tell: Tell | None = None) -> Iterator[Work]:
        """Work on a queued job: the block does it, and sets `result`. Signs of life are given meanwhile.

        What the block raises makes the job fail and is raised again; `tell` says what a caller may know of it (without
        it: all problems of an input, words of ours, or that it was our fault). Raises UnknownEntityError where there is
        no such job or somebody works on it already.
        """
        self._start(identifier)
        work, over = Work(), threading.Event()
        pulse = threading.Thread(target=self._pulse, args=(identifier, work, over), daemon=True)
        pulse.start()
        try:
            yield work
        except BaseException as error:
            self._stop(pulse, over)
            self._end(
                identifier, State.FAILED, work, problems=json.dumps((tell or _problems)(error), ensure_ascii=False)
            )
            raise
        self._stop(pulse, over)
        self._end(identifier, State.DONE, work, result=json.dumps(dict(work.result), ensure_ascii=False))

    def forget(self, *, days: float = 30) -> int:
        """Remove jobs that ended, or were last heard of, so many days ago; how many."""
        with self._database.writing() as connection:
            return connection.execute(delete(JOBS).where(JOBS.c.heartbeat < now(ago=days * 86_400))).rowcount

    def _start(self, identifier: str) -> None:
        mine = update(JOBS).where(JOBS.c.id == identifier, JOBS.c.state == State.QUEUED.value)
        moment = now()
        begun = {"state": State.RUNNING.value, "started": moment, "heartbeat": moment, "owner": this_process()}
        with self._database.writing() as connection:
            taken = connection.execute(mine.values(**begun))
        if not taken.rowcount:
            raise UnknownEntityError("There is no such job to be begun.")

    def _pulse(self, identifier: str, work: Work, over: threading.Event) -> None:
        sign = update(JOBS).where(JOBS.c.id == identifier, JOBS.c.state == State.RUNNING.value)
        while not over.wait(self._beat):
            try:
                with self._database.writing(patience=self._beat) as connection:
                    connection.execute(sign.values(heartbeat=now(), **work.told()))
            except (StoreBusyError, StoreUnavailableError):  # a long write, perhaps of this very job: again in a moment
                continue

    @staticmethod
    def _stop(pulse: threading.Thread, over: threading.Event) -> None:
        over.set()
        pulse.join()

    def _end(self, identifier: str, state: State, work: Work, **outcome: str) -> None:
        moment = now()
        ended = {"state": state.value, "finished": moment, "heartbeat": moment, **work.told(), **outcome}
        with self._database.writing() as connection:
            connection.execute(update(JOBS).where(JOBS.c.id == identifier).values(**ended))

    def _job(self, row: Row[tuple[object, ...]]) -> Job:
        result = json.loads(row.result) if row.result else None
        problems = json.loads(row.problems) if row.problems else []
        job = Job(
            row.id, row.kind, row.who, State(row.state), row.step, row.done, row.total, result, problems,
            row.created, row.started, row.finished,
        )  # fmt: skip
        if job.state in (State.QUEUED, State.RUNNING) and (row.heartbeat < now(ago=self._alive) or is_gone(row.owner)):
            return replace(job, state=State.FAILED, problems=[_DIED], finished=row.heartbeat)
        return job


def _problems(error: BaseException) -> list[dict[str, Any]]:
    """What a caller may know of an error: all problems of the input, words of ours, or that it was our fault."""
    if isinstance(error, InputError):
        return [problem.as_dict() for problem in error.problems]
    if isinstance(error, PracticeAtlasError):
        return [{"message": error.message, "fix": error.fix}]
    return [_FAULT]
