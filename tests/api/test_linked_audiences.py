"""Records of every audience, and each way out of RDF and reconciliation: what is closed to a caller is in none.

Each word of a closed record is looked for in every answer; and found for those who may see it, so that the search would
have found it.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving
from tests.support.sample import INFO, ROWS, records

#: A city, a practice, an institution, evidence, a flow and a membership of an audience, whose names begin with a mark.
MARKS: Final = {Audience.MEMBERS: "zumurrud", Audience.HUB: "quqnus"}


def _closed(audience: Audience) -> list[dict[str, Any]]:
    mark, own = MARKS[audience], {"audience": audience.value}
    return [
        {"id": f"evidence:{mark}", "source": "source:report", "starts": f"{mark} one", "ends": f"{mark} two",
         "says": f"{mark} says", **own},
        {"id": f"city:{mark}", "name": f"{mark} City", "names": [f"{mark} Ville@fr"], "country": "country:tn", **own},
        {"id": f"practice:{mark}", "name": f"{mark} practice", **own},
        {"id": f"institution:{mark}", "name": f"{mark} ministry", "institution_kind": "ministry",
         "country": "country:ma", **own},
        {"id": f"flow:{mark}", "learner": "city:elin", "teacher": f"city:{mark}", "practice": "practice:youth-council",
         "flow_kind": "adapted", "evidence": [f"evidence:{mark}"]},
        {"id": f"membership:{mark}", "actor": "city:elin", "organisation": f"institution:{mark}",
         "evidence": ["evidence:council"]},
        {"id": f"statement:{mark}", "about": "implementation:elin-council", "field": "size", "value": f"{mark} members",
         "evidence": [f"evidence:{mark}"]},
    ]  # fmt: skip


#: Where a closed record must appear for those who may see it, or the search for leaks finds nothing.
EXPECTED: Final = (
    "/id/city/elin.ttl", "/id/city/elin.nt", "/id/city/elin.jsonld", "queries", ".nq.gz", ".trig.gz", ".ttl.gz",
    ".jsonld.gz", "rdf12", "suggest/entity",
)  # fmt: skip

ALL: Final = [*ROWS, *_closed(Audience.MEMBERS), *_closed(Audience.HUB)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"embedded:{tmp_path_factory.mktemp('audiences') / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, Dataset.of(INFO, records(*ALL)))
    return address


@pytest.fixture(scope="module", params=list(Audience))
def ways(
    request: pytest.FixtureRequest, address: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Audience, dict[str, str]]:
    """The audience, and the answer of every way out to it."""
    audience: Audience = request.param
    folder = tmp_path_factory.mktemp("dumps")
    with serving(Settings(engine=address, audience=audience, dumps=folder, rate_per_address=0)) as client:
        return audience, dict(_ways(client, folder))


def _ways(client: Client, folder: Path) -> Iterator[tuple[str, str]]:
    for path in _paths():
        yield path, client.get(path).text
    asked = {f"q{number}": {"query": text, "limit": 50} for number, text in enumerate(_texts())}
    yield "queries", client.post("/v1/reconcile", {"queries": json.dumps(asked)}).text.replace(json.dumps(asked), "")
    until = time.monotonic() + 120
    while (listed := client.get("/v1/dumps")).status_code == 503 and time.monotonic() < until:
        continue
    yield "/v1/dumps", listed.text
    for offer in listed.json()["dumps"]:
        packed = client.get(offer["address"].removeprefix("http://test")).content
        yield offer["name"], gzip.decompress(packed).decode()
    for ending in ("ttl", "nt", "jsonld"):
        yield f"void.{ending}", client.get(f"/.well-known/void.{ending}").text
    for kept in folder.rglob("*.nt"):
        yield kept.name, kept.read_text(encoding="utf-8")


def _texts() -> list[str]:
    """Beginnings and neighbours of every closed name, none of which holds the mark itself."""
    words = ["City", "Ville", "ministry", "practice", "Tunisia", "Zumurrut", "Quqnos", "zumurru", "quqnu", "Elin"]
    return [*words, *(f"{word}, Tunisia" for word in words)]


def _paths() -> Iterator[str]:
    for row in ALL:
        if any(mark in row["id"] for mark in MARKS.values()):
            continue
        path = "/id/" + row["id"].replace(":", "/")
        yield from (f"{path}.{ending}" for ending in ("html", "json", "ttl", "nt", "jsonld"))
    yield from (f"/id/country/{code}.{ending}" for code in ("ma", "tn") for ending in ("html", "json", "ttl"))
    for text in ("z", "zu", "q", "qu", "city", "c", "min", "p"):
        yield f"/v1/reconcile/suggest/entity?prefix={quote(text)}"
    ids = [row["id"] for row in ALL if not any(mark in row["id"] for mark in MARKS.values())]
    properties = [{"id": name} for name in ("country", "names", "name_fr", "parent", "themes", "broader", "address")]
    yield "/v1/reconcile?extend=" + quote(json.dumps({"ids": ids, "properties": properties}))
    yield from (f"/v1/reconcile/preview?id={identifier}" for identifier in ids)


def test_what_is_closed_is_in_no_way_out(ways: tuple[Audience, dict[str, str]]) -> None:
    audience, answers = ways
    hidden = [mark for other, mark in MARKS.items() if other.level > audience.level]
    seen = [mark for other, mark in MARKS.items() if other.level <= audience.level]
    leaks = [(way, mark) for way, text in answers.items() for mark in hidden if mark in text]
    found = {mark: [way for way, text in answers.items() if mark in text] for mark in seen}

    assert len(answers) > 200
    assert leaks == []
    for mark in seen:
        ways_out = " ".join(found[mark])
        assert [name for name in EXPECTED if name not in ways_out] == []


def test_counts_do_not_tell_of_what_is_closed(address: str, tmp_path: Path) -> None:
    """With the closed records and without them, the public gets the same bytes but for the number and hash of the
    revision."""
    other = f"embedded:{tmp_path / 'graph'}"
    with open_engine(other, writable=True) as engine:
        load(engine, Dataset.of(INFO, records(*ROWS)))
    answers = []
    for where in (address, other):
        with serving(Settings(engine=where, dumps=tmp_path / "dumps", rate_per_address=0)) as client:
            answers.append(
                {
                    way: _told(text)
                    for way, text in _ways(client, tmp_path / "nothing")
                    if way not in ("/v1/dumps",) and "html" not in way
                }
            )

    differing = [way for way in answers[0] if answers[0][way] != answers[1][way] and not way.startswith("void")]
    assert len(answers[0]) > 150
    assert differing == []


@pytest.mark.parametrize("kind", ["city", "practice", "institution", "evidence", "flow"])
@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
def test_what_is_closed_is_refused_like_what_is_not_there(address: str, kind: str, audience: Audience) -> None:
    with serving(Settings(engine=address, audience=audience, rate_per_address=0)) as client:
        for path in ("/id/{}/{}", "/id/{}/{}.ttl", "/id/{}/{}.json", "/v1/reconcile/preview?id={}:{}"):
            closed, absent = (client.get(path.format(kind, slug)) for slug in ("quqnus", "absent"))
            assert closed.status_code == absent.status_code == 404
            assert _told(closed.text).replace("quqnus", "absent") == _told(absent.text)


def _told(text: str) -> str:
    """Without the identifier of the request."""
    return json.dumps({**json.loads(text), "request_id": None}) if text.startswith('{"type"') else text
