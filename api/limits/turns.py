"""Turns: so many questions are worked on at a time, some wait shortly, and all others are told to come again.

A question that takes too long is answered with 504 at once, while its thread, which nothing can stop from outside,
comes to its end: the engine stops at the same deadline (`deadline.py`). Its turn is over only then, so that there are
never more threads at work than turns. A turn is over too when the answer begins to be sent: who reads it slowly holds
his connection and nobody else's turn.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_atlas.api.calling import UNCOUNTED
from practice_atlas.api.errors import RETRY_AFTER, refuse
from practice_atlas.api.limits.deadline import allow
from practice_atlas.api.problems import Problem, problem
from practice_atlas.api.settings import Settings
from practice_atlas.ontology.errors import PracticeAtlasError

_LOG = logging.getLogger(__name__)
#: Answered from memory, or about this process alone.
_AT_ONCE: Final = ("/static/", *UNCOUNTED)


class Turns:
    """Lets requests through in turn, and gives each its time."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._free = asyncio.Semaphore(settings.questions_at_once)
        self._most_waiting = settings.most_waiting
        self._longest_wait = settings.longest_wait
        self._longest_answer = settings.longest_answer
        self._waiting = 0
        self._left: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request pass when its turn comes, or answers it."""
        if scope["type"] != "http" or scope["path"].startswith(_AT_ONCE):
            await self._app(scope, receive, send)
        elif await self._turn():
            await self._within_time(scope, receive, send)
        else:
            busy = problem(503, "Too many questions are being answered.", fix=f"Ask again in {RETRY_AFTER} seconds.")
            await refuse(scope, receive, send, busy)

    async def _turn(self) -> bool:
        if not self._free.locked():
            return await self._free.acquire()
        if self._waiting >= self._most_waiting:
            return False
        self._waiting += 1
        try:
            async with asyncio.timeout(self._longest_wait):
                return await self._free.acquire()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1

    async def _within_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _Answer(send, self._free)
        allow(self._longest_answer)
        task: asyncio.Task[None] = asyncio.ensure_future(self._app(scope, receive, answer.send))
        timer = asyncio.get_running_loop().call_later(self._longest_answer, answer.expire)
        task.add_done_callback(answer.end)
        try:
            await asyncio.wait((task, answer.expired), return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:  # the service stops, and has waited as long as it may
            task.cancel()
            answer.expire()
            if not answer.expired.done():
                raise
            await refuse(scope, receive, send, problem(503, "The service is stopping.", fix="Ask again in a minute."))
            return
        finally:
            timer.cancel()
        if not answer.expired.done():
            await task
            return
        # Work that ended in the very moment in which its time did is late too: nothing of it was sent.
        self._left.add(task)
        task.add_done_callback(self._ended_late)
        await refuse(scope, receive, send, _still_made() if scope["app"].state.warming.at_work else _late())

    def _ended_late(self, task: asyncio.Task[None]) -> None:
        self._left.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, PracticeAtlasError):
            _LOG.error("An answer that nobody waited for any more failed.", exc_info=error)


def _late() -> Problem:
    return problem(504, "The question took longer than allowed.", fix="Ask for less, or try again later.")


def _still_made() -> Problem:
    """After a load: what was asked may well be answered quickly when that is done."""
    told = "What questions stand on is being worked out, once for this revision."
    return problem(503, told, fix="Ask again in a minute.")


class _Answer:
    """One answer on its way: begun in time, or not to be sent any more."""

    def __init__(self, send: Send, turns: asyncio.Semaphore) -> None:
        self._send = send
        self._turns: asyncio.Semaphore | None = turns
        self._begun = False
        self.expired: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def send(self, message: Message) -> None:
        """Passes on what belongs to an answer that began in time."""
        if self.expired.done():
            return
        self._begun = True
        self._give_turn_back()
        await self._send(message)

    def expire(self) -> None:
        """The time is over: counts where nothing was sent yet."""
        if not self._begun and not self.expired.done():
            self.expired.set_result(None)

    def end(self, _task: asyncio.Task[None]) -> None:
        """The work has ended, sent or not."""
        self._give_turn_back()

    def _give_turn_back(self) -> None:
        turns, self._turns = self._turns, None
        if turns is not None:
            turns.release()
