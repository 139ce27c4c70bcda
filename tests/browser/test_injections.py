"""The pages with every text of the listing, in a real browser: shown as text, and nothing of it runs or is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Dialog

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.pyvis_adapter import network_html
from practice_atlas.visualisations.selection import network
from tests.browser.conftest import Watched, served
from tests.injections.listing import HTML, LISTING, SOME
from tests.injections.records import dataset, small

pytestmark = pytest.mark.browser

#: Rows that the page of SPARQL shows are bounded, so the texts are asked for in two halves.
_SAID: Final = "SELECT DISTINCT ?o {{ ?s atlas:says ?o }} ORDER BY ?o OFFSET {0} LIMIT 100"
_KINDS: Final = ("source:report", "evidence:pause", "theme:youth", "practice:youth-council", "city:arda",
                 "institution:hub", "person:mayor", "engagement:exchange", "resource:guide",
                 "implementation:elin-council", "flow:unnamed", "membership:elin", "partnership:memorandum",
                 "intention:request", "statement:size", "waiver:title")  # fmt: skip


@pytest.fixture(scope="module")
def injected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over them, whose own title is one."""
    with served(tmp_path_factory.mktemp("injected"), dataset(), title=HTML[0]) as address:
        yield address


class Running:
    """What would show that something ran: dialogs, windows, and a mark that scripts of the page could see."""

    def __init__(self, watched: Watched, context: BrowserContext) -> None:
        self.ran: list[str] = []
        self.watched = watched
        watched.page.on("dialog", self._asked)
        context.on("page", lambda page: self.ran.append(f"window {page.url}"))

    def _asked(self, dialog: Dialog) -> None:
        self.ran.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def text_of(self, address: str) -> str:
        """What the page shows, once it is drawn and everything in it was pointed at and opened."""
        page = self.watched.page
        page.goto(address)
        if address.endswith("network.html"):
            page.wait_for_selector("html[data-ready]")
        page.evaluate("""() => {
            document.querySelectorAll('details').forEach((item) => { item.open = true; });
            for (const item of [...document.querySelectorAll('body *')].slice(0, 5000))
                for (const kind of ['mouseover', 'focus', 'toggle', 'error', 'load'])
                    item.dispatchEvent(new Event(kind, { bubbles: kind === 'mouseover' }));
        }""")
        shown: str = page.evaluate("document.title + ' ' + document.body.textContent")
        return " ".join(shown.split())


def _missing(shown: str) -> list[str]:
    return [text for text in LISTING if " ".join(text.split()) not in shown]


@pytest.mark.long
def test_nothing_runs_on_any_page(watched: Watched, context: BrowserContext, injected: str) -> None:
    running = Running(watched, context)
    lists = ["/", "/practices", "/cities", "/institutions", "/engagements", "/missing", "/docs", "/mentors"]
    lists += ["/next", "/opportunities", "/matrix", "/matrix?columns=countries", "/timeline?city=city:elin"]
    lists += ["/matrix/cell?practice=practice:youth-council&city=city:dalma", "/diffusion?practice=youth-council"]
    lists += [f"/matrix?practice={quote(text)}&region={quote(text)}" for text in SOME]
    lists += [f"/{page}={quote(text)}" for page in ("timeline?city", "diffusion?practice") for text in SOME]
    lists += ["/share?focus=city:elin", "/shares", *(f"/share?focus={quote(text)}" for text in SOME)]
    lists += ["/practices?after=x", *(f"/search?q={quote(text)}" for text in SOME)]
    lists += [f"/next?learner={quote(text)}" for text in SOME]
    lists += [f"/opportunities?practice={quote(text)}" for text in SOME]
    lists += [f"/mentors?learner={quote(text)}&practice={quote(text)}&need={quote(text)}" for text in SOME]
    lists += [f"/sparql?query={quote(_SAID.format(start))}" for start in (0, 100)]
    things = [
        f"/id/{key.replace(':', '/', 1)}-x{LISTING.index(text)}" for key in _KINDS for text in (HTML[3], HTML[12])
    ]
    shown = " ".join(running.text_of(injected + path) for path in [*lists, *things])

    assert _missing(shown) == []
    assert running.ran == []
    assert watched.foreign(injected) == []
    assert [said for said in watched.complaints if "status of 4" not in said] == []


@pytest.mark.parametrize("offset", range(0, len(LISTING), 28))
def test_nothing_runs_in_the_network(watched: Watched, context: BrowserContext, offset: int, tmp_path: Path) -> None:
    """The file that people pass on, opened from a folder, without the service's headers."""
    path, running = tmp_path / "network.html", Running(watched, context)
    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as engine:
        load(engine, small(offset))
        path.write_text(network_html(network(Reader(engine, Audience.HUB))), encoding="utf-8")
    shown = running.text_of(f"file://{path}")

    assert len([text for text in LISTING if " ".join(text.split()) in shown]) > 5
    assert running.ran == []
    assert [url for url in watched.requests if not url.startswith(("file://", "data:", "blob:"))] == []
    assert watched.complaints == []
