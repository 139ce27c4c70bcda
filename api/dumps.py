"""The dumps at hand: one set for each audience that asked, of the newest revision, made by a process of its own."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from platformdirs import user_cache_path

from practice_atlas.api.errors import NotReadyError
from practice_atlas.api.settings import Settings
from practice_atlas.graph.rdf.dumping import DESCRIPTION, MANIFEST, DumpFile, folder_of
from practice_atlas.graph.revisions import Revision
from practice_atlas.ontology.vocabularies import Audience

_LOG: Final = logging.getLogger(__name__)
#: Seconds that small dumps are waited for; of larger ones the caller is told to come back.
PATIENCE: Final = 3.0
#: Seconds before a making that failed is tried again.
_RETRY: Final = 30.0


_BEING_MADE: Final = ("The dumps of this revision are being made.",)


def _read(path: Path) -> bytes:
    """A file of a set. Raises NotReadyError where newer dumps have just taken the place of these."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotReadyError(_BEING_MADE) from error


@dataclass(frozen=True, slots=True)
class Dumps:
    """The dumps of a revision, and what the data sets say of themselves, in N-Triples."""

    folder: Path
    files: Mapping[str, DumpFile]

    @property
    def description(self) -> bytes:
        """Read anew each time: it is small, and asked for rarely. Raises NotReadyError."""
        return _read(self.folder / DESCRIPTION)


class DumpMaker:
    """Has dumps made when they are first asked for. Close it when the application stops."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # A folder for each graph: of one audience only the newest revision is kept, and graphs count on their own.
        graph = hashlib.sha256(settings.engine.encode()).hexdigest()[:8]
        self._root = settings.dumps or user_cache_path("practice-atlas") / "dumps" / graph
        self._changed = threading.Condition()
        self._making: dict[Audience, subprocess.Popen[bytes]] = {}
        self._failed: dict[Audience, float] = {}
        self._closed = False

    def of(self, revision: Revision, audience: Audience) -> Dumps:
        """The dumps of a revision. Raises NotReadyError where they are not there soon enough."""
        folder = folder_of(self._root, revision, audience, self._settings.things)
        until = time.monotonic() + PATIENCE
        with self._changed:
            while not (folder / MANIFEST).exists():
                if self._closed or not self._under_way(audience) or time.monotonic() >= until:
                    raise NotReadyError(_BEING_MADE)
                self._changed.wait(0.05)
        told: dict[str, Any] = json.loads(_read(folder / MANIFEST))
        return Dumps(folder, {item["name"]: DumpFile(**item) for item in told["files"]})

    def close(self) -> None:
        """Ends what is being made."""
        with self._changed:
            self._closed = True
            for process in self._making.values():
                process.kill()
                process.wait()
            self._changed.notify_all()

    def _under_way(self, audience: Audience) -> bool:
        """Whether dumps for an audience are being made; starts that, unless it has just failed."""
        process = self._making.get(audience)
        if process is None:
            if time.monotonic() - self._failed.get(audience, float("-inf")) < _RETRY:
                return False
            try:
                self._making[audience] = self._started(audience)
            except OSError as error:
                return self._has_failed(audience, str(error))
        elif process.poll() is not None:
            del self._making[audience]
            if process.returncode:
                return self._has_failed(audience, f"status {process.returncode}")
        return True

    def _has_failed(self, audience: Audience, why: str) -> bool:
        _LOG.error("The dumps for %s cannot be made: %s.", audience.value, why)
        self._failed[audience] = time.monotonic()
        return False

    def _started(self, audience: Audience) -> subprocess.Popen[bytes]:
        self._root.mkdir(parents=True, exist_ok=True)
        settings = self._settings
        program = [sys.executable, "-P", "-m", "practice_atlas.graph.rdf.dumping"]
        return subprocess.Popen(  # noqa: S603  our own program
            [*program, settings.engine, audience.value, str(self._root), settings.things],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **settings.environment()},
            start_new_session=True,
        )
