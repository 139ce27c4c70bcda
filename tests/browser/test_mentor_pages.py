"""Finding a mentor in a real browser: from the start page, from a city, by the form, and on paper. No script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

ANSWER = "/mentors?learner=city:elin&practice=practice:youth-council"


def _open(watched: Watched, address: str) -> Page:
    watched.page.goto(address)
    return watched.page


def test_from_the_start_to_the_evidence_of_a_mentor(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/")
    page.get_by_role("link", name="Find a mentor").click()
    page.get_by_label("A city that is in here").fill("Elin")
    page.get_by_label("Practice", exact=True).fill("youth council")
    page.get_by_role("button", name="Find mentors").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Who could mentor Elin?")
    arda = page.get_by_role("article", name="Arda")
    expect(arda.get_by_text("The learner has learned from it before").first).to_be_visible()
    expect(arda.get_by_text("What it knows is the broader practice, not the one asked for.").first).to_be_visible()
    arda.get_by_text("Evidence (").first.click()
    arda.get_by_role("link", name="This evidence").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Elin made a council after Arda's example.")


def test_from_a_city_and_from_a_practice(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/id/city/elin?as_of=2026")
    page.get_by_role("link", name="Who could mentor it").click()
    expect(page).to_have_url(f"{site}/mentors?as_of=2026&learner=city%3Aelin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who could mentor Elin?")

    page.goto(f"{site}/id/practice/youth-council")
    page.get_by_role("link", name="Find a mentor for it").click()
    expect(page.get_by_label("Practice", exact=True)).to_have_value("Youth council")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_text("Now say who looks for a mentor")).to_be_visible()


def test_a_new_member_is_described_and_the_question_changed(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/mentors")
    page.get_by_text("Or a new member").click()
    page.get_by_label("Country").select_option("Iraq")
    page.get_by_label("Inhabitants, about").fill("90,000")
    page.get_by_label("Need 1").fill("Youth participation")
    page.get_by_role("button", name="Find mentors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who could mentor this new member?")
    expect(page.get_by_role("article", name="Arda")).to_be_visible()

    page.get_by_text("Change the question").click()
    expect(page.get_by_label("Need 1")).to_have_value("Youth participation")
    page.get_by_text("More conditions").click()
    page.get_by_role("group", name="Do not look in").get_by_label("Western Asia").check()
    page.get_by_role("button", name="Find mentors").click()
    expect(page.get_by_role("article", name="Arda")).to_have_count(0)
    expect(page.get_by_text("Lies where you would rather not look: Arda")).to_be_visible()


def test_a_problem_stands_beside_its_field_and_a_suggestion_mends_it(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/mentors?learner=Tripoli&practice=practice:youth-council")
    field = page.get_by_label("A city that is in here")
    expect(field).to_have_value("Tripoli")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        re.compile("'Tripoli' is the name of 2 things. Did you mean: Tripoli, Lebanon or Tripoli, Libya")
    )

    page.get_by_role("link", name="Tripoli, Lebanon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who could mentor Tripoli?")
    page.get_by_text("Change the question").click()
    expect(page.get_by_label("A city that is in here")).to_have_value("Tripoli, Lebanon")
    page.get_by_role("button", name="Find mentors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who could mentor Tripoli?")


def test_where_nobody_is_there_is_a_way_on(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}{ANSWER}&as_of=2015")
    expect(page.get_by_text("Insufficient evidence: by the end of 2015")).to_be_visible()
    page.get_by_role("link", name="Ask the same of all that is known").click()

    expect(page.get_by_role("article", name="Arda")).to_be_visible()


def test_on_paper_with_all_evidence_and_without_the_form(watched: Watched, site: str) -> None:
    page = _open(watched, site + ANSWER)
    page.emulate_media(media="print")

    expect(page.get_by_text("Change the question")).to_be_hidden()
    expect(page.get_by_role("article", name="Arda").locator(".where").first).to_be_visible()
