"""What is closed cannot be inferred: for each caller the service answers as if closed records did not exist.

Two services are compared, over every address, in every way to ask and in every form: one whose graph holds records of
every audience, and one whose graph holds only what the caller may see. Any count, facet, suggestion, order, grade, day
or error text that a closed record had a part in would differ.
"""

from __future__ import annotations

import gzip
import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving
from tests.api.closed.recorded import known_to, put
from tests.api.closed.shared import put_links
from tests.api.closed.walk import Operation, addresses, operations
from tests.api.closed.world import ALL, CALLERS, CLOSED, MARK, earlier
from tests.support.packed import unpacked
from tests.support.sample import INFO

#: Pages of an answer that are looked at when it comes in pages of one.
_PAGES = 3


@dataclass(frozen=True)
class Side:
    """A service, and the header of a caller there."""

    client: Client
    headers: Mapping[str, str]

    def get(self, path: str, accept: str) -> httpx.Response:
        """The answer, once there is one: stores and dumps are made in the background."""
        deadline = time.monotonic() + 120
        while True:
            answer = self.client.send("GET", path, accept=accept, **self.headers)
            if answer.status_code != 503 or time.monotonic() > deadline:
                return answer
            time.sleep(0.3)


def _service(
    folder: Path, revisions: Sequence[Mapping[str, Record]], audience: Audience = Audience.HUB
) -> tuple[Settings, dict[Scope, str]]:
    """Settings of a service whose graph was loaded with these one after the other, all of them kept; recorded are the
    pairings that an audience may know of, and shared is what each may see.
    """
    address, place = f"embedded:{folder / 'graph'}", f"sqlite:{folder / 'store.sqlite'}"
    with open_store(place) as store:
        for held in revisions:
            with open_engine(address, writable=True) as engine:
                load(engine, Dataset.of(INFO, held.values()))
                store.history.remember(engine)
        put(store, known_to(audience))
        with open_engine(address) as engine:
            put_links(engine, store)
        secrets = {scope: store.keys.make(scope.value, scope)[1] for scope in Scope}
    return Settings(engine=address, store=place, dumps=folder / "dumps"), secrets


Whole = tuple[Client, dict[Scope, str]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The service over everything."""
    settings, secrets = _service(tmp_path_factory.mktemp("whole"), [earlier(), ALL])
    with serving(settings) as client:
        yield client, secrets


@dataclass(frozen=True)
class Pair:
    """The two services for one caller, and what he may see."""

    whole: Side
    part: Side
    audience: Audience


Parts = Callable[[Audience], Whole]


@pytest.fixture(scope="module")
def part(whole: Whole, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """The service over what an audience may see, started once for all callers who see the same; all is the whole."""
    made: dict[Audience, Whole] = {Audience.HUB: whole}
    with ExitStack() as stack:

        def of(audience: Audience) -> Whole:
            if audience not in made:
                seen = [visible(held, audience) for held in (earlier(), ALL)]
                settings, secrets = _service(tmp_path_factory.mktemp("part"), seen, audience)
                made[audience] = stack.enter_context(serving(settings)), secrets
            return made[audience]

        yield of


@pytest.fixture
def pair(caller: str, whole: Whole, part: Parts) -> Pair:
    """For a caller."""
    scope, audience = CALLERS[caller]
    one, other = (
        Side(client, {"authorization": f"Bearer {secrets[scope]}"} if scope else {})
        for client, secrets in (whole, part(audience))
    )
    return Pair(one, other, audience)


#: What differs between two graphs of the same records: hashes, times, entity tags, ids of requests.
_OWN = re.compile(r"\b[0-9a-f]{12,64}\b|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)|nonce-[\w=+/-]+")
#: Headers that tell of the process and not of the records.
_PROCESS = {"date", "last-modified", "x-request-id", "server-timing", "content-length", "x-content-sha256"}


def _told(answer: httpx.Response) -> tuple[int, dict[str, str], str]:
    """All that an answer says, with headers, without what two graphs of the same records have of their own."""
    headers = {name: _OWN.sub("~", value) for name, value in answer.headers.items() if name not in _PROCESS}
    return answer.status_code, headers, _OWN.sub("~", _text(answer))


def _text(answer: httpx.Response) -> str:
    kind = answer.headers.get("content-type", "")
    if "spreadsheetml" in kind:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            sheets = sorted(name for name in book.namelist() if name.startswith("xl/"))
            return "\n".join(f"{name}: {book.read(name).decode()}" for name in sheets)
    if "text/html" in kind:
        return unpacked(answer.text)
    return gzip.decompress(answer.content).decode() if kind == "application/gzip" else answer.text


def _first_difference(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    told, text = [item for item in zip(one[:2], other[:2], strict=True) if item[0] != item[1]], (one[2], other[2])
    place = next((at for at, (a, b) in enumerate(zip(*text, strict=False)) if a != b), min(map(len, text)))
    return (told, *(item[max(0, place - 80) : place + 120] for item in text)) if text[0] != text[1] else (told,)


def _walk(
    pair: Pair, operation: Operation, *, thoroughly: bool
) -> Iterator[tuple[str, httpx.Response, httpx.Response]]:
    """Every way to ask an operation, with the answers of both services; of pages of one the next ones too."""
    for path, accept in addresses(operation, pair.audience.level, thoroughly=thoroughly):
        for _ in range(_PAGES):
            answers = pair.whole.get(path, accept), pair.part.get(path, accept)
            yield f"{path} ({accept})", *answers
            after = _next(answers[0])
            if not after or "limit=1" not in path:
                break
            path = str(httpx.URL(path).copy_merge_params({"after": str(after)}))


def _next(answer: httpx.Response) -> object:
    told = answer.json() if answer.headers.get("content-type", "").startswith("application/json") else None
    return told.get("next") if isinstance(told, dict) else None


@pytest.mark.parametrize("caller", CALLERS)
def test_nothing_closed_shows(pair: Pair) -> None:
    """Every address: the same answer, and no mark of what is closed but what was asked with it."""
    _compare(pair, thoroughly=False)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("caller", ["nobody", "member"])
def test_nothing_closed_shows_however_it_is_asked(pair: Pair) -> None:
    """Every address in every way. Readers and the hub see what one of these callers sees, or everything."""
    _compare(pair, thoroughly=True)


def _compare(pair: Pair, *, thoroughly: bool) -> None:
    hidden = [f"{MARK}{audience}" for audience in CLOSED if audience.level > pair.audience.level]
    differing, betrayed, silent = [], [], []
    for operation in operations(pair.whole.client):
        answered = 0
        for asked, one, other in _walk(pair, operation, thoroughly=thoroughly):
            told = _told(one), _told(other)
            answered += one.status_code in (200, 303, 308)
            if told[0] != told[1]:
                differing.append((asked, *_first_difference(*told)))
            betrayed += [(asked, mark) for mark in hidden if mark in told[0][2] and mark not in asked]
        silent += [operation.path] if not answered else []

    assert betrayed == []
    assert differing == [], f"{len(differing)} differ"
    assert silent == [], "nothing was answered there, so nothing was compared"


@pytest.mark.parametrize("caller", CALLERS)
def test_the_marks_are_there_for_who_may_see_them(pair: Pair) -> None:
    """Else the comparison would say nothing."""
    answer = pair.whole.get("/v1/cities?limit=500", "*/*")
    shown = [f"{MARK}{audience}" in answer.text for audience in CLOSED]

    assert shown == [audience.level <= pair.audience.level for audience in CLOSED]
