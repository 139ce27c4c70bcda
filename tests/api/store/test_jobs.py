"""Jobs: told while they go on, whatever end they come to, from whatever process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import update

from practice_atlas.api.store import Store
from practice_atlas.api.store.jobs import Job, Jobs, State
from practice_atlas.api.store.tables import JOBS
from practice_atlas.ontology.errors import InputError, PracticeAtlasError, UnknownEntityError
from practice_atlas.ontology.problems import Place, Problem
from tests.api.store.place import StorePlace
from tests.architecture.repository import ROOT

#: Makes a job, says which, and works on it until it is killed.
ENDLESS = """
import sys, time
from practice_atlas.api.store import open_store
from practice_atlas.api.store.jobs import Jobs
with open_store(sys.argv[1]) as store:
    jobs = Jobs(store.database, beat=0.1)
    job = jobs.make("load")
    with jobs.working(job.id) as work:
        work.progress("Writing records", 5, 10)
        print(job.id, flush=True)
        time.sleep(60)
"""


def until(jobs: Jobs, identifier: str, state: State) -> Job:
    deadline = time.monotonic() + 20
    while (job := jobs.get(identifier)).state is not state:
        assert time.monotonic() < deadline, job
        time.sleep(0.05)
    return job


def test_a_job_from_its_beginning_to_its_end(store: Store) -> None:
    jobs = Jobs(store.database, beat=0.05)
    made = jobs.make("load", who="ann")
    with jobs.working(made.id) as work:
        running = jobs.get(made.id)
        work.progress("Writing records", 5, 10)
        while jobs.get(made.id).done != 5:
            time.sleep(0.05)
        work.result = {"revision": 3}
    done = jobs.get(made.id)

    assert (made.kind, made.who, made.state, made.started) == ("load", "ann", State.QUEUED, None)
    assert (running.state, running.finished) == (State.RUNNING, None)
    assert (done.state, done.step, done.done, done.total) == (State.DONE, "Writing records", 5, 10)
    assert done.result == {"revision": 3}
    assert done.started
    assert done.finished
    assert made.created <= done.started <= done.finished


def test_identifiers_cannot_be_guessed(store: Store) -> None:
    made = {store.jobs.make("load").id for _ in range(20)}

    assert len(made) == 20
    assert min(map(len, made)) >= 24
    with pytest.raises(UnknownEntityError):
        store.jobs.get("1")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PracticeAtlasError("No.", fix="Do this."), [{"message": "No.", "fix": "Do this."}]),
        (KeyError("inner words"), [{"message": "Something went wrong on our side."}]),
        (InputError([Problem(Place("a.yaml"), "rule.x", "Bad.", "Mend it.")]), [{"rule": "rule.x"}]),
    ],
)
def test_a_job_that_fails_says_what_a_caller_may_know(
    store: Store, error: Exception, told: list[dict[str, str]]
) -> None:
    job = store.jobs.make("load")

    with pytest.raises(type(error)), store.jobs.working(job.id):
        raise error

    failed = store.jobs.get(job.id)
    assert failed.state is State.FAILED
    assert failed.finished
    assert [
        {key: problem[key] for key in expected} for problem, expected in zip(failed.problems, told, strict=True)
    ] == told
    assert "inner words" not in repr(failed)


def test_a_caller_may_decide_what_is_told(store: Store) -> None:
    job = store.jobs.make("load")

    with pytest.raises(KeyError), store.jobs.working(job.id, tell=lambda _: [{"detail": "Away."}]):
        raise KeyError

    assert store.jobs.get(job.id).problems == [{"detail": "Away."}]


def test_a_job_is_begun_once(store: Store) -> None:
    job = store.jobs.make("load")
    with store.jobs.working(job.id), pytest.raises(UnknownEntityError), store.jobs.working(job.id):
        pass
    with pytest.raises(UnknownEntityError), store.jobs.working(job.id):
        pass

    assert store.jobs.get(job.id).state is State.DONE


def test_a_job_whose_process_was_killed_is_told_as_failed(place: StorePlace) -> None:
    with place.open() as store:
        jobs = Jobs(store.database)
        process = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, place.address],
            cwd=ROOT,
            env={**os.environ, **place.environment},
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            assert process.stdout
            identifier = process.stdout.readline().strip()
            assert jobs.get(identifier).state is State.RUNNING
            process.send_signal(signal.SIGKILL)
        failed = jobs.get(identifier)

        assert failed.state is State.FAILED
        assert "ended" in failed.problems[0]["message"]


def test_a_process_that_nobody_can_see_is_taken_for_dead_when_it_says_nothing(store: Store) -> None:
    jobs = Jobs(store.database, alive=1, beat=0.1)
    job = jobs.make("load")
    with store.database.writing() as connection:  # as if another machine worked on it
        connection.execute(update(JOBS).values(owner="another-boot/pid:[1] 1 1"))
    with jobs.working(job.id) as work:
        with store.database.writing() as connection:
            connection.execute(update(JOBS).values(owner="another-boot/pid:[1] 1 1"))
        work.progress("Writing records", 5, 10)
        time.sleep(1.5)
        assert jobs.get(job.id).state is State.RUNNING
    left = jobs.make("load")
    with store.database.writing() as connection:
        connection.execute(update(JOBS).where(JOBS.c.id == left.id).values(owner="another-boot/pid:[1] 1 1"))
    assert jobs.get(left.id).state is State.QUEUED

    failed = until(jobs, left.id, State.FAILED)

    assert "ended" in failed.problems[0]["message"]


def test_signs_of_life_outlast_a_long_write(place: StorePlace) -> None:
    with place.open() as store, place.open() as other:
        jobs = Jobs(store.database, beat=0.1, alive=60)
        job = jobs.make("load")
        with jobs.working(job.id) as work:
            with other.database.writing(alone="history"):
                time.sleep(0.5)
                assert jobs.get(job.id).state is State.RUNNING
            work.result = {"kept": True}

        assert jobs.get(job.id).result == {"kept": True}


def test_jobs_come_newest_first_and_old_ones_are_forgotten(store: Store) -> None:
    made = []
    for _ in range(3):
        made.append(store.jobs.make("load").id)
        time.sleep(0.005)

    assert [job.id for job in store.jobs.all()] == made[::-1]
    assert store.jobs.forget(days=1) == 0
    assert store.jobs.forget(days=0) == 3
    assert store.jobs.all() == ()
