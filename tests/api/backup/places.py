"""A graph and its store in several places, with a history in them, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any, Final

from practice_atlas.api.store import Store, open_store
from practice_atlas.api.store.audit import Actor, Via
from practice_atlas.api.store.earlier import EarlierGraphs
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.projection import PassagePlace
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.revisions import revisions
from practice_atlas.graph.writing import load
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience
from tests.api.store.graphs import put, put_other, touched
from tests.support.recorded import DAY, move, proposal
from tests.support.sample import sample
from tests.support.shared import SOON, frozen

ANN: Final = Actor("ann", Via.COMMAND_LINE)
ASKED: Final = ("city:dalma", "city:hidden", "city:bela", "theme:art", "engagement:exchange", "evidence:council")


@dataclass(frozen=True)
class Atlas:
    """A graph and its store, open."""

    engine: Engine
    store: Store


@dataclass(frozen=True)
class Secrets:
    """A key in force and one that was revoked."""

    hub: str
    revoked: str


@contextmanager
def embedded(folder: Path) -> Iterator[Atlas]:
    """An embedded graph with a SQLite store in its folder."""
    address = f"sqlite:{folder}/store.sqlite"
    with open_engine(f"embedded:{folder}", writable=True) as engine, open_store(address) as store:
        yield Atlas(engine, store)


def put_history(atlas: Atlas) -> Secrets:
    """Four revisions, of which the second is not known, keys, and jobs of which one goes on."""
    engine, store = atlas.engine, atlas.store
    put(engine)
    store.history.remember(engine, who="ann")
    put(engine, without=("flow:bela-dalma",), city_bela={"population": 2})
    put_other(engine, {"id": "theme:art", "name": "Art"}, {"id": "theme:youth", "name": "Youth participation"})
    store.history.remember(engine)
    closed = {"city:bela": {"population": 4}, "city:hidden": {"population": 7}}
    place = {"evidence:council": PassagePlace(10, 20, "a" * 64)}
    last = load(engine, sample(changed=closed), passages=place)
    store.history.remember(engine, touched=touched(last))
    _, hub = store.keys.make("Hub tool", Scope.HUB, by=ANN)
    _, old = store.keys.make("Old tool", Scope.EDITOR, by=ANN)
    store.keys.revoke("Old tool", by=ANN)
    done = store.jobs.make("load", who="ann")
    with store.jobs.working(done.id) as work:
        work.result = {"revision": 4}
    store.jobs.make("load")
    put_pairings(store)
    store.shares.make(frozen(), SOON, key="key-1", by=ANN)
    return Secrets(hub, old)


def put_pairings(store: Store) -> None:
    """One that is agreed, and one that led to something."""
    first = store.pairings.propose(proposal("city:bela", "city:elin", audience=Audience.HUB), by=ANN)
    store.pairings.move(first.id, move("agreed"), by=ANN)
    other = store.pairings.propose(proposal("city:elin", "city:arda"), by=ANN)
    for stage in (move("agreed"), move("under-way"), move("led-to", DAY, "implementation:elin-council")):
        store.pairings.move(other.id, stage, by=ANN)


def told(atlas: Atlas) -> Mapping[str, Any]:
    """All that can be asked of now and of each revision, by each audience; what is not known is told as such."""
    earlier = EarlierGraphs(atlas.engine, lambda: atlas.store.history, small=inf, patience=None, keep=5)
    found: dict[str, Any] = {"pairings": atlas.store.pairings.all(), "links": atlas.store.shares.all()}
    try:
        for past in atlas.store.history.revisions(atlas.engine):
            found[f"{past.revision.number}"] = past.revision
            found[f"{past.revision.number} known"] = past.known and (past.known.previous, past.known.counts)
            for audience in Audience if past.known else ():
                reader = earlier.reader(str(past.revision.number), audience)
                answers = [lineage(reader, "practice:youth-engagement").model_dump(mode="json")]
                for identifier in ASKED:
                    try:
                        answers.append(entity(reader, identifier).model_dump(mode="json"))
                    except UnknownEntityError as error:
                        answers.append({"unknown": error.message})
                changes = atlas.store.history.changes(past.known, audience) if past.known else None
                found[f"{past.revision.number} {audience.value}"] = (answers, changes)
    finally:
        earlier.close()
    assert {f"{revision.number}" for revision in revisions(atlas.engine)} <= found.keys()
    return found
