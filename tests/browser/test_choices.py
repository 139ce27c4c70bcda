"""What is chosen in the explorer: each choice shows what the service shows for the same address, and stands in it."""

from __future__ import annotations

import re
import struct
from base64 import b64encode
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

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
