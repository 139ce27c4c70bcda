"""A backup of one engine and database is restored on another: the same revisions, answers, keys, jobs, pairings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from practice_atlas.api.backup import back_up, open_archive, restore_archive
from practice_atlas.api.backup.parts import PAIRING_CHANGES, PAIRINGS, SHARES
from practice_atlas.api.store import open_store
from practice_atlas.api.store.audit import What
from practice_atlas.api.store.jobs import State
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Statement
from practice_atlas.graph.revisions import current_revision, revisions
from practice_atlas.graph.writing import difference
from practice_atlas.ontology.errors import UnknownEntityError
from tests.api.backup.places import ANN, Atlas, put_history, told
from tests.api.store.graphs import put
from tests.support.neo4j_server import Neo4jServer
from tests.support.postgresql import PostgresServer
from tests.support.recorded import move, proposal
from tests.support.sample import sample
from tests.support.shared import SOON, frozen

NEO4J = pytest.mark.neo4j
LONG = pytest.mark.long
#: From which engine and database to which.
WAYS = [
    pytest.param("embedded sqlite", "embedded sqlite"),
    pytest.param("embedded sqlite", "embedded postgresql"),
    pytest.param("embedded postgresql", "embedded sqlite", marks=LONG),
    pytest.param("embedded sqlite", "neo4j postgresql", marks=(NEO4J, LONG)),
    pytest.param("neo4j postgresql", "embedded sqlite", marks=NEO4J),
]


class Places:
    """Opens graphs and stores, empty ones, until the test ends."""

    def __init__(self, request: pytest.FixtureRequest, folder: Path, stack: ExitStack) -> None:
        self._request = request
        self._folder = folder
        self._stack = stack

    def open(self, what: str, name: str) -> Atlas:
        engine, database = what.split()
        if engine == "neo4j":
            server: Neo4jServer = self._request.getfixturevalue("neo4j_server")
            graph = self._stack.enter_context(server.engine())
            graph.write([Statement("MATCH (n) DETACH DELETE n")])
        else:
            graph = self._stack.enter_context(open_engine(f"embedded:{self._folder / name}", writable=True))
        if database == "postgresql":
            postgres: PostgresServer = self._request.getfixturevalue("postgres")
            store = self._stack.enter_context(open_store(postgres.new_store(), environment=postgres.environment))
        else:
            store = self._stack.enter_context(open_store(f"sqlite:{self._folder / name / 'store.sqlite'}"))
        return Atlas(graph, store)


@pytest.fixture
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """Places below a folder of this test."""
    with ExitStack() as stack:
        yield Places(request, tmp_path, stack)


@pytest.mark.parametrize(("here", "there"), WAYS)
def test_all_is_there_again(places: Places, tmp_path: Path, here: str, there: str) -> None:
    first = places.open(here, "first")
    secrets = put_history(first)
    before, marks, log = told(first), revisions(first.engine), first.store.audit.entries()
    jobs = {job.id: job for job in first.store.jobs.all()}

    manifest = back_up(first.engine, first.store, tmp_path / "atlas.zip", by=ANN)
    second = places.open(there, "second")
    with open_archive(tmp_path / "atlas.zip") as archive:
        restored = restore_archive(archive, second.engine, second.store, by=ANN)

    assert (manifest.revision, manifest.content) == (4, marks[0].content)
    assert revisions(second.engine) == marks
    assert told(second) == before
    assert restored.keys == 1
    assert [key.name for key in second.store.keys.all()] == ["Hub tool", "Old tool"]
    found = second.store.keys.find(secrets.hub)
    assert found
    assert found.name == "Hub tool"
    assert second.store.keys.find(secrets.revoked) is None
    put_back, *kept = second.store.audit.entries()
    assert (put_back.what, put_back.who, put_back.before, put_back.after) == (What.PUT_BACK, "ann", 0, 4)
    assert tuple(kept) == log
    for job in jobs.values():
        if job.state is State.DONE:
            assert second.store.jobs.get(job.id) == job
        else:
            with pytest.raises(UnknownEntityError):
                second.store.jobs.get(job.id)
    assert {job.state for job in jobs.values()} == {State.DONE, State.QUEUED}


@pytest.mark.parametrize("there", ["embedded sqlite", pytest.param("neo4j postgresql", marks=NEO4J)])
def test_life_goes_on_from_there(places: Places, tmp_path: Path, there: str) -> None:
    first = places.open("embedded sqlite", "first")
    put_history(first)
    before = told(first)
    back_up(first.engine, first.store, tmp_path / "atlas.zip", by=ANN)
    second = places.open(there, "second")
    with open_archive(tmp_path / "atlas.zip") as archive:
        restore_archive(archive, second.engine, second.store, by=ANN)

    same = difference(second.engine, sample(changed={"city:bela": {"population": 4}, "city:hidden": {"population": 7}}))
    put(second.engine, city_bela={"population": 9})
    remembered = second.store.history.remember(second.engine)
    second.store.keys.make("New tool", second.store.keys.all()[0].scope, by=ANN)
    after = told(second)

    assert same.empty
    assert (remembered.new, remembered.missed, remembered.ended) == (True, (), 2)
    assert current_revision(second.engine).number == 5
    assert {name: value for name, value in after.items() if not name.startswith("5")} == before
    assert second.store.audit.entries()[0].what is What.KEY_MADE


def test_an_archive_of_an_archive_is_the_same(places: Places, tmp_path: Path) -> None:
    first = places.open("embedded sqlite", "first")
    put_history(first)
    one = back_up(first.engine, first.store, tmp_path / "one.zip", by=ANN)
    second = places.open("embedded postgresql", "second")
    with open_archive(tmp_path / "one.zip") as archive:
        restore_archive(archive, second.engine, second.store, by=ANN)

    two = back_up(second.engine, second.store, tmp_path / "two.zip", by=ANN)

    same = (
        "graph.jsonl",
        "revisions.jsonl",
        "records.jsonl",
        "keys.jsonl",
        "jobs.jsonl",
        PAIRINGS,
        PAIRING_CHANGES,
        SHARES,
    )
    assert {name: two.parts[name] for name in same} == {name: one.parts[name] for name in same}


@pytest.mark.parametrize("there", ["embedded sqlite", "embedded postgresql"])
def test_pairings_go_on_from_where_they_stood(places: Places, tmp_path: Path, there: str) -> None:
    first = places.open("embedded sqlite", "first")
    put_history(first)
    back_up(first.engine, first.store, tmp_path / "atlas.zip", by=ANN)
    agreed, led = first.store.pairings.all()
    second = places.open(there, "second")
    with open_archive(tmp_path / "atlas.zip") as archive:
        restore_archive(archive, second.engine, second.store, by=ANN)

    moved = second.store.pairings.move(agreed.id, move("under-way"), by=ANN, known=2)
    again = second.store.pairings.propose(proposal("city:elin", "city:arda"), by=ANN)

    assert moved.changes[:2] == agreed.changes
    assert second.store.pairings.all() == (moved, led, again)


@pytest.mark.parametrize("there", ["embedded sqlite", "embedded postgresql"])
def test_links_open_again_and_what_was_revoked_since_stays_so(places: Places, tmp_path: Path, there: str) -> None:
    first = places.open("embedded sqlite", "first")
    put_history(first)
    made, token = first.store.shares.make(frozen(), SOON, key="key-1", by=ANN)
    ended, gone = first.store.shares.make(frozen(), SOON, key="key-1", by=ANN)
    back_up(first.engine, first.store, tmp_path / "atlas.zip", by=ANN)
    second = places.open(there, "second")
    with open_archive(tmp_path / "atlas.zip") as archive:
        restore_archive(archive, second.engine, second.store, by=ANN)
    opened = [second.store.shares.open(text) for text in (token, gone)]
    second.store.shares.revoke(ended.id, by=ANN)
    with open_archive(tmp_path / "atlas.zip") as archive:
        restore_archive(archive, second.engine, second.store, by=ANN, replace=True)

    assert opened == [frozen().html] * 2
    assert [second.store.shares.open(text) for text in (token, gone)] == [frozen().html, None]
    assert {one.id: one.state for one in second.store.shares.all()}[ended.id] == "revoked"
    assert made in second.store.shares.all()
