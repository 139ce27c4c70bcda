"""The pages in a real browser: two journeys, every kind of page wide and narrow, axe, nothing from elsewhere."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

PAGES = {
    "start": "/",
    "practices": "/practices",
    "cities": "/cities",
    "missing": "/missing",
    "search": "/search?q=arda",
    "search-nothing": "/search?q=zzzz",
    "practice": "/id/practice/youth-council",
    "practice-then": "/id/practice/youth-council?as_of=2024-10",
    "city": "/id/city/arda",
    "institution": "/id/institution/hub",
    "engagement": "/id/engagement/exchange",
    "implementation": "/id/implementation/elin-council",
    "country": "/id/country/ma",
    "evidence": "/id/evidence/council",
    "network": "/network",
    "network-around": "/network?focus=city:bela&more=city:elin",
    "network-filtered": "/network?practice=practice:youth-council&kind=flow&as_of=2025",
    "network-nothing": "/network?as_of=2001",
    "network-problem": "/network?country=zzz",
    "network-file": "/v1/views/network.html",
    "network-slice": "/v1/views/explorer.html",
    "map": "/map",
    "map-around": "/map?focus=city:bela&more=city:elin",
    "map-nothing": "/map?as_of=2001",
    "map-problem": "/map?country=zzz",
    "map-slice": "/v1/views/explorer.html?view=map",
    "docs": "/docs",
    "ontology": "/ontology",
    "sparql": "/sparql",
    "sparql-rows": "/sparql?query=SELECT+%3Fs+%3Fname+%7B+%3Fs+atlas%3Aname+%3Fname+%7D",
    "sparql-statements": "/sparql?query=CONSTRUCT+%7B+%3Fs+a+%3Fc+%7D+%7B+%3Fs+a+%3Fc+%7D+LIMIT+20",
    "sparql-truth": "/sparql?query=ASK+%7B%7D",
    "sparql-problem": "/sparql?query=SELECT+nothing",
    "preview": "/v1/reconcile/preview?id=city:arda",
    "preview-practice": "/v1/reconcile/preview?id=practice:youth-council",
    "earlier-list": "/cities?known_at=1",
    "earlier-thing": "/id/city/arda?known_at=1&as_of=2025",
    "mentors-empty": "/mentors",
    "mentors": "/mentors?learner=city:elin&practice=practice:youth-council&near=true&prefer=western-asia",
    "mentors-new": "/mentors?country=iq&population=90+000&need=theme:youth&need=practice:youth-council&language=Arabic",
    "mentors-nobody": "/mentors?learner=city:dalma&practice=practice:youth-council&as_of=2015",
    "mentors-wants-nothing": "/mentors?learner=city:arda",
    "mentors-problem": "/mentors?learner=Tripoli&practice=practice:youth-council",
    "mentors-problem-region": "/mentors?learner=city:elin&prefer=asia&avoid=asia",
    "mentors-problem-need": "/mentors?country=iq&need=zzz",
    "next-empty": "/next",
    "next": "/next?learner=city:dalma",
    "next-nothing": "/next?learner=city:elin",
    "next-not-by-then": "/next?learner=city:dalma&as_of=2010",
    "next-problem": "/next?learner=Tripoli",
    "algorithms": "/algorithms",
    "next-problem-history": "/next?learner=city:dalma&algorithm=explainable-hazard",
    "opportunities": "/opportunities?per_city=10&per_practice=10",
    "opportunities-nothing": "/opportunities?country=Morocco&as_of=2010",
    "opportunities-problem": "/opportunities?region=asi&per_city=2",
    "matrix": "/matrix",
    "matrix-countries": "/matrix?columns=countries&theme=theme:youth",
    "matrix-pages": "/matrix?limit=1&columns_limit=2",
    "matrix-nothing": "/matrix?country=Libya&theme=theme:youth&practice=practice:youth-council&region=europe",
    "matrix-problem": "/matrix?practice=Tripoli&columns=rows",
    "cell": "/matrix/cell?practice=practice:youth-council&city=city:dalma",
    "cell-there": "/matrix/cell?practice=practice:youth-council&city=city:elin",
    "cell-empty": "/matrix/cell?practice=practice:youth-council&city=city:bela",
    "cell-country": "/matrix/cell?practice=practice:youth-council&country=country:ma",
    "cell-then": "/matrix/cell?practice=practice:youth-council&city=city:elin&as_of=2015",
    "timeline-empty": "/timeline",
    "timeline": "/timeline?city=city:elin",
    "timeline-undated": "/timeline?city=city:dalma",
    "timeline-then": "/timeline?city=city:elin&as_of=2015",
    "timeline-problem": "/timeline?city=Tripoli",
    "diffusion-empty": "/diffusion",
    "diffusion": "/diffusion?practice=practice:youth-council&by=year",
    "diffusion-months": "/diffusion?practice=practice:youth-engagement",
    "diffusion-then": "/diffusion?practice=practice:youth-council&as_of=2015",
    "diffusion-problem": "/diffusion?practice=zzz&by=day",
    "problem-date": "/id/city/arda?as_of=nonsense",
    "problem": "/id/city/nowhere",
}


def settled(watched: Watched, address: str) -> Page:
    """The page, with the picture drawn where it has one."""
    page = watched.page
    page.goto(address)
    if any(view in address for view in ("network", "explorer", "/map")) and "zzz" not in address:
        page.wait_for_selector("html[data-ready]")
    return page


def open_all(page: Page) -> None:
    """Opens all details."""
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")


@pytest.mark.parametrize("name", PAGES)
def test_each_kind_of_page(watched: Watched, site: str, name: str) -> None:
    """Nothing from elsewhere, no complaint, no sideways scrolling, no violation: wide and narrow, details open."""
    page = settled(watched, site + PAGES[name])
    open_all(page)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        if page.locator("[data-view]").count():  # a picture is placed by the width that there is at the start
            page = settled(watched, site + PAGES[name])
            open_all(page)
        watched.shoot(f"{name}-{width}")
        found = Axe().run(page)
        assert found.response["passes"]
        assert found.violations_count == 0, f"{width}: {found.generate_report()}"
        assert not watched.wide(), width
    assert watched.foreign(site) == []
    refused = [said for said in watched.complaints if "status of 4" not in said or "problem" not in name]
    assert refused == []


def test_by_mouse_from_the_start_to_the_evidence(watched: Watched, site: str) -> None:
    """Start → practice → lineage → evidence."""
    page = settled(watched, f"{site}/")
    page.get_by_role("link", name="Youth council").first.click()
    expect(page.get_by_role("heading", name="How it travelled")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Elin learned from Arda")
    row.get_by_text("Evidence (1)").click()
    expect(row.get_by_text("Elin made a council after Arda's example.").first).to_be_visible()
    row.get_by_role("link", name="This evidence").click()

    expect(page).to_have_url(f"{site}/id/evidence/council")
    expect(page.get_by_role("heading", level=1)).to_have_text("Elin made a council after Arda's example.")


def test_by_keyboard_from_the_start_to_the_evidence(watched: Watched, site: str) -> None:
    """Search → practice → lineage → evidence, and never the mouse."""
    page = settled(watched, f"{site}/")
    _tab_to(page, "q")
    page.keyboard.type("youth council")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=youth+council")
    _tab_to(page, "Youth council")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/practice/youth-council")
    _tab_to(page, "Evidence (1) for: Elin learned from Arda")
    page.keyboard.press("Enter")
    _tab_to(page, "This evidence")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/evidence/*")

    expect(page.get_by_role("heading", level=1)).to_have_text("Elin made a council after Arda's example.")


def _tab_to(page: Page, start: str) -> None:
    """Tabs on until something that starts with this text, or has this name, has the focus, and shows it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        found: str = page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        if found.startswith(start):
            outline: str = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    pytest.fail(f"nothing that starts with {start!r} can be reached by keyboard")


def test_a_date_in_the_past_by_the_form(watched: Watched, site: str) -> None:
    """The address holds the whole state; going back shows everything again."""
    page = settled(watched, f"{site}/id/practice/youth-council")
    page.get_by_label("As of").fill("2024-10")
    page.get_by_role("button", name="Show").click()

    expect(page).to_have_url(f"{site}/id/practice/youth-council?as_of=2024-10")
    expect(page.get_by_text("Dalma learned from Arda").first).to_be_visible()
    expect(page.get_by_text("Elin learned from Arda")).to_have_count(0)
    expect(page.get_by_label("As of")).to_have_value("2024-10")
    page.get_by_role("link", name="Show everything").click()
    expect(page.get_by_text("Elin learned from Arda").first).to_be_visible()


def test_arabic_names_show(watched: Watched, site: str) -> None:
    """On the page, found by search, marked as Arabic."""
    page = settled(watched, f"{site}/search?q=أردة")
    page.get_by_role("link", name="Arda").click()

    name = page.locator('span[lang="ar"]')
    expect(name).to_have_text("أردة")
    expect(name).to_be_visible()


@pytest.mark.parametrize("path", [PAGES["practice"], PAGES["city"], PAGES["mentors"], PAGES["mentors-empty"],
                                  PAGES["next"], PAGES["opportunities"], PAGES["matrix"], PAGES["timeline"],
                                  PAGES["diffusion"], PAGES["cell"], PAGES["map"]])  # fmt: skip
def test_targets_are_large_enough(watched: Watched, site: str, path: str) -> None:
    """Buttons, fields, summaries and menu entries: 24 pixels at least, on a narrow screen too."""
    watched.page.set_viewport_size({"width": 320, "height": 900})
    page = settled(watched, site + path)
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, input:not([type="hidden"]), select, summary, nav a, .go a')]
        .filter((item) => item.checkVisibility())  // what is not there to be hit need not be large
        .map((item) => [item.textContent.slice(0, 30), item.getBoundingClientRect()])
        .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""
    )

    assert small == []
