"""Who looks at an earlier revision or date stays there, whatever he follows: links, forms, pictures, other forms."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.api.store import open_store
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.support.sample import sample

THEN = {"known_at": ["1"], "as_of": ["2025"]}
#: Of the same time always.
TIMELESS = ("/static/", "/v1/openapi.json", "/v1/algorithms", "/ontology")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The service over two revisions: in the second Bela has another name."""
    folder = tmp_path_factory.mktemp("in-time")
    with open_store(f"sqlite:{folder}/store.sqlite") as store:
        for changed in ({}, {"city:bela": {"name": "Nova Bela"}}):
            with open_engine(f"embedded:{folder}", writable=True) as engine:
                load(engine, sample(changed=changed))
                store.history.remember(engine)
    with serving(Settings(engine=f"embedded:{folder}")) as client:
        yield client


class _Links(HTMLParser):
    """Where a page leads: links and pictures, and the fields of each of its forms."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, dict[str, list[str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("a", "iframe") and (address := given.get("href") or given.get("src")):
            self.links.append(address)
        elif tag == "form":
            address = given.get("action") or ""  # of what is posted, the address holds the time
            self.forms.append((address, parse_qs(urlsplit(address).query) if given.get("method") == "post" else {}))
        elif tag == "input" and self.forms:
            self.forms[-1][1].setdefault(given.get("name") or "", []).append(given.get("value") or "")


def _read(service: Client, path: str) -> tuple[str, _Links]:
    answer = service.get(path, accept="text/html")
    assert answer.status_code == 200, (path, answer.text[:200])
    links = _Links()
    links.feed(answer.text)
    return answer.text, links


@pytest.mark.long
def test_every_link_stays_in_time(service: Client) -> None:
    """From the first page on, as far as links lead: each at that revision and date, and each has an answer."""
    waiting, seen, strayed, newer = ["/?known_at=1&as_of=2025"], set(), [], []
    answered = set[str]()
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        text, links = _read(service, page)
        newer += [page] if "Nova" in text else []
        strayed += [(page, action) for action, fields in links.forms
                    if {name: fields.get(name) for name in THEN} != THEN]  # fmt: skip
        for link in links.links:
            to = urlsplit(urljoin(f"http://test{page}", link))
            if to.netloc != "test" or to.path.startswith(TIMELESS) or link.startswith("#"):
                continue
            back = "now" in text and "known_at" not in to.query and to.path == urlsplit(page).path
            everything = "as_of" not in to.query and to.path == urlsplit(page).path
            wanted = {name: value for name, value in THEN.items() if name == "known_at" or _takes_a_date(to.path)}
            kept = {name: value for name, value in parse_qs(to.query).items() if name in wanted}
            if kept != wanted and not back and not everything:
                strayed.append((page, link))
            elif kept == wanted and not to.path.startswith("/v1/") and to.path != "/sparql":
                waiting.append(f"{to.path}?{to.query}")
            elif kept == wanted and to.path != "/sparql" and f"{to.path}?{to.query}" not in answered:
                answered.add(f"{to.path}?{to.query}")
                assert service.get(f"{to.path}?{to.query}").status_code == 200, link

    assert strayed == []
    assert newer == []
    assert len(seen) > 50


def _takes_a_date(path: str) -> bool:
    return not path.startswith(("/v1/search", "/v1/evidence/", "/v1/health"))


def test_the_page_says_when_it_is_of_and_leads_back(service: Client) -> None:
    then, _ = _read(service, "/id/city/bela?known_at=1&as_of=2025")
    now, _ = _read(service, "/id/city/bela?as_of=2025")

    assert "As known at revision 1 of" in then
    assert '<a href="?as_of=2025">Show what is known now</a>' in then
    assert "Nova Bela" in now
    assert "As known at" not in now


def test_other_forms_of_a_page_are_of_the_same_time(service: Client) -> None:
    answer = service.get("/id/city/bela?known_at=1", accept="text/html")
    turtle = answer.headers["link"].partition(".ttl")[2].partition(">")[0]

    assert turtle == "?known_at=1"
    assert answer.headers["content-location"] == "/id/city/bela.html?known_at=1"
    assert "Nova" not in service.get("/id/city/bela.ttl?known_at=1").text
    assert "Nova" in service.get("/id/city/bela.ttl").text


@pytest.mark.parametrize("path", ["/id/city:bela", "/id/evidence:council"])
def test_what_leads_elsewhere_takes_the_time_along(service: Client, path: str) -> None:
    answer = service.get(f"{path}?known_at=1&as_of=2025")

    assert answer.status_code == 308
    assert answer.headers["location"].endswith("?known_at=1&as_of=2025")


@pytest.mark.parametrize("name", ["known_at", "as_of"])
def test_a_time_that_is_none_is_not_taken_along(service: Client, name: str) -> None:
    """Else every link of the page would lead to the same problem."""
    answer = service.get(f"/id/city/bela?{name}=nonsense", accept="text/html")

    assert answer.status_code == 422
    assert "nonsense" in answer.text
    assert f"{name}=nonsense" not in answer.text


def test_dumps_of_an_earlier_revision_are_none(service: Client) -> None:
    """Not *come again*: nobody makes them."""
    answer = service.get("/v1/dumps?known_at=1")

    assert answer.status_code == 404
    assert "newest" in answer.json()["detail"]
