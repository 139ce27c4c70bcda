"""Matrix, timeline, diffusion and lineage, chosen from: pages, data, pictures and tables tell the same."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.visualisations.palette import STATE_LOOKS
from tests.api.client import Client, serving
from tests.bench.synthetic import Size, dataset, tables
from tests.support.embedded import embedded

COUNCIL: Final = "practice:youth-council"
CHOSEN: Final = {
    "/timeline?city=city:elin": "/v1/views/timeline?city=city:elin",
    f"/diffusion?practice={COUNCIL}": f"/v1/views/diffusion?practice={COUNCIL}",
}
CHOICES: Final = ("country=country:iq", "region=Western+Asia", "partner=Regional+Hub", "kind=adapted",
                  "stage=adopted", "grade=C", "country=Lebanon&kind=inspired")  # fmt: skip


@pytest.fixture(scope="module")
def service(overview_address: str) -> Iterator[Client]:
    """The service on the sample for questions over the whole network."""
    with serving(Settings(engine=overview_address)) as client:
        yield client


@pytest.mark.parametrize("path", CHOSEN)
@pytest.mark.parametrize("choice", CHOICES)
def test_a_page_that_was_chosen_from_tells_what_its_data_pictures_and_tables_tell(
    service: Client, path: str, choice: str
) -> None:
    page, view = service.get(f"{path}&{choice}"), service.get(f"{CHOSEN[path]}&{choice}").json()
    numbers = [str(item["number"]) for item in view["moments"]]

    assert re.findall(r'<tr id="row-(\d+)">', page.text) == numbers
    assert len(numbers) < len(service.get(CHOSEN[path]).json()["moments"])
    links = {unescape(link) for link in re.findall(r'href="(/v1/[^"]*)"', page.text)}
    downloads = [link for link in links if "views/" in link or "/diffusion?" in link]
    assert len(downloads) == 5
    for link in downloads:
        answer = service.get(link)
        assert answer.status_code == 200
        if "format=csv" in link and "timeline" in link:
            assert len(list(csv.reader(io.StringIO(answer.text[1:])))) == len(numbers) + 1
        if "timeline" in link and "csv" not in link and "xlsx" not in link and "." not in link.partition("?")[0]:
            assert answer.json() == view
    for name, text in view["filters"].items():
        assert name in page.text
        assert text in unescape(page.text)


def test_a_table_of_periods_counts_what_was_chosen(service: Client) -> None:
    """Adapted: by Elin alone, in 2023."""
    address = f"/v1/practices/{COUNCIL}/diffusion?kind=adapted"
    told = service.get(address).json()
    rows = list(csv.DictReader(io.StringIO(service.get(f"{address}&format=csv").text[1:])))

    assert [(period["period"], period["flows"]) for period in told["periods"]] == [("2023", 1)]
    assert rows[-1]["learning flows"] == "1"


@pytest.mark.parametrize(
    "choice", ["partner=Regional+Hub", "kind=adapted", "grade=C", "kind=inspired&columns=countries"]
)
def test_a_matrix_is_chosen_from_on_its_page(service: Client, choice: str) -> None:
    """Page, data, table and picture have the same cells, fewer than all; the page says so."""
    page = service.get(f"/matrix?{choice}").text
    links = {unescape(link) for link in re.findall(r'href="(/v1/[^"]*)"', page) if "matrix" in link}
    view = service.get(next(link for link in links if link.startswith("/v1/views/matrix?"))).json()
    table = service.get(next(link for link in links if "format=csv" in link)).text[1:]
    picture = service.get(next(link for link in links if "matrix.svg" in link)).text
    known = [cell for cell in view["cells"] if cell["state"] != "unknown"]
    everything = service.get(f"/v1/views/matrix?columns={view['columns_are']}").json()["cells"]

    assert view["narrowed"]
    assert 0 < len(known) < sum(cell["state"] != "unknown" for cell in everything)
    assert [cell["opening"] for cell in view["cells"] if cell["opening"]] == [
        cell["opening"] for cell in everything if cell["opening"]
    ]
    shown = re.findall(r'<td class="s-([\w-]+)">', re.findall(r'<table class="matrix".*?</table>', page, re.DOTALL)[0])
    assert shown == [cell["state"] for cell in view["cells"]]
    _, *rows = csv.reader(io.StringIO(table))
    assert Counter(state for _, _, *states in rows for state in states if state != "none that fits") == Counter(
        STATE_LOOKS[cell["state"]].label for cell in known
    )
    for text in ("an empty cell may hold something else", *view["filters"].values()):
        assert text in page
        assert text in picture


def test_more_cells_of_a_state_are_asked_for_with_the_same_choices(tmp_path: Path) -> None:
    address = embedded(tmp_path, dataset(tables(Size(cities=30, practices=2, flows=300))))
    with serving(Settings(engine=address)) as many:
        page = many.get("/matrix?columns=cities&grade=D").text
    links = [unescape(link) for link in re.findall(r'and <a href="(/matrix[^"]*)">\d+ more', page)]

    assert links
    for link in links:
        assert parse_qs(urlsplit(link).query).items() >= {"grade": ["D"], "columns": ["cities"]}.items()


def test_a_lineage_is_chosen_from_on_its_page(service: Client) -> None:
    page = service.get("/id/practice/youth-council?kind=adapted&as_of=2025").text
    data = service.get(f"/v1/practices/{COUNCIL}/lineage?kind=adapted&as_of=2025").json()
    nothing = service.get("/id/practice/youth-council?kind=adapted&country=Lebanon").text

    assert [step["record"] for step in data["steps"]] == ["flow:dalma-elin"]
    assert len(re.findall(r'<tr id="step-\d+"', page)) == 1
    assert "/v1/practices/practice:youth-council/lineage?as_of=2025&amp;kind=adapted" in page.replace("%3A", ":")
    assert "Nothing that is told fits what was asked." in nothing


def test_each_choice_that_is_none_is_told_beside_its_field(service: Client) -> None:
    answer = service.get("/timeline?city=city:elin&theme=Nothing&stage=finished&region=Atlantis&grade=E")

    assert answer.status_code in (400, 404, 422)
    for name in ("theme", "stage", "region", "grade"):
        assert f'id="fault-{name}"' in answer.text
    assert service.get("/id/practice/youth-council?partner=Nobody").status_code == 404
    told = service.get("/matrix?partner=Nobody&kind=learned&grade=E").text
    assert all(f'id="fault-{name}"' in told for name in ("partner", "kind", "grade"))
    assert service.get("/v1/matrix?kind=learned").status_code == 422
    assert service.get(f"/v1/views/diffusion?practice={COUNCIL}&stage=finished").status_code == 422
