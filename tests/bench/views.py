"""How quick the explorer is: `make bench-views`, or `python -m tests.bench.views [--quick]`.

In headless Chromium with software rendering, over synthetic networks; medians of several runs. `--quick` takes the
small network alone, to see whether the bench itself works.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

import httpx
from playwright.sync_api import Page, sync_playwright
from pyvis.network import Network as _Untyped

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import Snapshot, snapshot
from practice_atlas.graph.writing import load
from practice_atlas.visualisations.layout import layout
from practice_atlas.visualisations.pages.render import STYLE
from practice_atlas.visualisations.pyvis_adapter import network_html
from practice_atlas.visualisations.selection import MOST, network
from practice_atlas.visualisations.ties import links_of
from tests.bench.machine import load_average, machine
from tests.bench.printing import say, table
from tests.bench.synthetic import Size, dataset, tables
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.support.service import ServiceProcess

Network: Any = _Untyped  # pyvis is not typed
RUNS: Final = 5
HEADINGS: Final = ("what", "figure", "limit", "kept")
#: Frames that are drawn while the picture is enlarged step by step.
FRAMES: Final = 30
_ZOOM: Final = """frames => new Promise(done => {
  const frame = document.querySelector('.picture-frame');
  const started = performance.now();
  const step = left => {
    if (!left) return done(frames * 1000 / (performance.now() - started));
    frame.dispatchEvent(new WheelEvent('wheel', {deltaY: left % 20 < 10 ? -40 : 40, ctrlKey: true,
      clientX: 400, clientY: 500, bubbles: true, cancelable: true}));
    requestAnimationFrame(() => step(left - 1));
  };
  requestAnimationFrame(() => step(frames));
})"""
_STEP: Final = """() => new Promise(done => {
  const slider = document.querySelector('#time-slider');
  slider.value = String(Number(slider.value) > 1 ? Number(slider.value) - 1 : Number(slider.max));
  const started = performance.now();
  slider.dispatchEvent(new Event('input', {bubbles: true}));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
})"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the explorer must keep at a size: seconds, frames a second, milliseconds, megabytes."""

    cities: int
    flows: int
    ready: float
    frames: float
    step: float | None
    file: float


SMALL: Final = Limits(300, 900, ready=1.0, frames=30, step=None, file=0.6)
LARGE: Final = Limits(5_000, 15_000, ready=2.0, frames=8, step=100, file=4.0)
LAYOUT_SECONDS: Final = 5.0
BUNDLE_KILOBYTES: Final = 150
MATRIX_MILLISECONDS: Final = 300
_MATRIX: Final = "/matrix?columns=cities&columns_limit=300"


def main(*, quick: bool) -> None:
    """All tables, each as soon as it is measured."""
    table("Machine", ("what", "figure"), machine())
    table("What every page loads", HEADINGS, [_bundle()])
    for limits in (SMALL,) if quick else (SMALL, LARGE):
        with TemporaryDirectory() as folder:
            _measured(limits, Path(folder))
    with TemporaryDirectory() as folder:
        _matrix(Path(folder))
    say(f"Load average at the end: {load_average()}")


def _bundle() -> tuple[str, ...]:
    size = len(gzip.compress((STYLE.parent / "explorer.js").read_bytes(), 9)) / 1000
    return _row("explorer.js, gzipped, KB", size, BUNDLE_KILOBYTES)


def _measured(limits: Limits, folder: Path) -> None:
    address = f"embedded:{folder / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, dataset(tables(Size(limits.cities, 60, limits.flows))))
    title = f"{limits.cities:,} cities, {limits.flows:,} flows"
    with open_engine(address) as engine:
        taken = snapshot(engine)
        table(f"{title}: made by the service", HEADINGS, _made(taken, Reader(engine), folder))
    with (
        ServiceProcess(address, folder, rate_per_address=0) as service,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        table(f"{title}: in the browser", HEADINGS, _browsed(page, service.base, limits))
        table(f"{title}: as a file", HEADINGS, _files(page, service.base, limits, folder))
        browser.close()


def _matrix(folder: Path) -> None:
    """300 cities by 60 practices, every sixth cell of which holds something, in one page."""
    address = f"embedded:{folder / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, dataset(tables(Size(cities=300, practices=60, flows=3_000))))
    with (
        ServiceProcess(address, folder, rate_per_address=0) as service,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(service.base + _MATRIX)
        spent = [work_on(page, service.base + _MATRIX) for _ in range(RUNS)]
        waited = _seconds(lambda: page.goto(service.base + _MATRIX))
        rows = [
            _row("work of the page until it is shown, the least of five, ms", min(spent), MATRIX_MILLISECONDS),
            _row("asked for and shown, with the answer of the service, s", waited, None),
        ]
        table(f"Matrix, 300 cities by 60 practices ({page.locator('td').count():,} cells)", HEADINGS, rows)
        browser.close()


def work_on(page: Page, address: str) -> float:
    """Milliseconds of the page's main thread until an address is loaded."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def told() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * sum(float(item["value"]) for item in metrics if item["name"] == "TaskDuration")

    while True:
        before = told()
        page.goto(address)
        if (spent := told() - before) > 0:  # a page in a new process counts from nothing
            return spent


def _made(taken: Snapshot, reader: Reader, folder: Path) -> Iterator[tuple[str, ...]]:
    links = links_of(taken.records)
    ends = [(link.start, link.end) for link in links]
    names = {end for pair in ends for end in pair}
    yield _row(
        f"layout of {len(names):,} items, {len(ends):,} links, s", _seconds(lambda: layout(names, ends)), LAYOUT_SECONDS
    )
    view = network(reader, limit=MOST, taken=taken)
    ours = _seconds(lambda: network_html(view))

    def plain() -> None:
        drawn = Network(directed=True, cdn_resources="in_line")
        for item in view.items:
            drawn.add_node(item.thing.id, label=item.label)
        for link in view.links:
            drawn.add_edge(link.start, link.end)
        (folder / "plain.html").write_text(drawn.generate_html(), encoding="utf-8")

    theirs = _seconds(plain)
    text = f"pyvis export of {len(view.items)} items beside plain pyvis, time as a ratio"
    yield (text, f"{ours / theirs:.2f}", "", "")


def _browsed(page: Page, base: str, limits: Limits) -> Iterator[tuple[str, ...]]:
    address = f"{base}/network?limit=5000"
    httpx.get(f"{base}/v1/views/network", timeout=60).raise_for_status()
    ready = median(_ready(page, address) for _ in range(RUNS))
    shown = page.get_attribute("html", "data-ready")
    yield _row(f"ready with {shown} (items, links), s", ready, limits.ready)
    frames = median(float(page.evaluate(_ZOOM, FRAMES)) for _ in range(RUNS))
    yield _row("enlarging, frames a second", frames, limits.frames, more=True)
    steps = [float(page.evaluate(_STEP)) for _ in range(RUNS * 4)]
    yield _row("one step of the time slider, drawn, ms", median(steps), limits.step)


def _files(page: Page, base: str, limits: Limits, folder: Path) -> Iterator[tuple[str, ...]]:
    content = httpx.get(f"{base}/v1/views/explorer.html?limit=5000", timeout=120).raise_for_status().content
    yield _row("explorer's file, MB", len(content) / 1e6, limits.file)
    (folder / "slice.html").write_bytes(content)
    ready = median(_ready(page, (folder / "slice.html").as_uri()) for _ in range(RUNS))
    yield _row("explorer's file ready, s", ready, limits.ready)


def _ready(page: Page, address: str) -> float:
    page.goto("about:blank")
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html[data-ready]", timeout=60_000)
    return time.perf_counter() - begun


def _seconds(work: Callable[[], Any]) -> float:
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def _row(what: str, figure: float, limit: float | None, *, more: bool = False) -> tuple[str, ...]:
    if limit is None:
        return (what, f"{figure:.3g}", "", "")
    kept = figure >= limit if more else figure <= limit
    return (what, f"{figure:.3g}", f"{'≥' if more else '≤'} {limit:g}", "yes" if kept else "no")


if __name__ == "__main__":
    main(quick="--quick" in sys.argv[1:])
