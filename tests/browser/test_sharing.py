"""Sharing in a real browser: from the network to an address without a script, opened in a fresh profile, and framed."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.derive.__main__ import root_of_repository
from practice_atlas.visualisations.notebook import network
from tests.browser.conftest import Watched, served
from tests.browser.test_explorer import click_each, opened
from tests.support.recorded import ANN
from tests.support.sample import learners
from tests.support.shared import SOON, frozen
from tests.visualisations.hostile import HOSTILE

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class Place:
    """The service over the report, its store, a key of the hub, and a site of somebody else's that may frame."""

    site: str
    store: str
    key: str
    other: Other


class Other:
    """A site of somebody else's, with one page."""

    def __init__(self) -> None:
        outer = self
        self.html = ""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(outer.html.encode())

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stops it."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Started once."""
    folder, other = tmp_path_factory.mktemp("sharing"), Other()
    read = read_dataset(root_of_repository() / "datasets/strong-cities-mena")
    assert read.dataset is not None
    store = f"sqlite:{folder / 'graph' / 'store.sqlite'}"
    with served(folder, read.dataset, framed_by=(other.address,)) as site:
        with open_store(store) as opened:
            key = opened.keys.make("Hub desk", Scope.HUB)[1]
        yield Place(site, store, key, other)
    other.close()


def shared(page: Page, place: Place, path: str) -> str:
    """The address of what a page shows, made by its form."""
    page.goto(place.site + path)
    page.get_by_role("link", name="Share this slice").click()
    page.get_by_label("Your key").fill(place.key)
    page.get_by_role("button", name="Make the link").click()
    return page.get_by_label("Address").input_value()


def looked_at(watched: Watched, name: str) -> None:
    """No violation, no sideways scrolling, at both widths."""
    for width in (1280, 320):
        watched.page.set_viewport_size({"width": width, "height": 900})
        watched.shoot(f"{name}-{width}")
        assert not watched.wide(), (name, width)
        found = Axe().run(watched.page)
        assert found.violations_count == 0, found.generate_report()


def test_each_page(watched: Watched, place: Place) -> None:
    """The form, with a problem, the address, and the links before and after one is revoked."""
    page = watched.page
    page.goto(f"{place.site}/share?kind=flow&practice=practice:youth-council")
    looked_at(watched, "share")
    page.get_by_label("Last day").fill("yesterday")
    page.get_by_label("Your key").fill(place.key)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_label("Last day")).to_have_attribute("aria-invalid", "true")
    looked_at(watched, "share-problem")
    shared(page, place, "/network?kind=flow")
    looked_at(watched, "share-made")
    page.get_by_role("link", name="Revoke it among your links").click()
    looked_at(watched, "shares-asks")
    page.get_by_label("Your key").fill(place.key)
    page.get_by_role("button", name="Show the links").click()
    looked_at(watched, "shares")
    page.locator("input[name=share]").first.check()
    page.get_by_label("Your key").fill(place.key)
    page.get_by_role("button", name="Revoke the chosen link").click()
    expect(page.get_by_role("status")).to_contain_text("is revoked")
    looked_at(watched, "shares-revoked")

    assert watched.foreign(place.site) == []
    assert [said for said in watched.complaints if "status of 4" not in said] == []


@pytest.mark.parametrize("view", ["network", "map"])
def test_without_a_script_and_opened_by_whoever_has_the_address(
    chromium: Browser, watched: Watched, place: Place, view: str
) -> None:
    """Exactly what was shown; evidence opens; it asks nobody, and leads nowhere."""
    plain = chromium.new_context(java_script_enabled=False).new_page()
    address = shared(plain, place, f"/{view}?focus=city:fes-ma&kind=inspired")
    watched.page.goto(address)
    page = watched.page
    page.wait_for_selector("html[data-ready]")
    rows = page.locator("#table tbody tr").all_inner_texts()
    plain.goto(f"{place.site}/{view}?focus=city:fes-ma&kind=inspired")
    told = plain.locator("#table tbody tr").all_inner_texts()
    plain.context.close()

    assert [re.sub(r"\s+", " ", row) for row in rows] == [re.sub(r"\s+", " ", row) for row in told] != []
    page.get_by_role("button", name="Fes, City in Morocco").click()
    page.locator(".panel [data-evidence]").first.click()
    expect(page.get_by_role("dialog").get_by_text("What it says")).to_be_visible()
    page.keyboard.press("Escape")
    looked_at(watched, f"shared-{view}")
    page.get_by_role("button", name="Print").click()
    assert watched.requests == [address]
    assert watched.complaints == []
    assert page.locator("a[href]:not([href^='#'])").count() == 0


def test_what_is_shown_is_what_is_shared(watched: Watched, place: Place) -> None:
    """The link follows what somebody chose since, as the address does."""
    page = watched.page
    page.goto(f"{place.site}/network")
    page.wait_for_selector("html[data-ready]")
    page.get_by_label("Kind", exact=True).select_option("inspired")
    page.wait_for_url("**kind=inspired**")
    page.get_by_role("link", name="Share this slice").click()

    expect(page.get_by_text("Kind: Inspired to act")).to_be_visible()


def test_in_a_page_of_somebody_who_may_frame_it(context: BrowserContext, watched: Watched, place: Place) -> None:
    """By the snippet that its maker was given; the slice alone, and the page around it out of its reach."""
    making = context.new_page()  # its own, so that whatever it still asks for is not counted
    shared(making, place, "/network?kind=flow")
    snippet = making.get_by_label("The frame").input_value()
    making.close()
    place.other.html = f'<!doctype html><html lang="en"><title>Ours</title><h1>Ours</h1>{snippet}</html>'
    watched.page.goto(place.other.address)
    frame = watched.page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    frame.locator(".mark").first.click()

    assert frame.locator(".panel h2").inner_text()
    watched.shoot("framed")
    assert frame.locator("body.embedded").count() == 1
    assert "allow-same-origin" not in snippet
    assert [url for url in watched.requests if "favicon" not in url] == [
        f"{place.other.address}/",
        str(watched.page.locator("iframe").get_attribute("src")),
    ]
    assert [said for said in watched.complaints if "404" not in said] == []


@pytest.mark.parametrize("path", ["/", "/network", "/shares", "{address}"])
def test_nothing_else_is_framed(watched: Watched, place: Place, path: str) -> None:
    """Not the service, nor a shared slice that was not meant for a frame."""
    address = shared(watched.page, place, "/network?kind=flow") if "{" in path else place.site + path
    watched.complaints.clear()
    place.other.html = f'<!doctype html><html lang="en"><title>Ours</title><iframe src="{address}"></iframe></html>'
    watched.page.goto(place.other.address)
    watched.page.wait_for_timeout(300)

    assert any("frame" in said.lower() and "ancestors" in said for said in watched.complaints)
    assert watched.page.frame_locator("iframe").locator(".brand, #table").count() == 0


def test_hostile_texts_are_text_in_what_is_shared(
    watched: Watched, context: BrowserContext, place: Place, tmp_path: Path
) -> None:
    """Every text of the corpus as the name of a city and among the choices; in the slice, in a frame, in the list."""
    windows: list[str] = []
    context.on("page", lambda page: windows.append(page.url))
    watched.page.on("dialog", lambda _: watched.complaints.append("a script of the data ran"))
    with open_engine(f"embedded:{tmp_path / 'hostile'}", writable=True) as engine:
        load(engine, learners(HOSTILE))
        slice_ = frozen(html=network(engine).html, chosen=dict(zip(HOSTILE, HOSTILE, strict=True)))
    with open_store(place.store) as store:
        (key,) = (one.id for one in store.keys.all())
        address = f"{place.site}/s/{store.shares.make(slice_, SOON, key=key, by=ANN)[1]}"
    page = watched.page
    for form in (address, f"{address}?embed=1"):
        assert click_each(opened(watched, form)) > len(HOSTILE)
        shown = re.sub(r"\s+", " ", page.locator("#table").inner_text())
        assert [text for text in HOSTILE if re.sub(r"\s+", " ", text).strip() not in shown] == []
    page.goto(f"{place.site}/shares")
    page.get_by_label("Your key").fill(place.key)
    page.get_by_role("button", name="Show the links").click()
    listed = re.sub(r"\s+", " ", page.locator("main").inner_text())

    assert [text for text in HOSTILE if re.sub(r"\s+", " ", text).strip() not in listed] == []
    assert windows == []
    assert watched.foreign(place.site) == []
    assert watched.complaints == []


def test_a_revoked_address_says_so_to_people(watched: Watched, place: Place) -> None:
    """And no more than any other that leads nowhere."""
    watched.page.goto(f"{place.site}/s/{'a' * 43}")

    expect(watched.page.get_by_text("Nothing is shared at this address")).to_be_visible()
    looked_at(watched, "shared-nothing")
    with urlopen(f"{place.site}/network") as answer:  # noqa: S310
        assert answer.status == 200
