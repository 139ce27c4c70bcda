"""The explorer in a real Chromium: what it shows is what the service says, by mouse and by keyboard, online and off."""

from __future__ import annotations

import html as markup
import re
from pathlib import Path
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from tests.browser.conftest import Watched, served
from tests.support.sample import learners
from tests.visualisations.hostile import HOSTILE

pytestmark = pytest.mark.browser


def opened(watched: Watched, address: str) -> Page:
    """The page, with its picture drawn."""
    watched.page.goto(address)
    watched.page.wait_for_selector("html[data-ready]")
    return watched.page


def rows(page: Page) -> list[str]:
    """The table's rows as text."""
    return page.locator("#table tbody tr").all_inner_texts()


def click_each(page: Page | FrameLocator) -> int:
    """How many marks there are, once each was clicked and the panel told of it."""
    many = page.locator(".mark").count()
    for mark in range(many):
        page.locator(".mark").nth(mark).dispatch_event("click")
        assert page.locator(".panel h2").inner_text()
    return many


def drawn(page: Page) -> tuple[int, int]:
    """How many marks and lines the picture has."""
    return page.locator(".mark").count(), page.locator(".line").count()


SLICES = [
    "",
    "?focus=city:fes-ma",
    "?focus=practice:youth-council",
    "?focus=city:sabha-ly&more=city:amman-jo",
    "?kind=flow",
    "?kind=inspired&region=northern-africa",
    "?theme=theme:youth-participation&as_of=2024",
    "?country=country:iq&grade=C",
    "?practice=practice:youth-engagement&as_of=2024-10",
    "?partner=institution:strong-cities-mena-hub&kind=flow",
    "?stage=adopted",
    "?stage=piloting&as_of=2025-06&theme=theme:crisis-management",
    "?from=Saida&to=Halabja",
    "?from=city:sabha-ly&to=city:tel-afar-iq&kind=support&respect_time=true&limit=10",
    "?as_of=1990",
]


@pytest.mark.parametrize("query", SLICES)
def test_picture_table_and_service_show_the_same(watched: Watched, report: str, query: str) -> None:
    """The rows that the service writes without a script are those that the explorer writes and draws."""
    with urlopen(f"{report}/network{query}") as answer:  # noqa: S310
        text = answer.read().decode()
    written = re.findall(r'<tr class="row-[a-z]+">(.*?)</tr>', text, re.DOTALL)
    plain = [re.sub(r"\s+", " ", markup.unescape(re.sub(r"<[^>]+>", " ", row))).strip() for row in written]
    page = opened(watched, f"{report}/network{query}")
    shown = [re.sub(r"\s+", " ", row).strip() for row in rows(page)]
    ready = page.get_attribute("html", "data-ready")

    assert shown == plain
    assert ready == f"{drawn(page)[0]} {drawn(page)[1]}" == f"{drawn(page)[0]} {len(shown)}"
    assert f"{drawn(page)[0]} of " in page.locator(".shown").inner_text()
    assert (page.locator(".empty").is_visible()) == (not drawn(page)[0])
    assert watched.complaints == []


def test_by_mouse_to_the_evidence_that_one_city_inspired_another(watched: Watched, report: str) -> None:
    """Choose a city in the picture, read whom it learned from, open the evidence, close it again."""
    page = opened(watched, f"{report}/network?kind=inspired")
    page.get_by_role("button", name="Fes, City in Morocco").click()
    panel = page.locator(".panel")
    expect(panel.get_by_role("heading", level=2)).to_have_text("Fes")
    told = panel.get_by_role("listitem").filter(has_text="Fes learned from Saida")
    told.locator("[data-evidence]").first.click()
    drawer = page.get_by_role("dialog", name="Evidence")

    expect(drawer.get_by_role("heading", name="What it says")).to_be_visible()
    expect(drawer.get_by_role("link", name="Middle East & North Africa Regional Impact")).to_be_visible()
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    assert watched.complaints == []


def test_by_keyboard_alone_to_the_same_evidence(watched: Watched, report: str) -> None:
    """Tab to the picture, arrows to a city, Enter, Tab to its evidence, Enter."""
    page = opened(watched, f"{report}/network?kind=inspired&focus=city:fes-ma")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('mark')"):
            break
    names = {page.evaluate("document.activeElement.getAttribute('aria-label')")}
    for key in ("ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft") * 4:
        if "Fes, City in Morocco" in names:
            break
        page.keyboard.press(key)
        names = {page.evaluate("document.activeElement.getAttribute('aria-label')")}
    assert names == {"Fes, City in Morocco"}
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-heading"
    for _ in range(20):
        page.keyboard.press("Tab")
        if "Fes learned from Saida" in (page.evaluate("document.activeElement.getAttribute('aria-label')") or ""):
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog").get_by_text("What it says")).to_be_visible()
    page.keyboard.press("Escape")
    assert "Saida" in (page.evaluate("document.activeElement.getAttribute('aria-label')") or "")


def test_time_dragged_back_takes_away_what_was_not_yet_so(watched: Watched, report: str) -> None:
    """In February 2024 nothing was known of Fes and Saida; each step is well below what people notice."""
    page = opened(watched, f"{report}/network")
    assert any("Fes learned from Saida" in row for row in rows(page))
    slider = page.locator("#time-slider")
    slider.focus()
    page.keyboard.press("Home")
    first = page.locator("#time-said").inner_text()

    assert "by the end of" in first
    assert not any("Fes learned from Saida" in row for row in rows(page))
    assert float(page.get_attribute("html", "data-took") or "1000") < 100
    assert drawn(page)[1] == len(rows(page))
    page.keyboard.press("End")
    expect(page.locator("#time-said")).to_have_text("everything that is known")
    assert any("Fes learned from Saida" in row for row in rows(page))


def test_the_address_holds_everything_and_the_back_button_works(watched: Watched, report: str) -> None:
    """Filter, focus, expand; the same address shows the same again; back and undo go back."""
    page = opened(watched, f"{report}/network")
    everything = rows(page)
    page.get_by_label("Kind", exact=True).select_option("inspired")
    page.get_by_role("button", name="Fes, City in Morocco").click()
    page.get_by_role("button", name="Show what is around it").click()
    page.get_by_role("button", name="Show all that is beside it").click()
    address, shown = page.url, rows(page)
    assert "kind=inspired" in address
    assert "focus=city%3Afes-ma" in address
    assert "more=city%3Afes-ma" in address

    again = opened(watched, address)
    assert rows(again) == shown
    expect(again.get_by_label("Kind", exact=True)).to_have_value("inspired")
    expect(again.get_by_label("Around", exact=True)).to_have_value("Fes")
    fresh = opened(watched, f"{report}/network")
    fresh.get_by_label("Kind", exact=True).select_option("adapted")
    assert rows(fresh) != everything
    fresh.go_back()
    expect(fresh.locator("#table tbody tr")).to_have_count(len(everything))
    fresh.get_by_label("Country", exact=True).select_option("country:ma")
    fresh.get_by_role("button", name="Undo").click()
    expect(fresh.locator("#table tbody tr")).to_have_count(len(everything))
    assert watched.complaints == []


def test_a_slice_that_is_mailed_opens_offline(
    watched: Watched, report: str, context: BrowserContext, tmp_path: Path
) -> None:
    """From the disk, without a connection: picture, panel and evidence, and not a word of what was not shown."""
    page = opened(watched, f"{report}/network?kind=inspired&focus=city:fes-ma")
    shown, marks = rows(page), drawn(page)
    link = page.get_by_role("link", name="Save this slice as one file").evaluate("link => link.href")
    with urlopen(link) as answer:  # noqa: S310
        file = tmp_path / "slice.html"
        file.write_bytes(answer.read())
    context.set_offline(True)
    alone = opened(watched, file.as_uri())

    assert [re.sub(r"\s+", " ", row) for row in rows(alone)] == [re.sub(r"\s+", " ", row) for row in shown]
    assert drawn(alone) == marks
    assert "Amman" not in file.read_text(encoding="utf-8").partition("<script>")[0]
    alone.get_by_role("button", name="Fes, City in Morocco").click()
    alone.locator(".panel [data-evidence]").first.click()
    expect(alone.get_by_role("dialog").get_by_text("What it says")).to_be_visible()
    alone.keyboard.press("Escape")
    assert Axe().run(alone).violations_count == 0
    assert watched.foreign(report) == [file.as_uri()]
    assert watched.complaints == []
    assert len(file.read_bytes()) < 600_000


def test_it_works_in_a_frame_without_an_address(watched: Watched, report: str) -> None:
    """As a notebook shows it: in a sandboxed frame whose document is given as text."""
    with urlopen(f"{report}/v1/views/explorer.html?kind=flow") as answer:  # noqa: S310
        text = answer.read().decode()
    watched.page.set_content(
        f'<iframe sandbox="allow-scripts" width="900" height="900" srcdoc="{markup.escape(text)}"></iframe>'
    )
    frame = watched.page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    frame.locator(".mark").first.click()

    assert frame.locator(".panel h2").inner_text()
    assert watched.complaints == []


def test_without_a_script_the_table_is_there(chromium: Browser, report: str) -> None:
    """And the form asks the service."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{report}/network")
    page.get_by_label("Kind", exact=True).select_option("inspired")
    page.get_by_role("button", name="Show", exact=True).click()

    assert "kind=inspired" in page.url
    assert page.locator("#table tbody tr").count() > 0
    assert all("inspired" in row or "built" in row for row in rows(page))
    expect(page.get_by_text("The picture needs a script")).to_be_visible()


def test_hostile_names_are_text_in_picture_panel_and_file(
    watched: Watched, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """Every text of the corpus as the name of a city; nothing runs, wherever it is shown."""
    watched.page.on("dialog", lambda _: watched.complaints.append("a script of the data ran"))
    with served(tmp_path_factory.mktemp("hostile"), learners(HOSTILE)) as address:
        page = opened(watched, f"{address}/network")
        assert click_each(page) > len(HOSTILE)
        shown = re.sub(r"\s+", " ", page.locator("#table").inner_text())
        assert [text for text in HOSTILE if re.sub(r"\s+", " ", text).strip() not in shown] == []
        with urlopen(f"{address}/v1/views/explorer.html") as answer:  # noqa: S310
            (tmp_path / "slice.html").write_bytes(answer.read())
        opened(watched, (tmp_path / "slice.html").as_uri())
        assert watched.page.locator("#table tbody tr").count() > len(HOSTILE)
    assert watched.complaints == []


def test_a_network_that_cannot_be_fetched_says_so(watched: Watched, report: str) -> None:
    """And can be asked for again."""
    page = watched.page
    page.route("**/v1/views/network*", lambda route: route.abort())
    page.goto(f"{report}/network")
    page.wait_for_selector("html[data-ready=failed]")
    expect(page.get_by_role("alert")).to_contain_text("could not be fetched")
    page.unroute("**/v1/views/network*")
    page.get_by_role("button", name="Try again").click()

    expect(page.locator(".mark").first).to_be_visible()


def test_saved_pictures_say_what_they_are_of(watched: Watched, report: str, tmp_path: Path) -> None:
    """SVG without a script, PNG with pixels."""
    page = opened(watched, f"{report}/network")
    with page.expect_download() as svg:
        page.get_by_role("button", name="Save as SVG").click()
    svg.value.save_as(tmp_path / "network.svg")
    with page.expect_download() as png:
        page.get_by_role("button", name="Save as PNG").click()
    png.value.save_as(tmp_path / "network.png")
    text = (tmp_path / "network.svg").read_text(encoding="utf-8")

    assert text.startswith("<svg")
    assert "Practice Atlas" in text
    assert "Miqdadiyah" in text
    assert "<script" not in text
    assert (tmp_path / "network.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "network.png").stat().st_size > 10_000
    assert watched.complaints == []
