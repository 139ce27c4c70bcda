"""What people come for, from the first page to the answer, by mouse and by keyboard alone, over the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_explorer import opened, rows

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("by", ["mouse", "keyboard"])]


@dataclass(frozen=True, slots=True)
class Hand:
    """Whoever looks, with a mouse, or with the keyboard alone: Tab, Enter, arrows and letters."""

    page: Page
    by: str

    def reach(self, wanted: Locator) -> None:
        """Tab until it has the focus; it must be reached."""
        expect(wanted).to_be_visible()
        for _ in range(250):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {wanted}")

    def take(self, wanted: Locator) -> None:
        """Follow a link, press a button, open what is folded."""
        if self.by == "mouse":
            return wanted.click()
        self.reach(wanted)
        return self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        """Type into a field, or choose from a list by its first letters."""
        if self.by == "keyboard":
            self.reach(field)
            return self.page.keyboard.type(text)
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(text)
            return None
        field.click()
        return field.fill(text)


def test_how_the_youth_council_travelled_and_that_saida_inspired_fes(watched: Watched, report: str, by: str) -> None:
    page, hand = watched.page, Hand(watched.page, by)
    page.goto(f"{report}/")
    hand.take(page.get_by_role("link", name="How did this practice travel?"))
    hand.take(page.get_by_role("link", name="Youth council", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Youth council")
    step = page.get_by_role("row").filter(has_text="Fes learned from Saida")
    hand.take(step.get_by_text("Evidence (").first)
    hand.take(step.get_by_role("link", name="This evidence").first)
    expect(page).to_have_url(re.compile("/id/evidence/"))
    expect(page.get_by_role("main")).to_contain_text("Saida")
    assert watched.complaints == []


def test_that_the_council_of_miqdadiyah_is_paused_and_why(watched: Watched, report: str, by: str) -> None:
    page, hand = watched.page, Hand(watched.page, by)
    page.goto(f"{report}/")
    hand.take(page.get_by_role("link", name="Matrix", exact=True))
    hand.take(page.locator(".matrix td.s-paused a"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Youth council in Miqdadiyah")
    expect(page.get_by_text("Reason given: The leadership of the city changed.").first).to_be_visible()
    assert watched.complaints == []


def test_a_mentor_for_a_new_member_on_online_hate_with_doubts_and_brief(watched: Watched, report: str, by: str) -> None:
    page, hand = watched.page, Hand(watched.page, by)
    page.goto(f"{report}/")
    hand.take(page.get_by_role("link", name="Find a mentor"))
    hand.take(page.get_by_text("Or a new member"))
    hand.write(page.get_by_label("Country", exact=True), "Iraq")
    hand.write(page.get_by_label("Need 1"), "Online hate and misinformation")
    hand.take(page.get_by_role("button", name="Find mentors"))
    card = page.get_by_role("article").first
    expect(card.get_by_text("What to doubt")).to_be_visible()
    hand.take(card.get_by_role("link", name="to read"))
    expect(page).to_have_url(re.compile(r"/v1/pairings/brief\?"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("a new member (Iraq)")


def test_from_a_cell_where_nothing_is_built_to_its_reasons(watched: Watched, report: str, by: str) -> None:
    page, hand = watched.page, Hand(watched.page, by)
    page.goto(f"{report}/matrix")
    hand.take(page.locator(".matrix td.s-exposed a").filter(has_text="no. 2"))
    expect(page.get_by_role("heading", name="Could it be replicated here?")).to_be_visible()
    expect(page.get_by_role("heading", name="What speaks for it")).to_be_visible()
    reason = page.get_by_role("heading", name="What speaks for it").locator("xpath=following::summary[1]")
    hand.take(reason)
    expect(reason.locator("xpath=..").get_by_role("link", name="This evidence").first).to_be_visible()
    assert watched.complaints == []


def test_time_goes_back_to_february_2024_and_the_council_of_fes_is_gone(watched: Watched, report: str, by: str) -> None:
    page = opened(watched, f"{report}/network?practice=practice:youth-council")
    assert any("Youth Council of Fes" in row for row in rows(page))
    slider, said = page.locator("#time-slider"), page.locator("#time-said")
    if by == "keyboard":
        Hand(page, by).reach(slider)
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
    else:
        box = slider.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
        page.mouse.down()
        for step in range(int(box["width"])):
            page.mouse.move(box["x"] + box["width"] - 8 - step, box["y"] + box["height"] / 2)
            if "February 2024" in said.inner_text():
                break
        page.mouse.up()
    expect(said).to_contain_text("February 2024")
    assert not any("Fes" in row for row in rows(page))
    assert "as_of=2024-02" in page.url
    assert watched.complaints == []


def test_a_slice_is_mailed_and_opened_elsewhere_without_a_connection(
    watched: Watched, chromium: Browser, report: str, tmp_path: Path, by: str
) -> None:
    page = opened(watched, f"{report}/network?kind=inspired&focus=city:fes-ma")
    shown = len(rows(page))
    with page.expect_download() as saved:
        Hand(page, by).take(page.get_by_role("link", name="Save this slice as one file"))
    saved.value.save_as(tmp_path / "slice.html")
    elsewhere = chromium.new_context(offline=True)
    alone = Watched(elsewhere.new_page())
    opened(alone, (tmp_path / "slice.html").as_uri())
    assert len(rows(alone.page)) == shown
    row = alone.page.locator("#table tbody tr").filter(has_text="Fes learned from Saida").first
    Hand(alone.page, by).take(row.locator("[data-evidence]").first)
    expect(alone.page.get_by_role("dialog").get_by_text("What it says")).to_be_visible()
    assert alone.complaints == watched.complaints == []
    elsewhere.close()
