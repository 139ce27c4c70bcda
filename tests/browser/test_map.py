"""The map in a real Chromium: what it draws and what it counts are together what the table has, online and off."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Watched, served
from tests.browser.test_explorer import click_each, drawn, opened, rows
from tests.support.sample import learners
from tests.visualisations.hostile import HOSTILE

pytestmark = pytest.mark.browser


def off(page: Page) -> list[str]:
    """What is listed as not on the map."""
    return page.locator(".off li").all_text_contents()


@pytest.mark.parametrize(
    "query",
    ["", "?kind=flow", "?focus=city:fes-ma", "?country=country:iq&grade=C", "?as_of=2024-10", "?kind=support"],
)
def test_what_is_drawn_and_what_is_not_are_what_the_table_has(watched: Watched, report: str, query: str) -> None:
    """Marks and those listed are all items; arcs and what is said not to be drawn are all rows; the service says so."""
    with urlopen(f"{report}/map{query}") as answer:  # noqa: S310
        text = answer.read().decode()
    written = re.findall(r"<li>.*?<bdi>(.*?)</bdi>", text.partition('class="off hint"')[2].partition("</section>")[0])
    page = opened(watched, f"{report}/map{query}")
    marks, arcs = drawn(page)
    items, links = map(int, (page.get_attribute("html", "data-ready") or "").split())

    assert marks + len(off(page)) == items
    assert [name.replace("&amp;", "&") for name in written] == off(page)
    assert len(rows(page)) == links == text.count('<tr class="row-')
    told = re.search(r"(\d+) of (\d+) connections are drawn", page.locator(".off").inner_text())
    assert (told is None) == (arcs == links)
    assert told is None or (int(told[1]), int(told[2])) == (arcs, links)
    assert f"{items} of " in page.locator(".shown").inner_text()
    assert f", {marks} of them on the map" in page.locator(".shown").inner_text()
    assert watched.complaints == []
    assert watched.foreign(report) == []


def test_only_the_map_loads_outlines(watched: Watched, report: str) -> None:
    """And draws them under the lines, with the countries of the cities by name."""
    opened(watched, f"{report}/network")
    assert not [url for url in watched.requests if "outlines" in url]
    page = opened(watched, f"{report}/map")

    assert [url for url in watched.requests if "outlines" in url] == [f"{report}/static/outlines.json"]
    assert page.locator(".picture > g").first.get_attribute("class") == "ground"
    assert len(page.locator(".ground path").nth(1).get_attribute("d") or "") > 20_000
    assert "MOROCCO" in (page.locator(".names").text_content() or "")


def test_cities_stand_where_they_lie(watched: Watched, report: str) -> None:
    """All within the picture, Morocco's to the west of Iraq's, and Strasbourg to the north."""
    page = opened(watched, f"{report}/map")
    frame = page.locator(".picture-frame").bounding_box()
    boxes = {name: page.locator(f'.mark[aria-label^="{name}"] > :first-child').bounding_box()
             for name in ("Fes", "Sabha", "Miqdadiyah", "Strasbourg")}  # fmt: skip

    assert frame
    for box in boxes.values():
        assert box
        assert frame["x"] < box["x"] < frame["x"] + frame["width"]
        assert frame["y"] < box["y"] < frame["y"] + frame["height"]
    places = {name: (box["x"], box["y"]) for name, box in boxes.items() if box}
    assert places["Fes"][0] < places["Sabha"][0] < places["Miqdadiyah"][0]
    assert places["Strasbourg"][1] < places["Fes"][1] < places["Sabha"][1]


def test_by_keyboard_alone_to_the_evidence_that_one_city_inspired_another(watched: Watched, report: str) -> None:
    """Tab to the map, arrows to Fes in the west, Enter, Tab to the evidence, Enter."""
    page = opened(watched, f"{report}/map?kind=inspired")
    name = "document.activeElement.getAttribute('aria-label') || ''"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('mark')"):
            break
    for key in ("ArrowLeft", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowLeft") * 5:
        if page.evaluate(name) == "Fes, City in Morocco":
            break
        page.keyboard.press(key)
    assert page.evaluate(name) == "Fes, City in Morocco"
    page.keyboard.press("+")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-heading"
    for _ in range(20):
        page.keyboard.press("Tab")
        if "Fes learned from Saida" in page.evaluate(name):
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog").get_by_text("What it says")).to_be_visible()
    assert Axe().run(page).violations_count == 0
    assert watched.complaints == []


def test_time_moves_nothing_and_filters_look_at_what_is_left(watched: Watched, report: str) -> None:
    """A city that stays does not move while time does; a country that is chosen is what the map shows."""
    page = opened(watched, f"{report}/map")
    place = page.locator('.mark[aria-label^="Miqdadiyah"]').get_attribute("transform")
    page.locator("#time-slider").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
        assert page.locator('.mark[aria-label^="Miqdadiyah"]').get_attribute("transform") == place
    assert page.locator("html").get_attribute("data-took")
    page.keyboard.press("End")
    page.get_by_label("Country", exact=True).select_option("country:iq")
    assert "country=country%3Aiq" in page.url
    assert page.locator('.mark[aria-label^="Miqdadiyah"]').get_attribute("transform") != place
    page.get_by_role("button", name="Undo").click()
    assert page.locator('.mark[aria-label^="Miqdadiyah"]').get_attribute("transform") == place


def test_a_map_that_is_mailed_opens_offline(
    watched: Watched, report: str, context: BrowserContext, tmp_path: Path
) -> None:
    """With its outlines, its evidence, the same arcs and the same list, and no request but its own."""
    page = opened(watched, f"{report}/map?kind=flow")
    shown, marks, left = rows(page), drawn(page), off(page)
    address = page.get_by_role("link", name="Save this slice as one file").evaluate("link => link.href")
    assert "view=map" in address
    with urlopen(address) as answer:  # noqa: S310
        file = tmp_path / "map.html"
        file.write_bytes(answer.read())
    context.set_offline(True)
    alone = opened(watched, file.as_uri())

    assert [re.sub(r"\s+", " ", row) for row in rows(alone)] == [re.sub(r"\s+", " ", row) for row in shown]
    assert (drawn(alone), off(alone)) == (marks, left)
    assert alone.locator(".ground path").count() == 3
    assert Axe().run(alone).violations_count == 0
    assert watched.foreign(report) == [file.as_uri()]
    assert watched.complaints == []
    assert len(file.read_bytes()) < 600_000


def test_without_a_script_the_list_and_the_table_are_there(chromium: Browser, report: str) -> None:
    """And the form asks for the map again."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{report}/map")
    page.get_by_label("Kind", exact=True).select_option("flow")
    page.get_by_role("button", name="Show", exact=True).click()

    assert "/map?" in page.url
    assert page.locator("#table tbody tr").count() > 0
    page.get_by_text("Not on the map, since they have no place").click()
    assert len([name for name in off(page) if name]) > 0
    expect(page.get_by_text("The map needs a script")).to_be_visible()


def test_outlines_that_cannot_be_fetched_say_so(watched: Watched, report: str) -> None:
    """And can be asked for again."""
    page = watched.page
    page.route("**/static/outlines.json", lambda route: route.abort())
    page.goto(f"{report}/map")
    page.wait_for_selector("html[data-ready=failed]")
    expect(page.get_by_role("alert")).to_contain_text("could not be fetched")
    page.unroute("**/static/outlines.json")
    page.get_by_role("button", name="Try again").click()

    expect(page.locator(".mark").first).to_be_visible()


def test_hostile_names_are_text_on_the_map(
    watched: Watched, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """Every text of the corpus as a city, on the map or off it, and in the file."""
    watched.page.on("dialog", lambda _: watched.complaints.append("a script of the data ran"))
    with served(tmp_path_factory.mktemp("hostile"), learners(HOSTILE)) as address:
        page = opened(watched, f"{address}/map")
        assert click_each(page) > len(HOSTILE) / 2
        assert len(off(page)) > len(HOSTILE) / 5
        said = re.sub(r"\s+", " ", f"{page.locator('#table').inner_text()} {' '.join(off(page))}")
        assert [text for text in HOSTILE if re.sub(r"\s+", " ", text).strip() not in said] == []
        with urlopen(f"{address}/v1/views/explorer.html?view=map") as answer:  # noqa: S310
            (tmp_path / "map.html").write_bytes(answer.read())
        opened(watched, (tmp_path / "map.html").as_uri())
        assert drawn(watched.page)[0] > len(HOSTILE) / 2
    assert watched.complaints == []


def test_saved_pictures_have_the_outlines_and_say_whose(watched: Watched, report: str, tmp_path: Path) -> None:
    page = opened(watched, f"{report}/map")
    with page.expect_download() as svg:
        page.get_by_role("button", name="Save as SVG").click()
    svg.value.save_as(tmp_path / "map.svg")
    with page.expect_download() as png:
        page.get_by_role("button", name="Save as PNG").click()
    png.value.save_as(tmp_path / "map.png")
    text = (tmp_path / "map.svg").read_text(encoding="utf-8")

    assert (svg.value.suggested_filename, png.value.suggested_filename) == ("map.svg", "map.png")
    assert "Natural Earth" in text
    assert 'class="ground"' in text
    assert (tmp_path / "map.png").stat().st_size > 50_000
    assert watched.complaints == []
