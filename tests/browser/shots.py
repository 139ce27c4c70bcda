"""How pages look: small pictures of them to compare with, and those that the README shows.

`python -m tests.browser.shots golden` makes the former anew, `… readme` the latter (`make golden`, `make screenshots`).
Letters are those of the fonts that come with the briefs, so that machines with other fonts see the same.
"""

from __future__ import annotations

import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.derive.__main__ import root_of_repository
from tests.browser.conftest import CHROMIUM, FLAGS, served

GOLDEN: Final = Path(__file__).parent / "golden"
README: Final = root_of_repository() / "docs/pictures"
_FONTS: Final = root_of_repository() / "visualisations/brief/fonts"
#: Of a picture to compare with: how much smaller than the page it is.
SMALL: Final = 0.4


@dataclass(frozen=True, slots=True)
class Shot:
    """A page as it looks in a window, in pixels, and what is done there first."""

    address: str
    width: int = 1280
    height: int = 1000
    first: Callable[[Page], None] | None = None


def _chosen(page: Page) -> None:
    page.locator(".mark[aria-label^=Fes]").click()
    _picture(page)


def _picture(page: Page) -> None:
    page.locator("#explorer").evaluate("part => part.scrollIntoView()")


def _matrix(page: Page) -> None:
    page.locator(".scroll.tall").evaluate("part => part.scrollIntoView()")


SHOTS: Final = {
    "start": Shot("/"),
    "start-320": Shot("/", 320, 900),
    "network": Shot("/network?kind=flow", first=_picture),
    "map": Shot("/map?kind=flow", first=_picture),
    "matrix": Shot("/matrix", first=_matrix),
    "matrix-320": Shot("/matrix", 320, 900),
    "practice": Shot("/id/practice/youth-council"),
    "mentors": Shot("/mentors?learner=city:halabja-iq&practice=practice:digital-monitoring&as_of=2026-06"),
}
SHOWN: Final = {
    "network": Shot("/network?kind=flow", 1280, 760, _chosen),
    "map": Shot("/map?kind=flow", 1280, 760, _chosen),
    "matrix": Shot("/matrix", 1280, 760, _matrix),
}


def shoot(browser: Browser, base: str, shot: Shot, scale: float, style: str = "") -> bytes:
    """The PNG of a page, `scale` times as large; `style` is added to the page's own."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.goto(base + shot.address)
    if page.locator("#explorer").count():
        page.wait_for_selector("html[data-ready]")
    page.add_style_tag(content=_letters() + style)
    page.evaluate("() => document.fonts.ready")
    if shot.first:
        shot.first(page)
    page.wait_for_timeout(250)  # the picture fits itself anew where letters changed its size
    clip = {"x": 0, "y": 0, "width": shot.width, "height": shot.height, "scale": scale}
    top = page.evaluate("window.scrollY")
    told = context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "png", "clip": clip | {"y": top}, "optimizeForSpeed": False}
    )
    context.close()
    return b64decode(told["data"])


def _letters() -> str:
    faces = (("normal", "Regular"), ("bold", "Bold"))
    declared = "".join(
        f"@font-face {{ font-family: Letters; font-weight: {weight}; src: url(data:font/ttf;base64,{_packed(name)}); }}"
        for weight, name in faces
    )
    return declared + "* { font-family: Letters, sans-serif !important; caret-color: transparent !important; }"


def _packed(name: str) -> str:
    return b64encode((_FONTS / f"NotoSans-{name}.ttf").read_bytes()).decode()


def main(what: str) -> None:
    """Makes the pictures anew."""
    folder, shots, scale = {"golden": (GOLDEN, SHOTS, SMALL), "readme": (README, SHOWN, 0.75)}[what]
    folder.mkdir(parents=True, exist_ok=True)
    read = read_dataset(root_of_repository() / "datasets/strong-cities-mena")
    if read.dataset is None:
        raise SystemExit("the report has problems: practice-atlas check datasets/strong-cities-mena")
    with TemporaryDirectory() as place, served(Path(place), read.dataset) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, shot in shots.items():
            (folder / f"{name}.png").write_bytes(shoot(browser, base, shot, scale))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
