"""Pages: what they show, and that hostile text stays text on each of them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.questions.lists import things_of
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.visualisations.pages.list_page import gaps_page, list_page
from practice_atlas.visualisations.pages.practice_page import practice_page
from practice_atlas.visualisations.pages.start_page import start_page
from practice_atlas.visualisations.pages.thing_page import thing_page
from tests.api.client import Client, serving
from tests.support.sample import ROWS, sample
from tests.visualisations.hostile import HOSTILE

#: Fields of the sample's records and parts that hold free text.
TEXTS = {
    "title", "says", "section", "name", "definition", "summary", "reason", "note", "unnamed", "count", "size", "value",
    "reach", "purpose", "description", "adaptation", "unnamed_learner", "role",
}  # fmt: skip
CODED = {"participations", "stages", "states", "outcomes"}


def test_a_city(reader: Reader) -> None:
    """Names, facts, timeline, gaps."""
    page = thing_page(reader, "city:arda")

    assert [name.language for name in page.names] == ["ar", "fr"]
    assert ("160\u202f000",) in [fact.values for fact in page.facts]
    assert ("33.50° north, 35.40° east",) in [fact.values for fact in page.facts]
    assert page.timeline
    assert all(told.evidence for told in page.timeline)


def test_what_disagrees_is_shown_with_all_values(reader: Reader) -> None:
    """None is chosen."""
    conflict = thing_page(reader, "implementation:elin-council").conflicts[0]

    assert conflict.values == ("91 members", "about 100 members")
    assert conflict.evidence


def test_an_engagement_lists_who_took_part(reader: Reader) -> None:
    """Unnamed groups with their number; closed ones not."""
    parts = thing_page(reader, "engagement:exchange").parts

    said = [part.words.plain() for part in parts["Who took part"]]
    assert "Participant: two other cities (2)." in said
    assert not any("Hidden" in text for text in said)
    assert [part.words.plain() for part in parts["What came of it"]] == ["Informed: Support to Elin."]


def test_offices_of_an_official(reader: Reader) -> None:
    """With whether they are held still."""
    (office,) = thing_page(reader, "person:mayor").parts["Offices"]

    assert office.words.plain() == "Mayor, Dalma (formerly in office)."


@pytest.mark.parametrize(
    ("identifier", "heading"),
    [("theme:youth", "Practices of this theme"), ("practice:youth-engagement", "Narrower practices"),
     ("source:report", "Passages that records cite")],
)  # fmt: skip
def test_what_lies_under_it(reader: Reader, identifier: str, heading: str) -> None:
    """Members are listed by name."""
    assert thing_page(reader, identifier).members[heading]


def test_a_practice_has_a_picture_and_the_same_as_a_table(reader: Reader) -> None:
    """Row for row."""
    page = practice_page(reader, "practice:youth-council")

    assert page.picture is not None
    drawn = sorted(number for arrow in page.picture.arrows for number in arrow.numbers)
    assert drawn == [row.number for row in page.steps] == [1, 2, 3, 4, 5]
    assert [stage.label for doing in page.doing for stage in doing.stages][:2] == ["designing", "paused"]
    assert {told.what for told in page.other} & {"flow", "stage"} == set()


def test_the_start_page_names_who_shared_and_who_learned(reader: Reader) -> None:
    """For practices that travelled."""
    travels = {travel.practice.id: travel for travel in start_page(reader).travels}

    council = travels["practice:youth-council"]
    assert [thing.name for thing in council.teachers] == ["Arda", "Bela"]
    assert {thing.name for thing in council.learners} == {"Dalma", "Elin"}


def test_lists_go_page_by_page(reader: Reader) -> None:
    """With the way back and on."""
    after = things_of(reader, "city", page=Page(2)).next
    cities, gaps = list_page(reader, "city", after), gaps_page(reader)

    assert (cities.place.first, cities.place.last, cities.place.total) == (3, 6, 6)
    assert cities.place.earlier is not None
    assert cities.place.later is None
    assert list_page(reader, "city", cities.place.earlier).place.first == 1
    assert all(int(row.details["gaps"] or 0) > 0 for row, _ in gaps.rows)


def _hostile(row: dict[str, Any], texts: Iterator[str]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for field, value in row.items():
        if field in CODED | {"offices"}:
            changed[field] = [_part(part, texts) for part in value]
        elif field in TEXTS:
            changed[field] = f"{next(texts)} {row['id']}"[:290]
    return changed


def _part(part: dict[str, Any], texts: Iterator[str]) -> dict[str, Any]:
    free = {field for field in part if field in TEXTS and (field != "role" or "organisation" in part)}
    return (
        part | {field: next(texts)[:200] for field in free} | {"note": next(texts)}
        if "actor" in part
        else part | {field: next(texts)[:200] for field in free}
    )


def _endless() -> Iterator[str]:
    while True:
        yield from HOSTILE


@pytest.fixture(scope="module")
def hostile_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A service over the sample with hostile text in every field that takes any."""
    texts = _endless()
    changed = {row["id"]: _hostile(row, texts) for row in ROWS}
    changed["city:arda"]["names"] = [f"{text}@en" for text in HOSTILE]
    changed["evidence:council"] |= {"starts": HOSTILE[0], "ends": HOSTILE[3]}
    address = f"embedded:{tmp_path_factory.mktemp('hostile') / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, sample(changed=changed))
    with serving(Settings(engine=address, title=HOSTILE[3])) as client:
        yield client


class _Elements(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {"script"} if dict(attrs) == {"src": "/static/explorer.js", "defer": None} else set()
        if tag in {"script", "iframe", "object", "embed", "style", "base", "marquee", "video", "audio"} - allowed:
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src", "action") and not _own(value or "")):
                self.bad.append(f"{tag} {name}={value}")


def _own(address: str) -> bool:
    return address.startswith(("/", "?", "#", "https://example.org/report#"))


PAGES = ["/", "/practices", "/cities", "/institutions", "/engagements", "/missing", "/docs",
         "/network?focus=city:arda", "/network", "/map", "/mentors", "/share?focus=city:arda", "/shares",
         "/mentors?learner=city:elin&practice=practice:youth-council",
         "/mentors?country=ma&need=theme:youth", "/next", "/next?learner=city:dalma", "/opportunities"]  # fmt: skip


def test_hostile_text_is_text_on_every_page(hostile_service: Client) -> None:
    """No element and no attribute but our own; the text itself is there, escaped."""
    ids = [row["id"] for row in ROWS if row.get("audience") != "hub" and row["id"] != "flow:hidden"]
    paths = PAGES + [f"/id/{identifier.replace(':', '/')}" for identifier in ids]
    paths += [f"/search?q={text[:100].replace('#', '%23').replace('&', '%26')}" for text in HOSTILE]
    seen, found = 0, []
    for path in paths:
        answer = hostile_service.get(path)
        elements = _Elements()
        elements.feed(answer.text)
        found += [(path, bad) for bad in elements.bad]
        seen += "&lt;" in answer.text
        assert answer.status_code == 200, (path, answer.text[:300])

    assert found == []
    assert seen > 60


@pytest.mark.parametrize(("view", "scripts"), [("network", 3), ("map", 4)])
def test_hostile_text_is_text_in_the_explorers_file(hostile_service: Client, view: str, scripts: int) -> None:
    """Its data stand packed in a script, which nothing in them can end; its table is HTML like any."""
    answer = hostile_service.get(f"/v1/views/explorer.html?view={view}")
    before, _, data = answer.text.partition('<script type="application/json" id="view-data">')

    assert answer.status_code == 200
    assert answer.text.count("</script>") == answer.text.count("<script") == scripts
    assert "<" not in data.partition("</script>")[0]
    elements = _Elements()
    elements.feed(before.replace("<style>", ""))
    assert elements.bad == []


def test_hostile_text_is_text_in_the_network_file(hostile_service: Client) -> None:
    """The sample's names are all hostile there."""
    answer = hostile_service.get("/v1/views/network.html")

    assert answer.status_code == 200
    assert answer.text.count("</script>") == 4
    assert "onerror=alert(1)>" not in answer.text
