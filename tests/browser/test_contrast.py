"""Every text in a picture stands out from what lies beneath it: in SVG and on a canvas, at rest and with a choice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.bench.synthetic import Size, dataset, tables
from tests.browser.conftest import Watched, served
from tests.browser.test_explorer import opened
from tests.support.contrast import LEAST, NOTE_PAINTED, Letters, measured

pytestmark = pytest.mark.browser


def faint(page: Page, least: int) -> list[Letters]:
    """Texts that do not stand out, of those whose letters can be seen; there must be so many of these."""
    found = [letters for letters in measured(page) if letters.pixels > 20]
    assert len(found) >= least, found
    return [letters for letters in found if letters.ratio < LEAST]


@pytest.mark.parametrize("view", ["network", "map"])
def test_names_in_the_explorer(watched: Watched, report: str, view: str) -> None:
    """At rest, and with a city chosen, when the rest steps back."""
    page = opened(watched, f"{report}/{view}")
    page.locator(".picture-frame").scroll_into_view_if_needed()
    assert faint(page, 8) == []
    page.get_by_role("button", name="Fes, City in Morocco").click()
    page.locator(".picture-frame").scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    assert faint(page, 8) == []


@pytest.mark.parametrize("view", ["network", "map"])
def test_names_on_a_canvas(watched: Watched, large: str, view: str) -> None:
    """300 cities, which are painted."""
    watched.page.add_init_script(NOTE_PAINTED)
    page = opened(watched, f"{large}/{view}?limit=5000")
    page.locator(".picture-frame").scroll_into_view_if_needed()
    assert page.locator("canvas.picture").count() == 1
    assert faint(page, 8) == []


@pytest.mark.parametrize(
    "picture",
    ["matrix.svg", "timeline.svg?city=city:fes-ma", "diffusion.svg?practice=practice:youth-council",
     "lineage.svg?practice=practice:youth-council"],
    ids=("matrix", "timeline", "diffusion", "lineage"),
)  # fmt: skip
def test_texts_of_the_pictures_for_reports(watched: Watched, report: str, picture: str) -> None:
    page = watched.page
    page.set_viewport_size({"width": 1600, "height": 1400})
    page.goto(f"{report}/v1/views/{picture}")
    assert faint(page, 8) == []


def test_a_faint_text_is_found(watched: Watched) -> None:
    """Grey on white, white on blue through a halo of blue, and half of black, beside a text that stands out."""
    texts = [
        'fill="#949494"',
        'fill="#fff" stroke="#0072b2" stroke-width="4" paint-order="stroke"',
        'opacity="0.3"',
        "",
    ]
    drawn = "".join(f'<text x="20" y="{40 + 40 * row}" {look}>Letters {row}</text>' for row, look in enumerate(texts))
    watched.page.set_content(f'<svg width="400" height="300" font-size="16">{drawn}</svg>')

    assert [letters.text for letters in faint(watched.page, 4)] == ["Letters 0", "Letters 2"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over a network that is painted."""
    with served(tmp_path_factory.mktemp("large"), dataset(tables(Size(cities=300, practices=20, flows=900)))) as site:
        yield site
