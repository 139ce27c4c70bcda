"""How records stand in the graph: what has to be remembered of a revision so that it can be asked later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple

from practice_atlas.graph import catalogue, layout
from practice_atlas.graph.catalogue import history
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.projection import PassagePlace
from practice_atlas.graph.records import names_in

#: Records that are read at once: their texts are some 5 MB.
BATCH: Final = 5_000


class State(NamedTuple):
    """All of a record but its text: an equal state means that nothing has to be remembered.

    `level` is who may see it, with all that it cannot be told without. `datasets` and `passage` are JSON.
    """

    content: str
    level: int
    datasets: str
    passage: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """A record as it stands: its state and its canonical JSON."""

    id: str
    state: State
    record: str


def identifiers(engine: Engine, kind: str) -> list[str]:
    """Every record of a kind."""
    return [row["id"] for row in engine.read(catalogue.projections(layout.label_of(kind)))]


def states(engine: Engine, kind: str) -> dict[str, State]:
    """The state of every record of a kind, by identifier: some 300 bytes a record."""
    return {row["id"]: _state(row) for row in engine.read(history.states(layout.label_of(kind)))}


def versions(engine: Engine, kind: str, wanted: Iterable[str]) -> Iterator[Version]:
    """These records of a kind, those that are there, read some thousands at a time."""
    query = history.versions(layout.label_of(kind))
    waiting = iter(wanted)
    while ids := list(islice(waiting, BATCH)):
        for row in engine.read(query, {"ids": ids}):
            yield Version(row["id"], _state(row), row["record"])


def descriptions(engine: Engine) -> dict[str, str]:
    """What each data set says of itself, as canonical JSON, by its name."""
    return {row["id"].partition(":")[2]: row["record"] for row in engine.read(catalogue.DATASETS)}


def passage_place(text: str | None) -> PassagePlace | None:
    """A passage as it was remembered."""
    return PassagePlace(*json.loads(text)) if text else None


def _state(row: Mapping[str, Any]) -> State:
    place = None
    if row["passage_start"] is not None:
        place = json.dumps([row["passage_start"], row["passage_end"], row["passage_sha256"]])
    return State(row["content"], row["level"], _list(tuple(names_in(row["datasets"]))), place)


@lru_cache(maxsize=1_000)
def _list(items: tuple[str, ...]) -> str:
    """JSON of what is nearly always the same: making it anew took half of all the time."""
    return json.dumps(items)
