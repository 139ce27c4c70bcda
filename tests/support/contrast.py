"""How much letters stand out in a picture: their colour against what is painted beneath and beside them, by pixels.

axe does not look into SVG and canvas. Letters are painted and then left out; where the two screenshots differ are the
letters, and the second shows what lies beneath them, halo included.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Page

#: WCAG 2.2, 1.4.3, for text of this size.
LEAST: Final = 4.5
#: A thin line that crosses a name may take so much of what is around its letters.
_CROSSED: Final = 0.05

#: Painted text is noted, and left out while `withoutLetters` says so.
NOTE_PAINTED: Final = """
  window.painted = [];
  const paint = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const size = this.measureText(text), box = this.canvas.getBoundingClientRect();
    const at = this.getTransform().transformPoint(new DOMPoint(x, y)), dense = this.canvas.width / box.width;
    const [px, py] = [at.x / dense + box.x, at.y / dense + box.y];
    window.painted.push({text, fill: this.fillStyle, opacity: this.globalAlpha,
      left: px - size.actualBoundingBoxLeft, right: px + size.actualBoundingBoxRight,
      top: py - size.actualBoundingBoxAscent, bottom: py + size.actualBoundingBoxDescent});
    if (!window.withoutLetters) paint.apply(this, arguments);
  };
"""
_ELEMENTS: Final = """() => [...document.querySelectorAll('svg text')].flatMap(text => {
  const style = getComputedStyle(text), box = text.getBoundingClientRect();
  let opacity = Number(style.fillOpacity);
  for (let up = text; up instanceof Element; up = up.parentElement) opacity *= Number(getComputedStyle(up).opacity);
  const shown = style.visibility === 'visible' && style.display !== 'none' && box.width && text.textContent.trim();
  const [left, top, right, bottom] = [Math.max(box.left, 0), Math.max(box.top, 0), box.right, box.bottom];
  return shown ? [{text: text.textContent, fill: style.fill, opacity, left, right, top, bottom}] : [];
})"""
#: What was drawn more than once meanwhile, once.
_PAINTED: Final = "() => [...new Map(window.painted.map(one => [JSON.stringify(one), one])).values()]"
_HIDE: Final = """() => { for (const text of document.querySelectorAll('svg text, svg tspan')) {
  text.style.setProperty('transition', 'none'); text.style.setProperty('fill', 'transparent', 'important'); } }"""
_SHOW: Final = (
    """() => document.querySelectorAll('svg text, svg tspan').forEach(text => text.style.removeProperty('fill'))"""
)
_MEASURE: Final = """async ([first, second, letters]) => {
  const pixels = async address => {
    const image = await createImageBitmap(await (await fetch(address)).blob());
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    pen.drawImage(image, 0, 0);
    return pen.getImageData(0, 0, image.width, image.height);
  };
  const [written, bare] = [await pixels(first), await pixels(second)];
  const light = rgb => rgb.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, turn) => sum + v * [0.2126, 0.7152, 0.0722][turn], 0);
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const colour = new OffscreenCanvas(1, 1).getContext('2d');
  return letters.map(({text, fill, opacity, left, right, top, bottom}) => {
    colour.clearRect(0, 0, 1, 1);
    colour.fillStyle = fill;
    colour.fillRect(0, 0, 1, 1);
    const own = [...colour.getImageData(0, 0, 1, 1).data].slice(0, 3);
    const beneath = new Set();
    for (let y = Math.max(Math.floor(top), 1); y < Math.min(bottom, bare.height - 1); y++)
      for (let x = Math.max(Math.floor(left), 1); x < Math.min(right, bare.width - 1); x++) {
        const at = 4 * (y * bare.width + x);
        if ([0, 1, 2].every(part => Math.abs(written.data[at + part] - bare.data[at + part]) < 24)) continue;
        for (const step of [0, -4, 4, -4 * bare.width, 4 * bare.width]) beneath.add(at + step);
      }
    const found = [...beneath].map(at => {
      const under = [...bare.data.slice(at, at + 3)];
      return ratio(light(own.map((v, part) => opacity * v + (1 - opacity) * under[part])), light(under));
    }).sort((a, b) => a - b);
    return {text, pixels: found.length, ratio: found[Math.floor(found.length * CROSSED)] ?? 0};
  });
}""".replace("CROSSED", str(_CROSSED))


@dataclass(frozen=True, slots=True)
class Letters:
    """A text, the pixels of its letters and beside them that were seen, and the contrast that most have."""

    text: str
    pixels: int
    ratio: float


def measured(page: Page) -> list[Letters]:
    """The texts of all pictures within the window. With a canvas, NOTE_PAINTED must have run first."""
    painted = page.locator("canvas.picture").count() > 0
    if painted:
        _repaint(page, without=False)
    letters = page.evaluate(_PAINTED if painted else _ELEMENTS)
    first = _seen(page)
    if painted:
        _repaint(page, without=True)
    else:
        page.evaluate(_HIDE)
    second = _seen(page)
    if painted:
        _repaint(page, without=False)
    else:
        page.evaluate(_SHOW)
    blank = page.context.new_page()
    found: list[dict[str, Any]] = blank.evaluate(_MEASURE, [first, second, letters])
    blank.close()
    return [Letters(**one) for one in found]


def _seen(page: Page) -> str:
    return f"data:image/png;base64,{b64encode(page.screenshot()).decode()}"


def _repaint(page: Page, *, without: bool) -> None:
    page.evaluate("without => { window.withoutLetters = without; window.painted = []; }", without)
    page.get_by_role("button", name="Show all", exact=True).evaluate("button => button.click()")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
