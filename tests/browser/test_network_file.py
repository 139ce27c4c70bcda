"""The pyvis file as somebody gets it by mail: from the disk, without a connection, in a fresh profile."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.visualisations.pyvis_adapter import network_html
from practice_atlas.visualisations.selection import network
from practice_atlas.visualisations.view import NetworkView
from tests.browser.conftest import Watched
from tests.support.sample import sample
from tests.visualisations.hostile import HOSTILE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NetworkView]:
    """The sample's network, and one in which every name is hostile."""
    found = {}
    hostile = {
        f"city:{name}": {"name": text} for name, text in zip(("arda", "bela", "dalma", "elin"), HOSTILE, strict=False)
    }
    for name, changed in (("sample", {}), ("hostile", hostile)):
        with open_engine(f"embedded:{tmp_path_factory.mktemp(name) / 'graph'}", writable=True) as engine:
            load(engine, sample(changed=changed))
            found[name] = network(Reader(engine))
    return found


def _opened(context: BrowserContext, watched: Watched, view: NetworkView, folder: Path) -> str:
    file = folder / "network.html"
    file.write_text(network_html(view), encoding="utf-8")
    context.set_offline(True)
    watched.page.goto(file.as_uri())
    watched.page.wait_for_selector("html[data-ready]")
    return file.as_uri()


@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_it_draws_everything_offline(
    context: BrowserContext, watched: Watched, views: dict[str, NetworkView], tmp_path: Path, name: str
) -> None:
    """As many items as the table has, pixels on the canvas, no other request, no complaint."""
    view = views[name]
    watched.page.on("dialog", lambda _: watched.complaints.append("a script of the data ran"))
    own = _opened(context, watched, view, tmp_path)
    ready = watched.page.get_attribute("html", "data-ready")
    coloured = watched.page.evaluate(
        """() => { const canvas = document.querySelector('#mynetwork canvas');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let found = 0;
        for (let at = 0; at < data.length; at += 4) { if (data[at] + data[at + 1] < 300 && data[at + 3]) found += 1; }
        return found; }"""
    )
    watched.shoot(f"network-offline-{name}")

    assert ready == f"{len(view.items)} {len(view.links)}"
    assert coloured > 500
    assert watched.page.locator("tbody tr").count() == len(view.links)
    assert watched.foreign(own) == []
    assert watched.complaints == []


def test_a_tooltip_is_text(
    context: BrowserContext, watched: Watched, views: dict[str, NetworkView], tmp_path: Path
) -> None:
    """Pointing at a city with a hostile name shows the name."""
    _opened(context, watched, views["hostile"], tmp_path)
    place = watched.page.evaluate("network.canvasToDOM(network.getPosition('city:arda'))")
    box = watched.page.locator("#mynetwork").bounding_box()
    assert box is not None
    watched.page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])

    tooltip = watched.page.locator("div.vis-tooltip")
    expect(tooltip).to_contain_text(HOSTILE[0])
    assert tooltip.locator("script, img").count() == 0


def test_it_is_moved_and_sized_by_keyboard(
    context: BrowserContext, watched: Watched, views: dict[str, NetworkView], tmp_path: Path
) -> None:
    """Buttons and keys do what they say."""
    _opened(context, watched, views["sample"], tmp_path)
    page = watched.page
    before = page.evaluate("network.getScale()")
    page.get_by_role("button", name="Larger").focus()
    page.keyboard.press("Enter")
    larger = page.evaluate("network.getScale()")
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")

    assert larger > before
    assert page.evaluate("network.getScale()") < larger
    assert focused.startswith("Picture of the network")
