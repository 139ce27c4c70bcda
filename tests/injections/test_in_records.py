"""Each text in each field of each kind of record: kept and given back letter by letter, and nothing of it is run."""

from __future__ import annotations

import csv
import gzip
import io
import json
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import httpx
import networkx as nx
import pytest
from openpyxl import load_workbook
from pyoxigraph import Literal, RdfFormat, parse

from practice_atlas.api.routers.things import PLURALS
from practice_atlas.api.settings import Settings
from practice_atlas.graph import exports, layout
from practice_atlas.graph.arrows import arrows_of, part_rows
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.exports.cells import harmless
from practice_atlas.graph.projection import Projector
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import Snapshot, snapshot
from practice_atlas.graph.writing import load
from practice_atlas.loaders import read_dataset, write_dataset
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.naming import name_of
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving
from tests.injections.listing import HTML, LISTING, SOME
from tests.injections.records import dataset, fields, texts_of

DATA: Final = dataset()
_RESULTS: Final = "{http://www.w3.org/2005/sparql-results#}"


def test_each_text_is_in_each_field() -> None:
    """Else the tests below would say less than they seem to: but for lines, which hold no line break."""
    found: dict[str, set[str]] = {}
    for record in DATA.records.values():
        for field, text in texts_of(record):
            found.setdefault(field, set()).add(text)
    missing = {
        (field, text)
        for field in fields()
        for text in LISTING
        if not found[field] & {text, text[:160]} and not set(text) & {"\r", "\n"}
    }

    assert missing == set()
    assert len(found) > 35
    assert len(LISTING) > 100


def test_both_engines_keep_them_as_text(engine: Engine) -> None:
    """The records come back as they were, and the graph holds what they say and nothing else."""
    load(engine, DATA)
    reader = Reader(engine, Audience.HUB)
    back = {item.record.id: item.record for item in reader.many(DATA.records)}
    projector = Projector(DATA.records, dict.fromkeys(DATA.records, ("sample",)))
    records = list(DATA.records.values())
    parts = sum(1 for record in records for _ in part_rows(projector, record))
    nodes = len(records) + len(projector.countries) + parts + len((layout.DATASET, layout.REVISION))

    assert back == DATA.records
    assert engine.read("MATCH (n) RETURN count(n) AS total") == [{"total": nodes}]
    arrows = sum(1 for record in records for _ in arrows_of(projector, record))
    assert engine.read("MATCH ()-[r]->() RETURN count(r) AS total") == [{"total": arrows}]
    things = reader.things(key for key in DATA.records if kind_of(key) == "city")
    assert {thing.id: thing.name for thing in things.values()} == {
        key: name_of(DATA.records[key], DATA.records) for key in things
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an embedded graph of them."""
    address = f"embedded:{tmp_path_factory.mktemp('injected') / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, DATA)
    return address


@pytest.fixture(scope="module")
def service(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The service over them, for the hub; its own title is one of them."""
    folder = tmp_path_factory.mktemp("dumps")
    with serving(Settings(engine=address, audience=Audience.HUB, title=LISTING[-5], dumps=folder)) as client:
        yield client


def _ready(client: Client, path: str, **headers: str) -> httpx.Response:
    deadline = time.monotonic() + 120
    while (answer := client.get(path, **headers)).status_code == 503 and time.monotonic() < deadline:
        time.sleep(0.3)
    assert answer.status_code == 200, (path, answer.text[:300])
    return answer


@pytest.mark.parametrize("plural", [plural for plural, kind in PLURALS.items() if kind != "flow"])
def test_lists_give_them_back_as_json_and_as_tables(service: Client, plural: str) -> None:
    kind = PLURALS[plural]
    found: dict[str, Any] = {}
    after: str | None = ""
    wanted = {key: record for key, record in DATA.records.items() if record.kind == kind}
    while after is not None:
        told = _ready(service, f"/v1/{plural}?limit=500&include=record&after={quote(after)}" if after
                      else f"/v1/{plural}?limit=500&include=record").json()  # fmt: skip
        found |= {row["thing"]["id"]: row for row in told["rows"]}
        after = told["next"]
    comma = list(csv.DictReader(io.StringIO(_ready(service, f"/v1/{plural}?format=csv&limit=10000").text[1:])))
    book = load_workbook(io.BytesIO(_ready(service, f"/v1/{plural}?format=xlsx&limit=10000").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    names = {key: name_of(record, DATA.records) for key, record in wanted.items()}

    assert {key: row["thing"]["name"] for key, row in found.items()} == names
    assert {key: type(wanted[key]).model_validate(row["record"]) for key, row in found.items()} == wanted
    assert {row["id"]: row["name"] for row in comma} == {key: harmless(name) for key, name in names.items()}
    assert [cell for row in comma for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    rows = list(book[plural].iter_rows(values_only=True))[1:]
    assert {row[1]: _of_xml(str(row[0])) for row in rows} == {key: _of_xml(name) for key, name in names.items()}


def _of_xml(text: str) -> str:
    """As XML has line breaks."""
    return text.replace("\r\n", "\n")


class _Elements(HTMLParser):
    """What a browser would make of a page: the elements, attributes and addresses that are none of ours."""

    _OURS: Final = frozenset(
        ["a", "article", "b", "bdi", "body", "br", "button", "caption", "circle", "code", "col", "colgroup",
         "datalist", "dd", "defs", "desc", "details", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure",
         "footer", "form", "g", "h1", "h2", "h3", "h4", "h5", "head", "header", "html", "input", "label",
         "legend", "li", "line", "link", "main", "marker", "meta", "nav", "ol", "option", "p", "path", "pre", "q",
         "rect", "section", "select", "small", "span", "strong", "summary", "svg", "table", "tbody", "td", "text",
         "textarea", "th", "thead", "title", "tr", "tspan", "ul"]
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        script = tag == "script" and dict(attrs) == {"src": "/static/explorer.js", "defer": None}
        if tag not in self._OURS and not script:
            self.bad.append(tag)
        for name, value in attrs:
            address = name in ("href", "src", "action", "formaction") and not (value or "").startswith(
                (
                    "/",
                    "?",
                    "#",
                    "https://example.org/report#:~:text=",
                    "https://w3id.org/",
                    "https://example.org/report",
                )
            )
            if name.startswith("on") or address or name in ("style", "srcdoc"):
                self.bad.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


PAGES: Final = ("/", "/practices", "/cities", "/institutions", "/engagements", "/missing", "/network?focus=city:arda",
                "/map", "/docs", "/sparql", "/id/country/ma", "/mentors",
                "/mentors?learner=city:elin&practice=practice:youth-council", "/next", "/next?learner=city:dalma",
                "/opportunities", "/matrix", "/matrix?columns=countries", "/timeline", "/timeline?city=city:elin",
                "/matrix/cell?practice=practice:youth-council&city=city:dalma", "/diffusion",
                "/matrix/cell?practice=practice:youth-council&country=country:ma",
                "/diffusion?practice=practice:youth-council")  # fmt: skip


def test_pages_show_them_as_text(service: Client) -> None:
    """No element, attribute or address but our own, on lists, in search, and on the page of every kind."""
    tried = {str(LISTING.index(text)) for text in (*HTML, *SOME)}
    copies = ((record.kind, key.rpartition("-x")[2], key) for key, record in DATA.records.items())
    one_of_each = {(kind, copy): key for kind, copy, key in copies if copy in tried}
    paths = [*PAGES, *(f"/id/{key.replace(':', '/', 1)}" for key in one_of_each.values())]
    paths += [f"/search?q={quote(text[:200])}" for text in LISTING]
    bad, shown = [], set()
    for path in paths:
        answer = _ready(service, path, accept="text/html")
        page = _Elements()
        page.feed(answer.text)
        bad += [(path, item) for item in page.bad]
        text = " ".join(" ".join(page.text).split())
        shown |= {item for item in LISTING if " ".join(item.split()) in text}

    assert bad == []
    assert set(LISTING) - shown == set()


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld"])
def test_linked_forms_give_them_back(service: Client, form: str) -> None:
    media = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}[form]
    lost = []
    for number, text in enumerate(LISTING):
        triples = list(parse(_ready(service, f"/id/evidence/pause-x{number}.{form}").content, format=media))
        literals = {triple.object.value for triple in triples if isinstance(triple.object, Literal)}
        lost += [text] if text not in literals else []

    assert lost == []


def test_dumps_hold_each_of_them_and_no_statement_of_theirs(service: Client) -> None:
    offered = {dump["name"]: dump for dump in _ready(service, "/v1/dumps").json()["dumps"]}
    literals: dict[str, set[str]] = {}
    for name, dump in offered.items():
        answer = _ready(service, httpx.URL(dump["address"]).raw_path.decode())
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        if dump["media_type"] not in (
            "application/n-quads",
            "application/trig",
            "text/turtle",
            "application/n-triples",
        ):
            continue
        quads = list(parse(gzip.decompress(answer.content), format=RdfFormat.from_media_type(dump["media_type"])))
        literals[name] = {quad.object.value for quad in quads if isinstance(quad.object, Literal)}
        named = {str(term) for quad in quads for term in (quad.subject, quad.predicate, quad.object)
                 if not isinstance(term, Literal)}  # fmt: skip
        assert [term for term in named if "evil" in term] == []

    assert {name: set(LISTING) - found for name, found in literals.items() if set(LISTING) - found} == {}
    assert literals


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparql_answers_give_them_back(service: Client, form: str) -> None:
    query = "SELECT DISTINCT ?says { ?s atlas:says ?says }"
    told = _ready(service, f"/sparql?query={quote(query)}&format={form}").content.decode()
    written = set(LISTING)
    match form:
        case "json":
            found = {row["says"]["value"] for row in json.loads(told)["results"]["bindings"]}
        case "csv":
            found = {row[0] for row in csv.reader(io.StringIO(told, newline=""))}
        case "tsv":
            found = {term.value for line in told.split("\n")[1:-1] if isinstance(term := _term(line), Literal)}
        case _:
            written = {_of_xml(text) for text in LISTING}
            found = {item.text for item in ElementTree.fromstring(told).iter(f"{_RESULTS}literal")}  # noqa: S314  our own

    assert written - found == set()


def _term(written: str) -> object:
    return next(iter(parse(f"<x:x> <x:x> {written} .", format=RdfFormat.N_TRIPLES))).object


@pytest.fixture(scope="module")
def taken(address: str) -> Snapshot:
    """The snapshot that exports are made of."""
    with open_engine(address) as engine:
        return snapshot(engine, Audience.HUB)


@pytest.mark.parametrize(
    ("write", "read"), [(exports.write_graphml, nx.read_graphml), (exports.write_gexf, nx.read_gexf)]
)
def test_networks_give_them_back(taken: Snapshot, tmp_path: Path, write: Any, read: Any) -> None:
    write(taken, tmp_path / "network.xml")
    graph = read(tmp_path / "network.xml")
    names = {data.get("name") or data.get("label") for _, data in graph.nodes(data=True)}

    assert {text for text in LISTING if not set(text) & {"\r", "\n"}} - names == set()
    assert graph.number_of_nodes() == taken.graph.number_of_nodes()
    assert graph.number_of_edges() == taken.graph.number_of_edges()


def _loadable() -> Dataset:
    """Those that a data set may hold: no flow told twice, no path for the name of a file, no field that is none."""
    kept = (record for key, record in DATA.records.items() if "-x" not in key or not key.startswith("flow:")
            or key.startswith("flow:unnamed"))  # fmt: skip
    found = [record.model_copy(update=_own(record)) for record in kept]
    cited = tuple(record.id for record in found if record.kind == "evidence")  # by one, so that each is by some
    return Dataset.of(
        DATA.info,
        [item.model_copy(update={"evidence": cited}) if item.id == "resource:guide" else item for item in found],
    )


def _own(record: Record) -> dict[str, str | None]:
    copy = record.id.rpartition("-x")[2]
    match record.kind:
        case "flow" if copy.isdecimal():
            return {"practice": f"practice:youth-council-x{copy}"}
        case "source":
            return {"file": None}
        case "statement":
            return {"field": "size"}
        case _:
            return {}


@pytest.mark.parametrize("kind", ["yaml", "csv", "xlsx"])
def test_data_sets_come_back_from_every_format(tmp_path: Path, kind: Any) -> None:
    """What was written is read as the same records, whatever a text looks like in the format."""
    path, data = tmp_path / ("data.xlsx" if kind == "xlsx" else "data"), _loadable()
    write_dataset(data, path, kind)
    checked = read_dataset(path)

    assert checked.dataset is not None, checked.problems[:3]
    back, given = ({key: _one_break(record) for key, record in held.items()}
                   for held in (checked.dataset.records, data.records))  # fmt: skip
    assert {key: (text, given[key]) for key, text in back.items() if text != given.get(key)} == {}
    assert len(back) == len(given)


def _one_break(record: Record) -> str:
    """A record's content; files have one kind of line break."""
    return record.canonical().replace("\\r\\n", "\\n")
