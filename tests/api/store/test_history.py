"""Remembering: only differences, each revision whole again afterwards, and catching up whatever happened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from practice_atlas.api.store import Store
from practice_atlas.api.store.tables import RECORD_VERSIONS
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.records import all_records
from practice_atlas.graph.revisions import current_revision
from practice_atlas.ontology.vocabularies import Audience
from tests.api.store.graphs import graph, put, put_other, touched
from tests.support.sample import ROWS


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty graph."""
    with graph(tmp_path / "graph") as opened:
        yield opened


def rows(store: Store) -> int:
    with store.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(RECORD_VERSIONS)).scalar_one()


def in_store(store: Store, engine: Engine, number: int) -> dict[str, str]:
    """The records of a revision as the store has them."""
    (past,) = [past for past in store.history.revisions(engine) if past.revision.number == number]
    assert past.known
    return {version.id: version.record for version in store.history.records(past.known)}


def in_graph(engine: Engine) -> dict[str, str]:
    return {identifier: record.canonical() for identifier, record in all_records(engine)[0].items()}


def test_a_first_revision_is_remembered_whole(store: Store, engine: Engine) -> None:
    put(engine)

    done = store.history.remember(engine, who="ann")

    assert (done.new, done.begun, done.ended, done.missed) == (True, len(ROWS), 0, ())
    assert in_store(store, engine, 1) == in_graph(engine)
    (past,) = store.history.revisions(engine)
    assert past.known
    assert past.revision == current_revision(engine)
    assert past.known.previous is None
    assert past.known.counts["city"] == (6, 6, 7)
    assert past.known.descriptions["sample"].startswith("{")


def test_an_empty_graph_has_nothing_to_remember(store: Store, engine: Engine) -> None:
    assert not store.history.remember(engine).new
    assert store.history.revisions(engine) == ()


def test_doing_it_twice_changes_nothing(store: Store, engine: Engine) -> None:
    put(engine)
    store.history.remember(engine)
    before = rows(store)

    assert not store.history.remember(engine).new
    assert rows(store) == before


@pytest.mark.parametrize("told", [True, False])
def test_only_the_difference_is_written(store: Store, engine: Engine, told: bool) -> None:
    put(engine)
    store.history.remember(engine)
    was = in_graph(engine)
    result = put(engine, without=("flow:bela-dalma",), city_bela={"population": 5})

    done = store.history.remember(engine, touched=touched(result) if told else None)

    assert (done.begun, done.ended, done.missed) == (1, 2, ())
    assert rows(store) == len(ROWS) + 1
    assert in_store(store, engine, 2) == in_graph(engine)
    assert in_store(store, engine, 1) == was
    assert set(was) - set(in_store(store, engine, 2)) == {"flow:bela-dalma"}


def test_what_comes_back_stands_again(store: Store, engine: Engine) -> None:
    for without in ((), ("flow:bela-dalma",), ()):
        put(engine, without=without)
        store.history.remember(engine)

    assert ["flow:bela-dalma" in in_store(store, engine, number) for number in (1, 2, 3)] == [True, False, True]


def test_missed_revisions_are_said_to_be_unknown(store: Store, engine: Engine) -> None:
    put(engine)
    store.history.remember(engine)
    for population in (1, 2):
        put(engine, city_bela={"population": population})
    result = put(engine, city_bela={"population": 3})

    done = store.history.remember(engine, touched=touched(result))

    assert done.missed == (2, 3)
    assert [(past.revision.number, past.known is not None) for past in store.history.revisions(engine)] == [
        (4, True), (3, False), (2, False), (1, True),
    ]  # fmt: skip
    assert in_store(store, engine, 4) == in_graph(engine)
    known = store.history.revisions(engine)[0].known
    assert known
    assert known.previous == 1


def test_a_store_that_was_lost_catches_up(store: Store, engine: Engine) -> None:
    put(engine)
    put(engine, city_bela={"population": 1})

    done = store.history.remember(engine)

    assert (done.begun, done.missed) == (len(ROWS), (1,))
    assert in_store(store, engine, 2) == in_graph(engine)


def test_two_data_sets_are_remembered_with_who_states_what(store: Store, engine: Engine) -> None:
    put(engine)
    put_other(engine, {"id": "theme:youth", "name": "Youth participation"}, {"id": "theme:art", "name": "Art"})

    store.history.remember(engine)

    known = store.history.revisions(engine)[0].known
    assert known
    assert set(known.descriptions) == {"sample", "other"}
    stated = {version.id: version.state.datasets for version in store.history.records(known)}
    assert stated["theme:youth"] == '["other", "sample"]'
    assert stated["theme:art"] == '["other"]'


def test_a_graph_that_begins_anew_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    with graph(tmp_path / "first") as first:
        put(first)
        store.history.remember(first)
        was = in_graph(first)
    with graph(tmp_path / "second") as second:
        put(second, without=("flow:bela-dalma",))
        store.history.remember(second)
        assert in_store(store, second, 1) == in_graph(second)
    with graph(tmp_path / "first") as first:
        assert in_store(store, first, 1) == was


def test_a_graph_put_back_from_a_backup_keeps_what_it_knew(store: Store, tmp_path: Path) -> None:
    with graph(tmp_path / "graph") as engine:
        put(engine)
        store.history.remember(engine)
        first = in_graph(engine)
    shutil.copytree(tmp_path / "graph", tmp_path / "backup")
    with graph(tmp_path / "graph") as engine:
        put(engine, city_bela={"population": 2})
        store.history.remember(engine)
        lost = current_revision(engine)
    with graph(tmp_path / "backup") as engine:
        assert not store.history.remember(engine).new
        put(engine, city_bela={"population": 3})
        assert store.history.remember(engine).new
        assert in_store(store, engine, 1) == first
        assert in_store(store, engine, 2) == in_graph(engine)
        assert store.history.known(lost)


def test_what_each_audience_may_know_of_a_difference(store: Store, engine: Engine) -> None:
    put(engine)
    store.history.remember(engine)
    put(
        engine,
        without=("flow:bela-dalma", "flow:hidden"),
        city_hidden={"population": 7},
        city_bela={"population": 5},
    )
    store.history.remember(engine)

    seen = {audience: told(store, engine, audience) for audience in Audience}

    assert seen[Audience.PUBLIC] == {"city:bela": "changed", "flow:bela-dalma": "withdrawn"}
    assert seen[Audience.MEMBERS] == seen[Audience.PUBLIC]
    assert seen[Audience.HUB] == seen[Audience.PUBLIC] | {"city:hidden": "changed", "flow:hidden": "withdrawn"}


def told(store: Store, engine: Engine, audience: Audience) -> dict[str, str]:
    """What the newest revision changed, read in pages of one; the totals agree."""
    known = store.history.revisions(engine)[0].known
    assert known
    found: dict[str, str] = {}
    after = None
    while True:
        page = store.history.changes(known, audience, after=after, limit=1)
        found |= {change.id: change.what for change in page.rows}
        after = page.after
        if after is None:
            break
    assert sum(page.total.values()) == len(found)
    assert list(found) == sorted(found)
    return found


def exchange(*, hidden_role: str) -> dict[str, object]:
    (row,) = [row for row in ROWS if row["id"] == "engagement:exchange"]
    parts = [
        part | {"role": hidden_role} if part.get("actor") == "city:hidden" else part for part in row["participations"]
    ]
    return {"participations": parts}


def test_a_change_in_a_closed_part_is_none_to_those_outside(store: Store, engine: Engine) -> None:
    put(engine)
    store.history.remember(engine)
    put(engine, engagement_exchange=exchange(hidden_role="presenter"))
    store.history.remember(engine)

    assert told(store, engine, Audience.PUBLIC) == {}
    assert told(store, engine, Audience.HUB) == {"engagement:exchange": "changed"}


def test_what_is_opened_appears_and_what_lists_it_is_seen_otherwise(store: Store, engine: Engine) -> None:
    put(engine)
    store.history.remember(engine)
    put(engine, city_hidden={"audience": "public"}, evidence_closed={"audience": "public"})
    store.history.remember(engine)

    seen = told(store, engine, Audience.PUBLIC)
    put(engine, city_hidden={"audience": "public"}, evidence_closed={"audience": "public"}, city_bela={"population": 1})
    store.history.remember(engine)

    assert seen == {
        "city:hidden": "added", "evidence:closed": "added", "flow:hidden": "added", "engagement:exchange": "changed",
    }  # fmt: skip
    assert told(store, engine, Audience.PUBLIC) == {"city:bela": "changed"}
    assert in_store(store, engine, 3) == in_graph(engine)


def test_what_is_closed_is_withdrawn_for_those_outside(store: Store, engine: Engine) -> None:
    put(engine)
    store.history.remember(engine)
    put(engine, city_bela={"audience": "members"})
    store.history.remember(engine)

    public, members = (told(store, engine, audience) for audience in (Audience.PUBLIC, Audience.MEMBERS))

    assert public == {
        "city:bela": "withdrawn", "flow:bela-dalma": "withdrawn", "engagement:exchange": "changed",
    }  # fmt: skip
    assert members["city:bela"] == "changed"
    assert store.history.revisions(engine)[0].known is not None


def test_the_first_revision_added_all_that_may_be_seen(store: Store, engine: Engine) -> None:
    put(engine)
    store.history.remember(engine)

    public, hub = (told(store, engine, audience) for audience in (Audience.PUBLIC, Audience.HUB))

    assert set(hub) == {row["id"] for row in ROWS}
    assert set(hub) - set(public) == {"city:hidden", "evidence:closed", "flow:hidden"}
    assert set(hub.values()) == {"added"}
