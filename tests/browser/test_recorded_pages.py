"""Recorded pairings and what to follow up, in a real browser: wide and narrow, axe, and from the start to a history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from practice_atlas.api.store import open_store
from tests.browser.conftest import Watched, served
from tests.support.pairing import network
from tests.support.recorded import ANN, move, proposal

pytestmark = pytest.mark.browser

PAGES = {
    "pairings": "/pairings",
    "pairings-none": "/pairings?stage=declined&learner=city:quiet",
    "pairings-problem": "/pairings?learner=Atlantis",
    "pairings-problem-stage": "/pairings?stage=married",
    "pairing": "/pairings/{id}",
    "pairing-problem": "/pairings/pairing-0",
    "follow-up": "/follow-up?months=1",
    "follow-up-city": "/follow-up?city=city:lina",
    "follow-up-nothing": "/follow-up?months=120&what=pairing",
    "follow-up-problem": "/follow-up?months=0",
    "mentors-paired": "/mentors?learner=city:lina&practice=practice:youth-council",
    "next-paired": "/next?learner=city:lina",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service over the small network, with an agreed pairing and one that led to something."""
    folder = tmp_path_factory.mktemp("browser")
    with served(folder, network()) as address, open_store(f"sqlite:{folder / 'graph' / 'store.sqlite'}") as store:
        agreed = store.pairings.propose(proposal(day=date(2024, 1, 1)), by=ANN)
        store.pairings.move(agreed.id, move("agreed", date(2024, 2, 1)), by=ANN)
        led = store.pairings.propose(proposal("city:quiet", "city:omid", day=date(2022, 1, 1)), by=ANN)
        for stage in (move("agreed", date(2022, 2, 1)), move("under-way", date(2022, 3, 1))):
            store.pairings.move(led.id, stage, by=ANN)
        store.pairings.move(led.id, move("led-to", date(2023, 6, 1), "engagement:day"), by=ANN)
        PAGES["pairing"] = f"/pairings/{led.id}"
        yield address


def _open(watched: Watched, address: str) -> Page:
    watched.page.goto(address)
    return watched.page


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", PAGES)
def test_each_page(watched: Watched, site: str, name: str, width: int) -> None:
    """Nothing from elsewhere, no complaint, no sideways scrolling, no violation; details opened too."""
    watched.page.set_viewport_size({"width": width, "height": 900})
    page = _open(watched, site + PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    watched.shoot(f"recorded-{name}-{width}")

    found = Axe().run(page)
    assert found.response["passes"]
    assert found.violations_count == 0, found.generate_report()
    assert not watched.wide()
    assert watched.foreign(site) == []
    refused = [said for said in watched.complaints if "status of 4" not in said or "problem" not in name]
    assert refused == []


def test_from_the_start_to_the_history_of_a_pairing(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/")
    page.get_by_role("link", name="What to follow up").click()
    row = page.get_by_role("row").filter(has_text="Nour and Lina agreed that Lina learns about Youth council")
    expect(row.get_by_text("Ask Lina and Nour.")).to_be_visible()
    expect(row.get_by_text("1 February 2024")).to_be_visible()
    row.get_by_role("link", name="Its history, and what may follow").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Lina with Nour")
    expect(page.get_by_role("row").filter(has_text="Proposed")).to_contain_text("1 January 2024")
    expect(page.get_by_text("practice-atlas pairing move pairing-").first).to_be_visible()
    page.get_by_role("link", name="all recorded pairings").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recorded pairings")


def test_a_mentor_that_is_paired_already_is_told_as_such(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}{PAGES['mentors-paired']}")

    expect(page.get_by_role("article", name="Nour")).to_have_count(0)
    expect(page.get_by_text("Paired with the learner for this already: Nour")).to_be_visible()
    going = page.get_by_role("region", name="Already proposed, agreed or under way")
    expect(going).to_contain_text("Nour and Lina agreed that Lina learns about Youth council, since 1 February 2024")
    going.get_by_role("link", name="How to record it").click()
    expect(page.get_by_role("heading", name="How to record one")).to_be_visible()


def test_the_list_is_narrowed_by_the_form(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/pairings")
    page.get_by_text("Choose a city, practice or stage").click()
    page.get_by_label("Who mentors").fill("Omid")
    page.get_by_label("How it stands").select_option("led to something")
    page.get_by_role("button", name="Show pairings").click()

    rows = page.get_by_role("table", name="Recorded pairings: what").get_by_role("row")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text("Quiet learned from Omid about Youth council; it led to A day together.")
