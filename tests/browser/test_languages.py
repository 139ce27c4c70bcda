"""Pages in French and Arabic in a real browser: no violation, nothing wider than the screen, and Arabic mirrored."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from practice_atlas.visualisations.languages.language import Language
from tests.browser.conftest import Watched
from tests.browser.test_pages import PAGES, settled

pytestmark = pytest.mark.browser

#: One page of each kind: what differs between the others is what they tell, not how.
KINDS = (
    "start", "cities", "missing", "search", "practice", "city", "evidence", "network", "map", "network-slice",
    "network-file", "docs", "ontology", "sparql-rows", "mentors", "mentors-problem", "next", "algorithms",
    "opportunities", "matrix", "cell", "timeline", "diffusion", "problem",
)  # fmt: skip


def in_language(site: str, name: str, language: Language) -> str:
    address = site + PAGES[name]
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


#: Those with the longest texts: French is laid out as English is.
LONG = ("start", "practice", "network", "mentors", "mentors-problem", "next", "opportunities", "matrix", "timeline")


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, Language.ARABIC) for name in KINDS), *((name, Language.FRENCH) for name in LONG)],
)
def test_each_kind_of_page(watched: Watched, site: str, name: str, language: Language) -> None:
    """Details opened too, wide and narrow; axe once, since the words and their direction are what is new."""
    page = settled(watched, in_language(site, name, language))
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    watched.shoot(f"{name}-{language}-1280")
    assert not watched.wide()
    page.set_viewport_size({"width": 320, "height": 900})
    watched.shoot(f"{name}-{language}-320")

    found = Axe().run(page)
    assert found.response["passes"]
    assert found.violations_count == 0, found.generate_report()
    assert not watched.wide()
    assert watched.foreign(site) == []
    assert [said for said in watched.complaints if "status of 4" not in said or "problem" not in name] == []


def left(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"]


def test_arabic_is_mirrored_and_time_still_runs_to_the_right(watched: Watched, site: str) -> None:
    page = settled(watched, in_language(site, "timeline", Language.ARABIC))
    years = [left(page, f".tick-name.strong:text-is('{year}')") for year in (2024, 2025)]

    assert left(page, ".brand") > left(page, ".find")
    assert left(page, ".steps thead th:first-child") > left(page, ".steps thead th:last-child")
    assert years == sorted(years)
    page.goto(in_language(site, "timeline", Language.FRENCH))
    assert left(page, ".brand") < left(page, ".find")


def test_the_explorer_speaks_the_language_and_its_panel_stands_on_the_other_side(watched: Watched, site: str) -> None:
    page = settled(watched, in_language(site, "network", Language.ARABIC))

    expect(page.get_by_role("button", name="حفظ بصيغة SVG")).to_be_visible()
    assert left(page, ".explorer .panel") < left(page, ".explorer .drawn")
    page.goto(in_language(site, "network", Language.FRENCH))
    page.wait_for_selector("html[data-ready]")
    expect(page.get_by_role("button", name="Enregistrer en SVG")).to_be_visible()
    assert left(page, ".explorer .panel") > left(page, ".explorer .drawn")


def test_the_language_is_changed_without_a_script_and_kept(watched: Watched, site: str) -> None:
    page = watched.page
    page.route("**/explorer.js", lambda route: route.abort())
    page.goto(site + PAGES["mentors"])
    page.get_by_role("link", name="العربية", exact=True).first.click()

    assert "learner=city%3Aelin" in page.url
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.goto(site + "/cities")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.get_by_role("link", name="العربية", exact=True)).to_have_attribute("aria-current", "true")
