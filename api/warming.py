"""Makes what the first questions of a revision would wait for, behind the requests: at the start, and after each load.

Of a small graph nothing is made before it is asked for: it takes milliseconds then. Of a large one an audience gets
everything once somebody of it has asked; the service's own anonymous callers get it at the start.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from threading import Event, Lock, Thread
from typing import Final

from practice_atlas.api.recording.seen import RecordedPairings
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.questions.kept import StillMadeError
from practice_atlas.graph.questions.prepared import PREPARED, Preparing
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.ontology.vocabularies import Audience

_LOG = logging.getLogger(__name__)
#: Records from which on it is worth it: half a second for everything.
LARGE: Final = 10_000
#: Seconds before another try after one that failed.
PAUSE: Final = 5.0
_PARTING: Final = 2.0


class Warming:
    """One thread for as long as the service runs."""

    def __init__(
        self,
        engine: Engine,
        audience: Audience,
        recorded: RecordedPairings | None = None,
        *,
        large: int = LARGE,
        prepared: Sequence[Preparing] = PREPARED,
    ) -> None:
        self._engine = engine
        self._recorded = recorded
        self._large = large
        self._prepared = prepared
        self._wanted = {audience}
        self._ready: dict[Audience, str] = {}
        self._changing = Lock()
        self._wake, self._stop = Event(), Event()
        self._thread: Thread | None = None
        #: Whether something is being made: what is asked meanwhile may take long.
        self.at_work = False

    def start(self) -> None:
        """Begin with the revision that is there."""
        self._wake.set()
        self._thread = Thread(target=self._run, name="warming", daemon=True)
        self._thread.start()

    def seen(self, revision: Revision, audience: Audience) -> None:
        """Tell that somebody asks of a revision. Costs a look where all of it is made."""
        if self._ready.get(audience) != revision.content:
            with self._changing:
                self._wanted.add(audience)
            self._wake.set()

    def ready(self, audience: Audience) -> bool:
        """Whether everything was made for an audience, of the revision that was last looked at."""
        return audience in self._ready

    def close(self) -> None:
        """End, without waiting long for what is being made: nobody will ask for it."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(_PARTING)

    def _run(self) -> None:
        while self._wake.wait() and not self._stop.is_set():
            self._wake.clear()
            with self._changing:
                wanted = sorted(self._wanted, key=lambda audience: audience.level)
            try:
                for audience in wanted:
                    self._warm(audience)
            except StillMadeError:  # somebody who asked makes it already; the rest is still to do
                self._wake.set()
            except PracticeAtlasError as error:
                _LOG.warning("What the first questions need is not made before they are asked: %s", error)
                self._stop.wait(PAUSE)
            finally:
                self.at_work = self._wake.is_set()

    def _warm(self, audience: Audience) -> None:
        """What is left of a revision that is replaced meanwhile is not made: whoever asks next tells of the new one."""
        began, reader = time.monotonic(), Reader(self._engine, audience)
        revision = reader.revision()
        if self._ready.get(audience) == revision.content:
            return
        self.at_work = large = sum(revision.counts.values()) >= self._large
        if large and self._recorded is not None:
            reader = reader.with_recorded(self._recorded.seen_by(reader))
        for make in self._prepared if large else ():
            if self._stop.is_set() or current_revision(self._engine).content != revision.content:
                return
            make(reader)
        self._ready[audience] = revision.content
        seconds = time.monotonic() - began
        _LOG.info("What questions of revision %d need is ready for %s: %.1f s.", revision.number, audience, seconds)
