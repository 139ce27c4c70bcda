"""The matrix with its cells, the timeline of a city and how a practice spread: as pages, as data, and as pictures."""

from __future__ import annotations

import csv
import io
import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from typing import Any, Final
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from practice_atlas.api.settings import Settings
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving

COUNCIL: Final = "practice:youth-council"
PAGES: Final = {
    "/matrix": "/v1/views/matrix",
    "/matrix?columns=countries&theme=theme:youth": "/v1/views/matrix?columns=countries&theme=theme:youth",
    "/timeline?city=city:elin": "/v1/views/timeline?city=city:elin",
    "/timeline?city=city:dalma&as_of=2024": "/v1/views/timeline?city=city:dalma&as_of=2024",
    f"/diffusion?practice={COUNCIL}": f"/v1/views/diffusion?practice={COUNCIL}",
    f"/diffusion?practice={COUNCIL}&by=year": f"/v1/views/diffusion?practice={COUNCIL}&by=year",
}
PICTURES: Final = (
    "/v1/views/matrix.svg",
    "/v1/views/timeline.svg?city=city:elin",
    f"/v1/views/diffusion.svg?practice={COUNCIL}",
    f"/v1/views/lineage.svg?practice={COUNCIL}",
)


@pytest.fixture(scope="module")
def service(overview_address: str) -> Iterator[Client]:
    """The service on the sample for questions over the whole network."""
    with serving(Settings(engine=overview_address)) as client:
        yield client


def _cells(html: str) -> list[str]:
    """The cells of the matrix that hold something, as their table shows them."""
    table = re.findall(r'<table class="matrix".*?</table>', html, re.DOTALL)[0]
    return re.findall(r'<td class="s-([\w-]+)">', table)


@pytest.mark.parametrize("path", PAGES)
def test_rows_of_a_page_are_those_of_the_view(service: Client, path: str) -> None:
    """As many marks and rows as the view has items, and all of it again with the ETag."""
    page, view = service.get(path), service.get(PAGES[path])
    told = view.json()

    assert (page.status_code, view.status_code) == (200, 200)
    if path.startswith("/matrix"):
        assert _cells(page.text) == [cell["state"] for cell in told["cells"]]
        assert len(re.findall(r'<th scope="row">', page.text)) == len(told["rows"])
        listed = re.findall(r'<ul class="by-practice">.*?</ul>', page.text, re.DOTALL)[0]
        assert len(re.findall('href="/matrix/cell', listed)) == sum(
            (cell["state"] != "unknown") + (cell["opening"] is not None) for cell in told["cells"]
        )
    else:
        rows = re.findall(r'<tr id="row-(\d+)">', page.text)
        marks = re.findall(r'<a href="#row-(\d+)" aria-label', page.text)
        assert rows == [str(item["number"]) for item in told["moments"]]
        assert sorted(marks, key=int) == rows
    assert service.get(path, if_none_match=page.headers["etag"]).status_code == 304
    assert service.get(PAGES[path], if_none_match=view.headers["etag"]).status_code == 304


def test_every_cell_leads_to_why_it_is_so(service: Client) -> None:
    page = service.get("/matrix").text
    links = {unescape(link) for link in re.findall(r'<td class="[^"]*"><a href="([^"]*)"', page)}

    assert len(links) == len(_cells(page)) > 8
    for link in links:
        answer = service.get(link)
        assert answer.status_code == 200
        assert 'class="state ' in answer.text
        data = service.get(unescape(re.findall(r'href="([^"]*)">This cell as JSON', answer.text)[0])).json()
        assert data["state"] == "unknown" or data["actors"]


def test_an_exposed_cell_says_why_and_who_could_mentor(service: Client) -> None:
    page = service.get("/matrix/cell?practice=practice:youth-engagement&city=city:dalma").text

    assert "s-exposed" in page
    assert "Could it be replicated here?" in page
    assert "Who could mentor it" in page
    assert 'href="/mentors?learner=city%3Adalma&amp;practice=practice%3Ayouth-engagement"' in page
    assert "/v1/pairings/brief?" in page
    assert page.count("Evidence (") > 2


def test_what_is_not_known_says_so_and_not_no(service: Client) -> None:
    page = service.get("/matrix/cell?practice=practice:youth-engagement&city=city:tripoli-ly").text

    assert "No source here says anything of it. Unknown is not the same as no." in page
    assert "state-unknown" in page


@pytest.mark.parametrize("columns", ["cities", "countries"])
def test_the_matrix_as_a_table_for_spreadsheets(service: Client, columns: str) -> None:
    """Names as headings, unknown spelled out; the same cells as in JSON."""
    told = service.get(f"/v1/matrix?columns={columns}").json()
    answer = service.get(f"/v1/matrix?columns={columns}&format=csv")
    rows = list(csv.reader(io.StringIO(answer.text[1:])))
    book = load_workbook(io.BytesIO(service.get(f"/v1/matrix?columns={columns}&format=xlsx").content))

    assert answer.headers["content-disposition"] == 'attachment; filename="matrix.csv"'
    assert len(rows) == len(told["rows"]) + 1
    assert len(set(rows[0])) == len(rows[0]) == len(told["columns"]["things"]) + 2
    filled = sum(cell != "unknown" for row in rows[1:] for cell in row[2:])
    assert filled == len(told["cells"]) > 0
    assert [list(row) for row in book["matrix"].iter_rows(values_only=True)] == rows


def test_other_tables(service: Client) -> None:
    spread = list(csv.reader(io.StringIO(service.get(f"/v1/practices/{COUNCIL}/diffusion?format=csv").text[1:])))
    view = service.get("/v1/views/timeline?city=city:elin").json()
    told = list(csv.reader(io.StringIO(service.get("/v1/views/timeline?city=city:elin&format=csv").text[1:])))

    assert spread[0][0] == "year"
    assert len(spread) > 2
    assert [row[2] for row in told[1:]] == [item["sentence"] for item in view["moments"]]


@pytest.mark.parametrize("path", PICTURES)
def test_pictures_are_files_that_load_nothing(service: Client, path: str) -> None:
    answer = service.get(path)
    policy = answer.headers["content-security-policy"]
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own

    assert answer.headers["content-type"] == "image/svg+xml"
    assert "default-src 'none'; script-src 'none'; style-src 'sha256-" in policy
    assert "sandbox" in policy
    assert "unsafe" not in policy
    assert "revision 1 of" in "".join(root.itertext())
    assert "shown to: public" in "".join(root.itertext())
    assert service.get(path, if_none_match=answer.headers["etag"]).status_code == 304


@pytest.mark.parametrize("path", PICTURES)
def test_the_same_picture_is_to_be_had_as_png(service: Client, path: str) -> None:
    """Twice as sharp; the signs of states and kinds come from our own fonts, not from those of a machine."""
    root = ElementTree.fromstring(service.get(path).content)  # noqa: S314 - our own
    answer = service.get(path.replace(".svg", ".png"))
    width, height = struct.unpack(">II", answer.content[16:24])
    drawn = zlib.decompress(b"".join(_chunks(answer.content, b"IDAT")))

    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert (width, height) == pytest.approx((2 * float(root.attrib["width"]), 2 * float(root.attrib["height"])), abs=2)
    assert len(set(drawn)) > 100
    assert service.get(path.replace(".svg", ".png")).content == answer.content


def _chunks(png: bytes, kind: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == kind:
            yield png[at + 8 : at + 8 + length]
        at += length + 12


def test_a_picture_says_how_much_of_it_is_drawn(service: Client) -> None:
    told = service.get("/v1/views/matrix.svg?limit=1&columns_limit=2&as_of=2025").text

    assert "1 of 2 practices by 2 of 6 cities." in told
    assert "As of: 2025-12-31" in told


def test_pages_of_rows_and_of_columns(service: Client) -> None:
    page = service.get("/matrix?limit=1&columns_limit=4&columns=cities").text
    links = [unescape(link) for link in re.findall(r'<a href="([^"]*)" rel="next">', page)]
    following = [service.get(link).text for link in links]

    assert "1 of 2 practices by 4 of 6 cities" in page
    assert len(links) == 2
    assert all("limit=1" in link and "columns_limit=4" in link for link in links)
    assert "Practices 2 to 2 of 2" in following[0]
    assert "Cities 5 to 6 of 6" in following[1]


@pytest.mark.parametrize(
    ("path", "status", "field", "says"),
    [("/matrix?practice=Teleport", 404, "practice", "Nothing is called 'Teleport'."),
     ("/matrix?theme=Teleport", 404, "theme", "Nothing is called 'Teleport'."),
     ("/matrix?country=city:arda", 404, "country", "city:arda is no country."),
     ("/matrix?region=narnia", 404, "region", "'narnia' is no region of UN M49."),
     ("/matrix?state=unknown", 422, "state", "'unknown' is no state of a cell"),
     ("/matrix?columns=rows", 422, "columns", "'rows' are no columns"),
     ("/matrix?as_of=yesterday", 422, "as_of", "not a date"),
     ("/timeline?city=Atlantis", 404, "city", "Nothing is called 'Atlantis'."),
     ("/timeline?city=theme:youth", 404, "city", "theme:youth is no city."),
     ("/timeline?city=Elin&as_of=yesterday", 422, "as_of", "not a date"),
     ("/diffusion?practice=city:arda", 404, "practice", "city:arda is no practice."),
     (f"/diffusion?practice={COUNCIL}&by=day", 422, "by", "'day' is no period")],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_beside_its_field(
    service: Client, path: str, status: int, field: str, says: str
) -> None:
    answer, program = service.get(path, accept="text/html"), service.get(path, accept="application/json")
    beside = re.findall(rf'<p class="fault" id="fault-{field}">(.*?)</p>', answer.text, re.DOTALL)

    assert (answer.status_code, program.status_code) == (status, status)
    assert len(beside) == 1, answer.text
    assert says in unescape(re.sub("<[^>]*>", "", beside[0]))
    assert program.json()["parameter"] == field


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [(f"practice={COUNCIL}", 422, "city"), (f"practice={COUNCIL}&city=Elin&country=country:ma", 422, "city"),
     (f"practice={COUNCIL}&city=Atlantis", 404, "city"), ("practice=Nothing&city=Elin", 404, "practice"),
     (f"practice={COUNCIL}&country=city:elin", 404, "country")],
)  # fmt: skip
def test_a_cell_that_is_none(service: Client, query: str, status: int, parameter: str) -> None:
    for path in ("/v1/matrix/cell", "/matrix/cell"):
        answer = service.get(f"{path}?{query}", accept="application/json")

        assert answer.status_code == status
        assert answer.json()["parameter"] == parameter


@pytest.mark.parametrize("path", ["/timeline", "/timeline?city=", "/diffusion", "/diffusion?practice=&by="])
def test_without_a_name_there_is_a_form(service: Client, path: str) -> None:
    answer = service.get(path)

    assert answer.status_code == 200
    assert '<form class="ask"' in answer.text
    assert 'role="alert"' not in answer.text


@pytest.mark.parametrize(
    ("page", "name"),
    [("matrix?", name) for name in ("practice", "theme", "country", "region", "state", "columns", "as_of")]
    + [("timeline?", "city"), ("timeline?city=Elin&", "as_of"), ("diffusion?", "practice"), ("diffusion?", "by"),
       ("matrix/cell?city=Elin&", "practice"), (f"matrix/cell?practice={COUNCIL}&", "city")],
)  # fmt: skip
def test_what_was_sent_is_shown_as_text(service: Client, page: str, name: str) -> None:
    answer = service.get(f"/{page}{name}={quote(chr(34) + '><script>alert(1)</script> onfocus=x')}", accept="text/html")

    assert answer.status_code in (404, 422)
    assert "<script>" not in answer.text
    assert "alert(1)" in answer.text


def _closed(told: Any) -> bool:
    return any(name in str(told) for name in ("Hidden City", "city:hidden", "city/hidden", "city%3Ahidden"))


def test_what_is_closed_is_not_shown(service: Client, overview_address: str) -> None:
    paths = [*PAGES, *PAGES.values(), *PICTURES, "/", "/v1/matrix?format=csv"]
    shown = "".join(service.get(path).text for path in paths)
    with serving(Settings(engine=overview_address, audience=Audience.HUB)) as hub:
        for_hub = "".join(hub.get(path).text for path in paths)

    assert not _closed(shown)
    assert _closed(for_hub)
    assert service.get("/timeline?city=city:hidden", accept="text/html").status_code == 404


@pytest.mark.parametrize(
    ("path", "link"),
    [("/", "/matrix"), ("/id/city/elin", "/timeline?city=city%3Aelin"),
     ("/id/practice/youth-council", "/diffusion?practice=practice%3Ayouth-council"),
     ("/id/practice/youth-council", "/v1/views/lineage.svg?practice=practice%3Ayouth-council")],
)  # fmt: skip
def test_other_pages_lead_there(service: Client, path: str, link: str) -> None:
    assert f'href="{link}"' in service.get(path).text


def test_the_first_screen_has_the_matrix(service: Client) -> None:
    page = service.get("/").text

    assert 'class="matrix"' in page
    assert {"adopted", "paused"} <= set(re.findall(r'<td class="s-([\w-]+)">', page))
