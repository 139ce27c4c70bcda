"""A brief as somebody gets it by mail: from the disk, without a connection, on the screen and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.visualisations.brief.html import brief_html
from practice_atlas.visualisations.brief.languages import Language
from practice_atlas.visualisations.brief.writing import document
from tests.browser.conftest import Watched
from tests.support.briefs import LEARNED, asked, with_text
from tests.support.pairing import network
from tests.visualisations.hostile import HOSTILE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> BriefAnswer:
    """A brief of the small network."""
    with open_engine(f"embedded:{tmp_path_factory.mktemp('brief') / 'graph'}", writable=True) as engine:
        load(engine, network(*LEARNED))
        return asked(Reader(engine))


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", Language)
def test_it_opens_offline(
    context: BrowserContext, watched: Watched, answer: BriefAnswer, tmp_path: Path, language: Language, width: int
) -> None:
    """No other request, no complaint, no violation, no sideways scrolling; a number leads to its place."""
    file = tmp_path / "brief.html"
    file.write_text(brief_html(document(answer, language)), encoding="utf-8")
    context.set_offline(True)
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.goto(file.as_uri())
    watched.shoot(f"brief-{language}-{width}")

    found = Axe().run(watched.page)
    assert found.violations_count == 0, found.generate_report()
    assert not watched.wide()
    watched.page.locator(".refs a").first.click()
    assert watched.page.locator("li:target").count() == 1
    assert watched.foreign(file.as_uri()) == []
    assert watched.complaints == []


def test_hostile_texts_do_nothing(watched: Watched, answer: BriefAnswer, tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    file.write_text(brief_html(document(with_text(answer, " ".join(HOSTILE)), Language.ARABIC)), encoding="utf-8")
    watched.page.on("dialog", lambda _: watched.complaints.append("a script of the data ran"))
    watched.page.goto(file.as_uri())

    assert watched.page.locator("h1").count() == 1
    assert watched.foreign(file.as_uri()) == []
    assert watched.complaints == []


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.ARABIC])
def test_it_fits_on_two_sheets(watched: Watched, answer: BriefAnswer, tmp_path: Path, language: Language) -> None:
    file, paper = tmp_path / "brief.html", tmp_path / "brief.pdf"
    file.write_text(brief_html(document(answer, language)), encoding="utf-8")
    watched.page.goto(file.as_uri())
    watched.page.pdf(path=paper, prefer_css_page_size=True)

    assert paper.read_bytes().count(b"/Type /Page\n") in (1, 2)
