"""Pages that the service makes, moved through time by their slider: each month as the service tells it as of then."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

PAGES = {
    "lineage": "/id/practice/youth-council",
    "timeline": "/timeline?city=city:fes-ma",
    "diffusion": "/diffusion?practice=practice:youth-council",
    "matrix": "/matrix",
    "arabic": "/id/practice/youth-council?lang=ar",
}
#: Everything that a page tells, but the slider itself.
TOLD = """() => [document.title, ...[...document.querySelectorAll(
    'main > :not([data-from]), footer.bottom, nav.languages')].map((part) => part.outerHTML.trim())].join('\\n')"""


def told(page: Page) -> str:
    """What a page tells once it has come to rest."""
    expect(page.locator("main[aria-busy]")).to_have_count(0)
    said: str = page.evaluate(TOLD)
    return said


def slid(watched: Watched, address: str) -> Page:
    """The page, with the hand on its slider."""
    page = watched.page
    page.goto(address)
    page.locator("#time-slider").focus()
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_month_shows_what_the_page_of_that_month_shows(watched: Watched, report: str, name: str) -> None:
    page = slid(watched, report + PAGES[name])
    everything = told(page)
    shown = {}
    for key in ("Home", "ArrowRight", "ArrowRight", "PageUp", "PageUp"):
        page.keyboard.press(key)
        shown[page.url] = told(page)
        assert page.evaluate("document.activeElement.id") == "time-slider"
    page.keyboard.press("End")
    assert told(page) == everything
    assert "as_of" not in page.url

    assert len({everything, *shown.values()}) > 2
    beside = page.context.new_page()
    for address, said in shown.items():
        assert "as_of=" in address
        beside.goto(address)
        assert told(beside) == said
        assert beside.locator("#time-said").inner_text() != "everything that is known"
    assert watched.complaints == []


def test_the_council_of_fes_is_gone_in_february_2024_and_comes_back_with_the_back_button(
    watched: Watched, report: str
) -> None:
    page = slid(watched, f"{report}/id/practice/youth-council")
    council = page.get_by_role("article").filter(has_text="Youth Council of Fes")
    expect(council).to_have_count(1)
    said = page.locator("#time-said")
    for _ in range(240):
        page.keyboard.press("ArrowLeft")
        if "February 2024" in said.inner_text():
            break
    expect(said).to_have_text("what was certainly so by the end of February 2024")
    expect(council).to_have_count(0)
    expect(page).to_have_url(f"{report}/id/practice/youth-council?as_of=2024-02")
    page.go_back()
    expect(said).to_have_text("what was certainly so by the end of March 2024")
    page.reload()
    expect(said).to_have_text("what was certainly so by the end of March 2024")
    page.locator("#time-slider").focus()
    page.keyboard.press("End")
    expect(council).to_have_count(1)


def test_it_plays_until_somebody_reads(watched: Watched, report: str) -> None:
    page = slid(watched, f"{report}{PAGES['timeline']}")
    page.keyboard.press("Home")
    first = told(page)
    page.get_by_role("button", name="Play").click()
    said = page.locator("#time-said")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    began = said.inner_text()
    expect(said).not_to_have_text(began)
    page.locator("main a").last.focus()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    rests = said.inner_text()
    page.wait_for_timeout(1500)

    assert said.inner_text() == rests
    assert "as_of=" in page.url
    assert told(page) != first


def test_who_wants_less_motion_moves_it_by_hand(watched: Watched, report: str) -> None:
    watched.page.emulate_media(reduced_motion="reduce")
    page = slid(watched, f"{report}{PAGES['timeline']}")

    expect(page.locator("#time-slider")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_hidden()


def test_of_many_months_passed_the_last_is_shown_and_few_are_asked_for(watched: Watched, report: str) -> None:
    """While a month is fetched those that are passed are not; one that was there is not asked for again."""
    page = slid(watched, f"{report}{PAGES['diffusion']}")
    fetched: list[str] = []
    held = threading.Event()

    def slowly(route: Route) -> None:
        fetched.append(route.request.url)
        held.wait(0.3)
        route.continue_()

    page.route("**/diffusion?*as_of*", slowly)
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    wanted = page.url
    last = told(page)
    page.keyboard.press("ArrowRight")
    told(page)
    before = list(fetched)
    page.keyboard.press("ArrowLeft")

    assert told(page) == last
    assert fetched == before
    assert fetched.count(wanted) == 1
    assert len(fetched) < 15


def test_a_month_that_cannot_be_fetched_is_told_and_what_was_there_stays(watched: Watched, report: str) -> None:
    page = slid(watched, f"{report}{PAGES['lineage']}")
    before = told(page)
    page.route("**/id/practice/**", lambda route: route.abort())
    page.keyboard.press("ArrowLeft")

    expect(page.locator("#time-said")).to_have_text("This month could not be fetched. Move the slider again.")
    assert told(page) == before
    page.unroute("**/id/practice/**")
    page.keyboard.press("Home")
    expect(page.locator("#time-said")).to_contain_text("by the end of January")
    assert told(page) != before


def test_a_later_page_of_rows_is_left_and_the_revision_that_is_looked_at_kept(watched: Watched, report: str) -> None:
    page = slid(watched, f"{report}/matrix?limit=3&known_at=1&lang=fr")
    page.get_by_role("link", name="Pratiques suivantes").click()
    assert "after=" in page.url
    page.locator("#time-slider").focus()
    page.keyboard.press("ArrowLeft")
    told(page)

    assert "after=" not in page.url
    for kept in ("limit=3", "known_at=1", "lang=fr", "as_of="):
        assert kept in page.url
    assert watched.complaints == []


def test_where_somebody_has_scrolled_to_stays(watched: Watched, report: str) -> None:
    """A wide matrix is scrolled across; the slider stays under the hand."""
    watched.page.set_viewport_size({"width": 800, "height": 500})
    page = slid(watched, f"{report}/matrix")
    page.locator(".scroll").first.evaluate("region => { region.scrollLeft = 120; }")
    high = page.locator("#time-slider").evaluate("slider => slider.getBoundingClientRect().top")
    page.keyboard.press("ArrowLeft")
    told(page)

    assert page.locator(".scroll").first.evaluate("region => region.scrollLeft") == 120
    assert abs(page.locator("#time-slider").evaluate("slider => slider.getBoundingClientRect().top") - high) < 2
