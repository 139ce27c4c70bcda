"""Pages look as they did: compared in blocks with small pictures of them, which `make golden` makes anew."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.browser.shots import GOLDEN, SHOTS, SMALL, shoot

pytestmark = pytest.mark.browser

#: Blocks of so many pixels are compared by their mean colours, so that letters painted a little otherwise are the same.
_BLOCK: Final = 8
#: How far the mean of a block may be from what it was, of 255, and how many blocks in a hundred may be further.
_FAR: Final = 6
_MOST: Final = 0.5
_COMPARE: Final = """async ([one, other, block, far]) => {
  const means = async address => {
    const image = await createImageBitmap(await (await fetch(address)).blob());
    const [wide, high] = [Math.floor(image.width / block), Math.floor(image.height / block)];
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    pen.drawImage(image, 0, 0);
    const all = [];
    for (let y = 0; y < high; y++) for (let x = 0; x < wide; x++) {
      const part = pen.getImageData(x * block, y * block, block, block).data, sum = [0, 0, 0];
      part.forEach((value, turn) => { if (turn % 4 < 3) sum[turn % 4] += value; });
      all.push(sum.map(value => value / block / block));
    }
    return [image.width, image.height, all];
  };
  const [[w1, h1, before], [w2, h2, now]] = [await means(one), await means(other)];
  if (w1 !== w2 || h1 !== h2) return 100;
  const changed = before.filter((mean, at) => mean.some((value, part) => Math.abs(value - now[at][part]) > far));
  return 100 * changed.length / before.length;
}"""


def changed(browser: Browser, one: bytes, other: bytes) -> float:
    """Of a hundred blocks, how many look otherwise."""
    page = browser.new_page()
    addresses = [f"data:image/png;base64,{b64encode(content).decode()}" for content in (one, other)]
    part: float = page.evaluate(_COMPARE, [*addresses, _BLOCK, _FAR])
    page.close()
    return part


@pytest.mark.parametrize("name", sorted(SHOTS))
def test_a_page_looks_as_it_did(chromium: Browser, report: str, name: str) -> None:
    """Where it is meant to look otherwise: `make golden`, and look at the pictures."""
    golden = (GOLDEN / f"{name}.png").read_bytes()

    assert changed(chromium, golden, shoot(chromium, report, SHOTS[name], SMALL)) <= _MOST


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("network", ".picture { visibility: hidden !important; }"),
        ("network", '.mark > [fill="#0072B2"] { fill: #d55e00 !important; }'),
        ("network", ".line path { stroke: #c00 !important; }"),
        ("map", ".ground { display: none; }"),
        ("matrix", ".matrix td.s-adopted, .matrix td.s-in-use { background: #fff !important; }"),
        ("practice", ".arrow { stroke: none !important; } .box rect { stroke: none !important; }"),
        ("start", "h1, h2 { display: none; }"),
        ("mentors", "article { display: none; }"),
    ],
)
def test_a_fault_is_seen(chromium: Browser, report: str, name: str, fault: str) -> None:
    """An empty picture, another colour, something that is gone."""
    golden = (GOLDEN / f"{name}.png").read_bytes()

    assert changed(chromium, golden, shoot(chromium, report, SHOTS[name], SMALL, fault)) > _MOST


def test_the_pictures_are_few_and_small() -> None:
    """They are kept in the repository for ever."""
    kept = {path.stem: path.stat().st_size for path in GOLDEN.glob("*.png")}

    assert set(kept) == set(SHOTS)
    assert sum(kept.values()) < 600_000, kept
