"""The notebook of docs/, run in a real JupyterLab: it shows picture and evidence, and asks nobody else for anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.derive.__main__ import root_of_repository
from practice_atlas.visualisations.policy import SANDBOX
from tests.browser.conftest import Watched
from tests.browser.jupyter import Lab, jupyter
from tests.browser.test_explorer import click_each
from tests.support.sample import learners
from tests.visualisations.hostile import HOSTILE

pytestmark = pytest.mark.browser

NOTEBOOK: Final = root_of_repository() / "docs" / "notebook.ipynb"
#: Of the sample, which every text of the corpus becomes the name of in turn.


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab beside the report."""
    folder = tmp_path_factory.mktemp("lab")
    read = read_dataset(root_of_repository() / "datasets/strong-cities-mena")
    assert read.dataset is not None
    address = f"embedded:{folder / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, read.dataset)
    with jupyter(folder, {"PRACTICE_ATLAS_ENGINE": address}) as started:
        yield started


def run_all(watched: Watched, lab: Lab, name: str) -> Page:
    """The notebook, opened and run to its end."""
    page = watched.page
    page.goto(lab.address(name))
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)  # before that, it would ask which kernel
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
    return page


def frame_of(page: Page, cell: int) -> FrameLocator:
    """What a code cell shows, once it is drawn."""
    output = page.locator(".jp-Notebook .jp-CodeCell").nth(cell).locator(".jp-OutputArea-output")
    output.locator("iframe").wait_for(timeout=60_000)
    output.scroll_into_view_if_needed()
    found = output.frame_locator("iframe")
    found.locator("html[data-ready]").wait_for(timeout=60_000)
    return found


def test_it_is_kept_without_what_it_showed() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]

    assert len(code) > 2
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)


def test_it_runs_in_a_real_server_and_asks_nobody_else(watched: Watched, lab: Lab) -> None:
    (lab.folder / "notebook.ipynb").write_bytes(NOTEBOOK.read_bytes())
    sockets: list[str] = []
    watched.page.on("websocket", lambda socket: sockets.append(socket.url))
    page = run_all(watched, lab, "notebook.ipynb")
    network, on_map = frame_of(page, 1), frame_of(page, 2)

    network.get_by_role("button", name="Fes, City in Morocco").click()
    network.locator(".panel [data-evidence]").first.click()
    expect(network.get_by_role("dialog").get_by_text("What it says")).to_be_visible()
    rows = [shown.locator("#table tbody tr").count() for shown in (network, on_map)]
    assert rows[0] >= rows[1] > 5
    assert on_map.locator(".mark").count() > 5
    watched.shoot("notebook")
    assert page.locator(".jp-OutputArea-output iframe").count() == 2
    assert all(frame.get_attribute("sandbox") == SANDBOX for frame in page.locator("iframe").all())
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert [url for url in watched.foreign(lab.base) if not url.startswith("blob:")] == []
    assert sockets
    assert [url for url in sockets if not url.startswith(lab.base.replace("http", "ws", 1))] == []


def test_hostile_names_are_text_in_it(watched: Watched, lab: Lab, tmp_path: Path) -> None:
    """Every text of the corpus as the name of a city: nothing runs, in the frame or in JupyterLab around it."""
    dialogs: list[str] = []
    watched.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    address = f"embedded:{tmp_path / 'hostile'}"
    with open_engine(address, writable=True) as engine:
        load(engine, learners(HOSTILE))
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    first = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    notebook["cells"] = [first, first | {"id": "hostile", "source": f"network(reading({address!r}))"}]
    (lab.folder / "hostile.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    page = run_all(watched, lab, "hostile.ipynb")
    frame = frame_of(page, 1)
    assert click_each(frame) > len(HOSTILE)
    shown = re.sub(r"\s+", " ", frame.locator("#table").inner_text())
    assert [text for text in HOSTILE if re.sub(r"\s+", " ", text).strip() not in shown] == []

    assert dialogs == []
    assert [url for url in watched.foreign(lab.base) if not url.startswith("blob:")] == []
