"""Asks a running service what a newcomer would ask, over HTTP, and says what it answered: `serve --check`."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import uvicorn
from fastapi import FastAPI

from practice_atlas.api.serving import server_options
from practice_atlas.cli.output import console
from practice_atlas.ontology.errors import PracticeAtlasError

#: Seconds that a service may take to come up, and to answer.
_PATIENCE = 30


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The service on a free port of this machine while the block runs; its address."""
    here = server_options(app.state.settings) | {"host": "127.0.0.1", "port": 0}
    server = uvicorn.Server(uvicorn.Config(app, **here))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + _PATIENCE
    while not server.started:
        if time.monotonic() > deadline or not thread.is_alive():
            raise PracticeAtlasError("The service did not start.", fix="Run: practice-atlas doctor")
        time.sleep(0.05)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)


def ask_a_few_questions(base: str) -> None:
    """Asks for health, cities, a lineage with its evidence, and pages.

    Raises PracticeAtlasError on the first bad answer.
    """
    health = _json(base, "/v1/health")
    _expect(health["status"] == "ok", "the service says that it is not well")
    cities = _json(base, "/v1/cities?limit=500")
    _expect(cities["total"] > 0, "there are no cities")
    practices = _json(base, "/v1/practices?limit=500")
    console.print(
        f"revision {health['revision']}: {cities['total']} cities, {practices['total']} practices", markup=False
    )
    travelled = [_lineage(base, row["thing"]["id"]) for row in practices["rows"]]
    _expect(any(travelled), "no practice has travelled")
    for path in ("/", "/network", f"/id/{cities['rows'][0]['thing']['id'].replace(':', '/')}"):
        page = _text(base, path)
        _expect("<html" in page and "</html>" in page, f"{path} is no page")
        console.print(f"page {path}: {len(page):,} characters", markup=False)
    console.print("The service answers.")


def _lineage(base: str, practice: str) -> int:
    """Prints the steps of a practice; each must cite evidence that the service can show."""
    answer = _json(base, f"/v1/practices/{practice}/lineage")
    for step in answer["steps"]:
        teacher = step["teacher"]["name"] if step["teacher"] else step["unnamed_teacher"]
        learner = step["learner"]["name"] if step["learner"] else step["unnamed_learner"]
        _expect(bool(step["evidence"]), f"{step['record']} cites nothing")
        says = _json(base, f"/v1/evidence/{step['evidence'][0]}")["place"]["says"]
        how = step["flow_kind"] or "informed by that exchange"
        console.print(f"{answer['practice']['name']}: {teacher} → {learner} ({how}): {says}", markup=False)
    return len(answer["steps"])


def _json(base: str, path: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(_text(base, path))
    return answer


def _text(base: str, path: str) -> str:
    request = Request(base + path, headers={"Accept": "*/*"})  # noqa: S310 - our own service on this machine
    try:
        with urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310
            text: str = response.read().decode("utf-8")
            return text
    except HTTPError as error:
        error.close()
        raise PracticeAtlasError(
            f"The check of the service failed: {path} answered {error.code}.", fix="Look at what was loaded."
        ) from error


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise PracticeAtlasError(f"The check of the service failed: {otherwise}.", fix="Look at what was loaded.")
