"""An earlier revision as a graph of its own: written by the writer of all graphs, into a folder that goes with it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from practice_atlas.api.store.errors import StoreFaultError
from practice_atlas.api.store.history import History
from practice_atlas.api.store.lines import KnownRevision
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.projection import PassagePlace
from practice_atlas.graph.records import read_record
from practice_atlas.graph.versions import Version, passage_place
from practice_atlas.graph.writing import Holdings, restore
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.progress import Progress, silent

_PREFIX: Final = "practice-atlas-earlier-"
#: Records between two looks at whether to go on.
_LOOK_EVERY: Final = 1_000


def rebuilt(history: History, revision: KnownRevision, *, progress: Progress = silent) -> Engine:
    """A graph that is at this revision, open for reading.

    Its folder is removed with the last reference to it, so that whoever still asks it is not disturbed when it is
    forgotten. `progress` may raise to give up. Raises StoreError and EngineError.
    """
    holdings = held(history.records(revision), revision, progress)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    try:
        with open_engine(f"embedded:{folder}", writable=True) as writer:
            restore(writer, holdings, revision.revision, progress=progress)
        engine = open_engine(f"embedded:{folder}")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(engine, shutil.rmtree, folder, ignore_errors=True)
    return engine


def held(versions: Iterable[Version], revision: KnownRevision, progress: Progress = silent) -> Holdings:
    """All that the graph held at a revision, of its records as they stood."""
    records: dict[str, Record] = {}
    stated_by: dict[str, tuple[str, ...]] = {}
    passages: dict[str, PassagePlace] = {}
    for done, version in enumerate(versions):
        if done % _LOOK_EVERY == 0:
            progress("Reading earlier records", done, revision.total)
        try:
            records[version.id] = read_record(version.record, kind_of(version.id))
        except ValidationError as error:
            raise StoreFaultError(
                f"{version.id} of revision {revision.revision.number} cannot be read by this version.",
                fix=f"Ask it with practice-atlas {revision.revision.tool}, which wrote it.",
            ) from error
        stated_by[version.id] = tuple(json.loads(version.state.datasets))
        place = passage_place(version.state.passage)
        if place:
            passages[version.id] = place
    return Holdings(records, stated_by, passages, revision.descriptions)


def remove_left_overs(alive: Callable[[int], bool] | None = None) -> None:
    """Remove the folders of processes that were killed before they could."""
    is_alive = alive or _is_alive
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        ours = folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == os.getuid()
        if ours and process.isdecimal() and not is_alive(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
