"""What is chosen in the explorer: each choice shows what the service shows for the same address, and stands in it."""

from __future__ import annotations

import re
import struct
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.bench.synthetic import Size, dataset, tables
from tests.browser.conftest import Watched, served
from tests.browser.test_explorer import drawn, opened, rows

pytestmark = pytest.mark.browser


def plain(texts: list[str]) -> list[str]:
    """Rows without the breaks that a layout puts into them."""
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over a network that is drawn on a canvas."""
    with served(tmp_path_factory.mktemp("large"), dataset(tables(Size(cities=300, practices=20, flows=900)))) as site:
        yield site


def test_a_sign_that_is_chosen_stands_in_the_address_at_once(watched: Watched, report: str) -> None:
    """Sent to somebody, it opens the same panel; it is no step of its own for the back button."""
    page = opened(watched, f"{report}/network?kind=flow")
    steps = page.evaluate("history.length")
    page.get_by_role("button", name="Fes, City in Morocco").click()
    assert "selected=city%3Afes-ma" in page.url
    assert page.evaluate("history.length") == steps
    again = opened(watched, page.url)
    expect(again.locator(".panel").get_by_role("heading", level=2)).to_have_text("Fes")
    again.locator(".panel").get_by_role("button", name="Close").click()
    assert "selected" not in again.url
    assert watched.complaints == []


@pytest.mark.parametrize(
    "focus", ["practice:youth-council", "theme:youth-participation", "engagement:fes-peer-exchange"]
)
def test_what_a_focus_stands_for_follows_the_filters(watched: Watched, report: str, focus: str) -> None:
    """A practice stands for those that have to do with it and that the filters leave, not for the first."""
    page = opened(watched, f"{report}/network?focus={focus}&kind=flow")
    page.get_by_label("Kind", exact=True).select_option("support")
    shown, said, marks = plain(rows(page)), page.locator(".shown").inner_text(), drawn(page)
    again = opened(watched, page.url)

    assert plain(rows(again)) == shown
    assert again.locator(".shown").inner_text() == said
    assert drawn(again) == marks
    assert shown == plain(again.locator("#table tbody tr").all_inner_texts())
    assert watched.complaints == []


WAY = "?from=city:saida-lb&to=city:miqdadiyah-iq"


def test_the_way_between_two_is_chosen_in_the_picture_and_by_name(watched: Watched, report: str) -> None:
    """From one to the other, told with evidence, set apart in the picture, in the address, and gone by going back."""
    page = opened(watched, f"{report}/network?kind=support")
    page.get_by_text("Way between two cities").click()
    page.get_by_label("From", exact=True).fill("Saida")
    page.get_by_label("From", exact=True).press("Tab")
    expect(page.locator(".panel")).to_contain_text("Path from Saida: choose the other city")
    page.get_by_role("button", name="Fes, City in Morocco").click()
    page.get_by_role("button", name="Path to here").click()
    panel = page.locator(".panel")
    expect(panel.get_by_role("heading", level=2)).to_have_text("How Saida and Fes are connected")
    expect(panel.get_by_role("listitem")).to_have_count(1)
    expect(panel).to_contain_text("The shortest way by learning")
    assert {"from=city%3Asaida-lb", "to=city%3Afes-ma", "kind=support"} <= {*page.url.partition("?")[2].split("&")}
    bright = page.locator('.line[opacity="1"] title').all_text_contents()
    assert len(bright) == 1
    assert bright[0].startswith("Fes learned from Saida")
    assert any("Fes learned from Saida" in row for row in rows(page))
    panel.locator("[data-evidence]").first.click()
    expect(page.get_by_role("dialog").get_by_text("What it says")).to_be_visible()
    page.keyboard.press("Escape")
    assert Axe().run(page).violations_count == 0

    page.get_by_label("To", exact=True).fill("Tripoli")
    page.get_by_label("To", exact=True).press("Tab")
    expect(page.get_by_label("To", exact=True)).to_have_value("Tripoli")  # the service may know it
    page.go_back()
    expect(panel).to_contain_text("Path from Saida: choose the other city")
    assert not any("Fes learned from Saida" in row for row in rows(page))
    assert watched.complaints == []


def test_a_way_changes_with_time_and_none_says_what_that_means(watched: Watched, report: str) -> None:
    """By learning today; in January 2024 no way is known, which is told as such."""
    page = opened(watched, f"{report}/network{WAY}&respect_time=true")
    expect(page.locator(".panel")).to_contain_text("what Saida knew can have reached Miqdadiyah")
    page.locator("#time-slider").focus()
    page.keyboard.press("Home")
    expect(page.locator(".panel")).to_contain_text("No way is known.")
    expect(page.locator(".panel")).to_contain_text("does not say that they never learned from each other")
    page.keyboard.press("End")
    expect(page.locator(".panel").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name="Close").click()
    assert "from=" not in page.url
    assert watched.complaints == []


def test_a_way_without_a_script_and_in_a_file(watched: Watched, chromium: Browser, report: str, tmp_path: Path) -> None:
    """As a list with evidence; the file tells the same, and has its evidence in it."""
    plain_page = chromium.new_context(java_script_enabled=False).new_page()
    plain_page.goto(f"{report}/network?from=Saida&to=Miqdadiyah&kind=support")
    way = plain_page.get_by_role("region", name="How Saida and Miqdadiyah are connected")
    told = way.get_by_role("listitem").all_inner_texts()
    assert len(told) == 1
    assert "Miqdadiyah learned from Saida" in told[0]
    assert way.get_by_role("link").count() >= 1
    plain_page.goto(f"{report}/network?from=Saida")
    expect(plain_page.get_by_text("Choose both: one end is missing.")).to_be_visible()
    plain_page.goto(f"{report}/network?from=Saida&to=Atlantis")
    expect(plain_page.get_by_text("Atlantis").first).to_be_visible()
    expect(plain_page.locator("#way")).to_have_count(0)

    page = opened(watched, f"{report}/network{WAY}&kind=support")
    link = page.get_by_role("link", name="Save this slice as one file").evaluate("link => link.href")
    with urlopen(link) as answer:  # noqa: S310
        (tmp_path / "way.html").write_bytes(answer.read())
    alone = opened(watched, (tmp_path / "way.html").as_uri())
    expect(alone.locator(".panel").get_by_role("heading", level=2)).to_have_text(
        "How Saida and Miqdadiyah are connected"
    )
    alone.locator(".panel [data-evidence]").first.click()
    expect(alone.get_by_role("dialog").get_by_text("What it says")).to_be_visible()
    assert watched.complaints == []


def test_expansion_can_be_undone(watched: Watched, report: str) -> None:
    """By the button and by the back button, to just what was there."""
    page = opened(watched, f"{report}/network?focus=city:fes-ma&limit=4")
    few = rows(page)
    for back in (page.get_by_role("button", name="Undo").click, page.go_back):
        page.locator(".mark").first.click()
        page.get_by_role("button", name="Show all that is beside it").click()
        assert len(rows(page)) > len(few)
        assert "more=" in page.url
        back()
        expect(page.locator("#table tbody tr")).to_have_count(len(few))
        assert rows(page) == few
        page.get_by_role("button", name="Close").click()


def test_time_plays_and_stops_but_not_where_motion_is_reduced(watched: Watched, report: str) -> None:
    """Where it stops, it stands in the address."""
    page = opened(watched, f"{report}/network")
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#time-said")).to_contain_text("by the end of")
    first = page.locator("#time-said").inner_text()
    expect(page.locator("#time-said")).not_to_have_text(first)
    page.get_by_role("button", name="Stop").click()
    assert "as_of=" in page.url
    page.get_by_role("button", name="Play").click()
    page.emulate_media(reduced_motion="reduce")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    still = page.locator("#time-said").inner_text()
    page.wait_for_timeout(900)
    assert page.locator("#time-said").inner_text() == still
    expect(page.get_by_role("button", name="Play")).to_be_hidden()
    assert watched.complaints == []


def test_a_painted_picture_is_saved_with_its_footer(watched: Watched, large: str) -> None:
    """As high as the picture and the line that says what it is of, which has ink."""
    page = opened(watched, f"{large}/network?limit=5000")
    high = page.locator("canvas.picture").evaluate("canvas => canvas.height")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PNG").click()
    content = saved.value.path().read_bytes()
    wide, tall = struct.unpack(">II", content[16:24])
    page.goto("about:blank")  # the policy of the pages fetches no data
    inked = page.evaluate(
        """async ([address, high]) => {
          const image = await createImageBitmap(await (await fetch(address)).blob());
          const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
          pen.drawImage(image, 0, 0);
          const band = pen.getImageData(0, high, image.width, image.height - high).data;
          return band.filter((value, turn) => turn % 4 === 0 && value < 128).length;
        }""",
        [f"data:image/png;base64,{b64encode(content).decode()}", high],
    )

    assert tall == high + 28
    assert wide > 300
    assert inked > 100
