"""The matrix in a real browser: by keyboard from a cell to its reasons, headings that stay, lists where narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.bench.synthetic import Size, dataset, tables
from tests.browser.conftest import Watched, served

pytestmark = pytest.mark.browser

#: Milliseconds of work on the main thread until the matrix is shown.
_LIMIT = 300


def _open(watched: Watched, address: str) -> Page:
    watched.page.goto(address)
    return watched.page


def test_by_keyboard_from_the_start_to_why_a_council_is_paused(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.closest('td') || {}).className") == "s-paused":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/matrix/cell**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Youth council in Iraq")
    page.get_by_role("link", name="More of Dalma").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Youth council in Dalma")

    expect(page.get_by_text("The mayor changed.", exact=True)).to_be_visible()
    page.get_by_text("Evidence (").first.press("Enter")
    expect(page.get_by_role("link", name="This evidence").first).to_be_visible()


def test_from_an_exposed_cell_to_its_mentors_and_the_brief(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/matrix")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Youth engagement"))
    row.get_by_role("link", name="exposed").first.click()
    expect(page.get_by_role("heading", name="Could it be replicated here?")).to_be_visible()
    card = page.get_by_role("article").first
    expect(card.get_by_text("Why it could")).to_be_visible()
    expect(card.get_by_text("What to doubt")).to_be_visible()
    card.get_by_role("link", name="to read").click()
    expect(page).to_have_url(re.compile(r"/v1/pairings/brief\?"))


def test_an_empty_cell_leads_to_whether_it_could_be_filled(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/matrix")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Youth engagement"))
    row.get_by_role("link", name="unknown", exact=True).first.click()

    expect(page.get_by_text("No source here says anything of it. Unknown is not the same as no.")).to_be_visible()
    expect(page.get_by_role("heading", name="Could it be replicated here?")).to_be_visible()


def test_a_date_in_the_past_takes_the_council_away(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/matrix")
    expect(page.locator("td.s-adopted")).to_have_count(1)
    page.get_by_text("Choose a practice, theme, place, state or date").click()
    page.get_by_label("As of").fill("2024-02")
    page.get_by_role("button", name="Show the matrix").click()

    expect(page.locator("td.s-adopted")).to_have_count(0)
    expect(page.get_by_label("What was asked").get_by_text("2024-02-29")).to_be_visible()


def test_lists_first_where_it_is_narrow(watched: Watched, site: str) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 900})
    page = _open(watched, f"{site}/matrix")

    expect(page.locator("table.matrix")).to_be_hidden()
    council = page.locator(".by-practice > li").filter(has_text="Youth council").first
    expect(council.get_by_role("link", name="Elin")).to_be_visible()
    expect(council.get_by_text("paused")).to_be_visible()


def test_the_table_says_of_each_cell_whose_it_is(watched: Watched, site: str) -> None:
    page = _open(watched, f"{site}/matrix")
    table = page.get_by_role("table", name="Practices by cities")

    assert table.get_by_role("columnheader").count() == 7
    assert table.get_by_role("rowheader").count() == 2
    assert table.get_by_role("cell").count() == 12


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over 300 cities and 60 practices, every sixth cell of which holds something."""
    with served(tmp_path_factory.mktemp("large"), dataset(tables(Size(cities=300, practices=60, flows=3000)))) as site:
        yield site


@pytest.mark.alone
def test_300_columns_by_60_rows_are_shown_at_once(watched: Watched, large: str) -> None:
    """The least work of several tries: what else the machine does is no work of the page."""
    page, spent = watched.page, []
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for _ in range(5):
        before = _work(session.send("Performance.getMetrics"))
        page.goto(f"{large}/matrix?columns=cities&columns_limit=300")
        spent.append(_work(session.send("Performance.getMetrics")) - before)

    assert page.locator("td").count() == 18_000
    assert min(work for work in spent if work > 0) < _LIMIT, spent


def _work(told: dict[str, list[dict[str, float]]]) -> float:
    return 1000 * sum(item["value"] for item in told["metrics"] if str(item["name"]) == "TaskDuration")


def test_headings_stay_while_the_matrix_is_scrolled(watched: Watched, large: str) -> None:
    page = _open(watched, f"{large}/matrix?columns=cities&columns_limit=300")
    region = page.get_by_role("region", name="Practices by cities")
    region.evaluate("item => item.scrollTo(5000, 900)")
    frame, corner = region.bounding_box(), page.locator(".matrix thead th").first.bounding_box()
    row = page.locator(".matrix tbody tr:nth-child(30) th").bounding_box()

    assert frame
    assert corner
    assert row
    assert abs(corner["x"] - frame["x"]) < 3
    assert abs(corner["y"] - frame["y"]) < 3
    assert abs(row["x"] - frame["x"]) < 3
    assert not watched.wide()
