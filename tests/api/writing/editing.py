"""An editor of a service: sends data sets and records, and waits for jobs."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import httpx

from practice_atlas.api.store.keys import Scope
from practice_atlas.ontology.dataset import Dataset
from tests.api.client import Client

JSON = "application/json"


class Editing:
    """Asks with the key of a role."""

    def __init__(self, client: Client, scope: Scope = Scope.EDITOR) -> None:
        self.client = client
        self.name = f"the {scope}"
        _, self._key = client.app.state.stores.get().keys.make(self.name, scope)

    def soon(
        self, method: str, path: str, body: bytes | None = None, kind: str | None = None, **headers: str
    ) -> Future[httpx.Response]:
        """The answer when it is there."""
        named = {"X-API-Key": self._key, **({"Content-Type": kind} if kind else {}), **headers}
        return self.client.soon(method, path, body, named)

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str | None = None, **headers: str
    ) -> httpx.Response:
        """The answer."""
        return self.soon(method, path, body, kind, **headers).result()

    def send(self, method: str, path: str, value: Any, **headers: str) -> httpx.Response:
        """Sends a value as JSON."""
        return self.ask(method, path, json.dumps(value).encode(), JSON, **headers)

    def load(self, dataset: Dataset, query: str = "", **headers: str) -> httpx.Response:
        """Loads a data set as JSON."""
        return self.send("POST", f"/v1/datasets/load{query}", document(dataset), **headers)

    def finished(self, job: str, seconds: float = 120) -> dict[str, Any]:
        """A job when it has ended."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            told: dict[str, Any] = self.ask("GET", f"/v1/jobs/{job}").json()
            if told["state"] in ("done", "failed"):
                return told
            time.sleep(0.05)
        raise AssertionError(f"the job did not end: {told}")

    def revision(self) -> int:
        """The revision that the service answers from."""
        deadline = time.monotonic() + 5  # right after the first load the service may not have looked again yet
        while (told := self.ask("GET", "/v1/health")).status_code == 503 and time.monotonic() < deadline:
            time.sleep(0.1)
        number: int = told.json()["revision"]
        return number


def document(dataset: Dataset) -> dict[str, Any]:
    """A data set as one document."""
    return {"dataset": dataset.info.plain(), "records": [record.plain() for record in dataset.records.values()]}


def zipped(folder: Path, within: str = "") -> bytes:
    """The files of a folder."""
    return zip_of({f"{within}{path.name}": path.read_bytes() for path in sorted(folder.iterdir())})


def zip_of(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


def multipart(files: Mapping[str, bytes]) -> tuple[bytes, str]:
    """The body of a form with these files, and its media type."""
    request = httpx.Request("POST", "http://test", files=[("file", (name, data)) for name, data in files.items()])
    return request.read(), request.headers["content-type"]
