"""A real server on a free loopback port, and a real Chromium that notes everything it asks for and complains of.

Without Chromium these tests fail; they never skip, or nobody would notice that nothing was looked at.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from practice_atlas.api.app import create_app
from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.derive.__main__ import root_of_repository
from tests.support.sample import sample

CHROMIUM = "/usr/bin/chromium"
#: Without these Chromium asks its maker's hosts for this and that at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENSHOTS = "PRACTICE_ATLAS_SCREENSHOTS"


class Watched:
    """A page, with every request it made and everything it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def foreign(self, own: str) -> list[str]:
        """Requests to anywhere else."""
        return [url for url in self.requests if not url.startswith((own, "data:", "about:"))]

    def wide(self) -> bool:
        """Whether the page scrolls sideways."""
        scrolls: bool = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        return scrolls

    def shoot(self, name: str) -> None:
        """Keeps a screenshot where the environment says so."""
        if folder := os.environ.get(SCREENSHOTS):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@contextmanager
def served(folder: Path, data: Dataset, title: str = "Practice Atlas", **more: Any) -> Iterator[str]:
    """The address of a service over a data set, on a free port; `more` are settings."""
    address = f"embedded:{folder / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, data)
    config = uvicorn.Config(
        create_app(Settings(engine=address, title=title, **more)),
        host="127.0.0.1", port=0, log_level="warning", ws="none",
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:  # else a failure would wait for the thread for ever
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service over the sample."""
    with served(tmp_path_factory.mktemp("browser"), sample()) as address:
        yield address


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service over the report."""
    read = read_dataset(root_of_repository() / "datasets/strong-cities-mena")
    assert read.dataset is not None
    with served(tmp_path_factory.mktemp("report"), read.dataset) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a module; longer, and its event loop would be in the way of other tests."""
    assert Path(CHROMIUM).exists(), f"{CHROMIUM} is missing: install Debian's package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    fresh = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield fresh
    fresh.close()


@pytest.fixture
def watched(context: BrowserContext) -> Watched:
    """An empty page."""
    return Watched(context.new_page())
