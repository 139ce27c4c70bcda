"""Earlier revisions: asked like the newest, by number or day, for each audience; what is not kept is said."""

from __future__ import annotations

import gc
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_atlas.api.store import Store
from practice_atlas.api.store.choosing import chosen
from practice_atlas.api.store.earlier import EarlierGraphs, NotBuiltYetError
from practice_atlas.api.store.history import PastRevision
from practice_atlas.api.store.rebuilding import remove_left_overs
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.revisions import Revision, current_revision, revisions
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience
from tests.api.store.graphs import graph, put, put_other


@pytest.fixture
def engine(tmp_path: Path, store: Store) -> Iterator[Engine]:
    """A graph of five revisions, of which the third was missed: Bela's population is the number of the revision."""
    with graph(tmp_path / "graph") as opened:
        for number in range(1, 5):
            put(opened, city_bela={"population": number}, without=() if number > 1 else ("flow:bela-dalma",))
            if number != 3:
                store.history.remember(opened)
        put_other(opened, {"id": "theme:art", "name": "Art"})
        store.history.remember(opened)
        yield opened


@pytest.fixture
def earlier(engine: Engine, store: Store) -> Iterator[EarlierGraphs]:
    graphs = EarlierGraphs(engine, lambda: store.history)
    yield graphs
    graphs.close()


def population(reader: Reader) -> object:
    return reader.get("city:bela").record.model_dump()["population"]


@pytest.mark.parametrize("number", [1, 2, 4])
def test_each_revision_is_answered_as_it_was(earlier: EarlierGraphs, engine: Engine, number: int) -> None:
    reader = earlier.reader(str(number), Audience.PUBLIC)

    assert population(reader) == number
    assert reader.revision() == next(r for r in revisions(engine) if r.number == number)
    told = entity(reader, "city:dalma")
    flows = {entry.record for entry in told.entries if entry.record.startswith("flow:")}
    assert flows == {"flow:arda-dalma"} | ({"flow:bela-dalma"} if number > 1 else set())
    assert told.revision == number


def test_the_newest_is_the_graph_itself(earlier: EarlierGraphs, engine: Engine) -> None:
    assert earlier.engine("5") is engine
    assert earlier.engine(current_revision(engine).time[:10]) is engine


def test_what_is_closed_stays_closed(earlier: EarlierGraphs) -> None:
    assert earlier.reader("1", Audience.HUB).get("city:hidden")
    with pytest.raises(UnknownEntityError):
        earlier.reader("1", Audience.PUBLIC).get("city:hidden")


@pytest.mark.parametrize(
    ("known_at", "says"),
    [
        ("3", "were not kept"), ("6", "newest is 5"), ("0", "no revision 0"), ("99999999999", "neither"),
        ("", "neither"), ("-1", "neither"), ("soon", "neither"), ("٣", "neither"),
        ("1999-12-31", "Nothing was loaded by"),
        ("2024-01-01/..", "no last day"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_names_the_parameter(earlier: EarlierGraphs, known_at: str, says: str) -> None:
    with pytest.raises(QuestionError, match=says) as caught:
        earlier.reader(known_at, Audience.PUBLIC)

    assert caught.value.parameter == "known_at"


def test_a_day_means_the_newest_revision_at_or_before_it() -> None:
    days = {3: "2026-03-01T00:00:00+00:00", 2: "2026-02-28T23:59:59+00:00", 1: "2025-12-31T12:00:00+00:00"}
    there = [PastRevision(Revision(number, time, "", "", {}, {}), None) for number, time in days.items()]

    found = {
        text: chosen(text, there).revision.number
        for text in ("2026-02", "2026-02-28", "2026-03-01", "2026-01", "2027-01")
    }

    assert found == {"2026-02": 2, "2026-02-28": 2, "2026-03-01": 3, "2026-01": 1, "2027-01": 3}
    with pytest.raises(QuestionError):
        chosen("2025-12-30", there)
    with pytest.raises(QuestionError):
        chosen("1", [])


def test_a_large_one_is_built_behind_the_requests(engine: Engine, store: Store) -> None:
    earlier = EarlierGraphs(engine, lambda: store.history, small=0)
    with pytest.raises(NotBuiltYetError) as caught:
        earlier.reader("1", Audience.PUBLIC)

    assert caught.value.retry_after >= 1
    assert population(until_built(earlier, "1")) == 1
    earlier.close()


def until_built(earlier: EarlierGraphs, known_at: str) -> Reader:
    deadline = time.monotonic() + 60
    while True:
        try:
            return earlier.reader(known_at, Audience.PUBLIC)
        except NotBuiltYetError:
            assert time.monotonic() < deadline, "it was never built"
            time.sleep(0.05)


def test_only_so_many_are_built_at_once(engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("practice_atlas.api.store.earlier._UNDER_WAY", 2)
    begun, go_on = threading.Event(), threading.Event()

    class Slow(EarlierGraphs):
        def _progress(self, step: str, done: int, total: int) -> None:
            begun.set()
            go_on.wait(30)
            super()._progress(step, done, total)

    earlier = Slow(engine, lambda: store.history, small=0)
    for _ in range(3):
        for number in ("1", "2", "4"):
            with pytest.raises(NotBuiltYetError):
                earlier.reader(number, Audience.PUBLIC)
    assert begun.wait(10)
    assert [name[:2] for name in earlier._building] == ["1 ", "2 "]
    go_on.set()
    assert population(until_built(earlier, "1")) == 1
    earlier.close()


def test_few_are_kept_and_who_still_asks_one_is_not_disturbed(engine: Engine, store: Store) -> None:
    gc.collect()
    before = folders()
    earlier = EarlierGraphs(engine, lambda: store.history, keep=1)
    first = earlier.reader("1", Audience.PUBLIC)
    assert earlier.engine("1") is first.engine
    earlier.reader("2", Audience.PUBLIC)

    assert population(first) == 1
    assert len(folders() - before) == 2
    del first
    gc.collect()
    assert len(folders() - before) == 1
    earlier.close()
    gc.collect()
    assert folders() - before == set()


def folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob(f"practice-atlas-earlier-{os.getpid()}-*"))


def test_left_overs_of_processes_that_are_gone_are_removed() -> None:
    gone = Path(tempfile.mkdtemp(prefix="practice-atlas-earlier-999999999-"))
    ours = Path(tempfile.mkdtemp(prefix=f"practice-atlas-earlier-{os.getpid()}-"))

    remove_left_overs()

    assert not gone.exists()
    assert ours.exists()
    ours.rmdir()


def test_many_who_ask_at_once_get_one_graph(earlier: EarlierGraphs) -> None:
    found: list[Engine] = []
    threads = [threading.Thread(target=lambda: found.append(earlier.engine("2"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len({id(engine) for engine in found}) == 1
