"""The page of a back-test as somebody gets it by mail: from the disk, without a connection."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from practice_atlas.graph.backtests.adoptions import backtest
from practice_atlas.graph.backtests.algorithms import algorithms
from practice_atlas.graph.backtests.mentors import mentor_algorithms
from practice_atlas.graph.backtests.pairs import backtest_pairs
from practice_atlas.graph.pairings.pairs import Pairs
from practice_atlas.visualisations.backtest_page import backtest_html
from tests.browser.conftest import Watched
from tests.graph.backtests.history import camps
from tests.graph.backtests.pair_history import circles
from tests.visualisations.hostile import HOSTILE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Both kinds; the headings of one table are hostile."""
    known = Pairs.of(circles(200))
    first, last = known.span()
    pairs = backtest_pairs(known, mentor_algorithms(), first=first, last=last)
    adoptions = backtest(camps(), algorithms(), first=2013, last=2015)
    return {
        "pairs": backtest_html(pairs, file="pairs.csv", columns=dict(zip(HOSTILE, HOSTILE, strict=True))),
        "adoptions": backtest_html(adoptions, file="adoptions.csv", columns={"actor": "actor"}),
    }


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["adoptions", "pairs"])
def test_it_opens_offline(
    context: BrowserContext, watched: Watched, pages: dict[str, str], tmp_path: Path, name: str, width: int
) -> None:
    """No other request, no complaint, no violation, no sideways scrolling of the page; every plot is drawn."""
    file = tmp_path / "backtest.html"
    file.write_text(pages[name], encoding="utf-8")
    context.set_offline(True)
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.on("dialog", lambda _: watched.complaints.append("a script of the data ran"))
    watched.page.goto(file.as_uri())
    watched.shoot(f"backtest-{name}-{width}")
    boxes = [box.bounding_box() for box in watched.page.locator("svg").all()]

    found = Axe().run(watched.page)
    assert found.violations_count == 0, found.generate_report()
    assert len(boxes) >= 3
    assert all(box and box["height"] > 100 for box in boxes)
    assert not watched.wide()
    assert watched.foreign(file.as_uri()) == []
    assert watched.complaints == []


@pytest.mark.parametrize("name", ["adoptions", "pairs"])
def test_nothing_is_cut_off_on_paper(watched: Watched, pages: dict[str, str], tmp_path: Path, name: str) -> None:
    """A4 between margins of 1 cm: no table and no plot is wider."""
    file = tmp_path / "backtest.html"
    file.write_text(pages[name], encoding="utf-8")
    watched.page.set_viewport_size({"width": 718, "height": 1000})
    watched.page.emulate_media(media="print")
    watched.page.goto(file.as_uri())
    watched.shoot(f"backtest-{name}-print")
    widths = watched.page.evaluate(
        "[...document.querySelectorAll('table, svg')].map((it) => it.getBoundingClientRect().right)"
    )

    assert len(widths) >= 6
    assert max(widths) <= 718
