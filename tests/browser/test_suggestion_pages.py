"""What a city could do next, and where practices could be replicated, in a real browser: by links, forms, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser


def _open(watched: Watched, address: str) -> Page:
    watched.page.goto(address)
    return watched.page


def test_from_the_start_to_a_practice_its_mentor_and_why(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/")
    page.get_by_role("link", name="What could this city do next?").click()
    page.get_by_label("City", exact=True).fill("Dalma")
    page.get_by_role("button", name="Show what it could do").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What could Dalma do next?")
    card = page.get_by_role("article").first
    practice = card.get_by_role("heading", level=3).inner_text()
    mentor = card.get_by_role("heading", level=5).first
    expect(mentor).to_be_visible()
    card.get_by_text("Evidence (").first.click()
    expect(card.get_by_role("link", name="This evidence").first).to_be_visible()
    card.get_by_role("link", name="Why, and who else").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who could mentor Dalma?")
    expect(page.get_by_label("What was asked").get_by_role("link", name=practice)).to_be_visible()


def test_from_a_city_and_from_a_practice_at_the_same_time(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/id/city/dalma?as_of=2026")
    page.get_by_role("link", name="What it could do next").click()
    expect(page).to_have_url(f"{site}/next?as_of=2026&learner=city%3Adalma")
    expect(page.get_by_role("heading", level=1)).to_have_text("What could Dalma do next?")

    page.goto(f"{site}/id/practice/youth-council?as_of=2026")
    page.get_by_role("link", name="Where it could go next").click()
    expect(page).to_have_url(f"{site}/opportunities?as_of=2026&practice=practice%3Ayouth-council")
    page.get_by_text("Change the question").click()
    expect(page.get_by_label("Practice", exact=True)).to_have_value("Youth council")
    expect(page.get_by_label("As of")).to_have_value("2026")


def test_opportunities_are_narrowed_by_the_form_and_lead_on(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/opportunities")
    rows = page.get_by_role("table", name="Opportunities:").get_by_role("row")
    many = rows.count()
    page.get_by_text("Choose a practice, theme, place or date").click()
    page.get_by_label("For one city, at most").fill("1")
    page.get_by_role("button", name="Show opportunities").click()
    expect(page.get_by_text("at most 1 for one city")).to_be_visible()
    assert 1 < rows.count() <= many

    learner = rows.nth(1).get_by_role("rowheader").get_by_role("link").inner_text()
    rows.nth(1).get_by_role("link", name="Why, and who else").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Who could mentor {learner}?")


def test_a_problem_stands_beside_its_field_and_a_suggestion_mends_it(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/next?learner=Tripoli")
    field = page.get_by_label("City", exact=True)
    expect(field).to_have_value("Tripoli")
    expect(field).to_have_attribute("aria-invalid", "true")

    page.get_by_role("link", name="Tripoli, Lebanon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What could Tripoli do next?")


def test_on_paper_with_all_evidence_and_without_the_form(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/opportunities")
    page.emulate_media(media="print")

    expect(page.get_by_text("Choose a practice, theme, place or date")).to_be_hidden()
    expect(page.locator(".chances .where").first).to_be_visible()
