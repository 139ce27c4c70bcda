"""What is closed appears nowhere: every address is walked, in every form, and its bytes are searched."""

from __future__ import annotations

import pytest

from practice_atlas.api.routers.pages import LISTS
from practice_atlas.api.settings import Settings
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving
from tests.support.sample import ROWS

#: Identifiers, names and words of the sample's closed records.
CLOSED = (
    "city:hidden",
    "city/hidden",
    "Hidden City",
    "flow:hidden",
    "evidence:closed",
    "only the hub",
    "In confidence",
)

OPEN_IDS = [row["id"] for row in ROWS if "hidden" not in row["id"] and "closed" not in row["id"]]
CLOSED_IDS = ["city:hidden", "flow:hidden", "evidence:closed"]


def _paths() -> list[str]:
    paths = [
        "/",
        "/network",
        "/map",
        "/missing",
        "/mentors",
        "/next",
        "/opportunities",
        "/algorithms",
        "/docs",
        "/v1/health",
        "/v1/flows",
        "/v1/views/network.html",
        "/v1/views/explorer.html?view=map",
        "/v1/openapi.json",
    ]
    paths += [f"/{name}" for name in LISTS] + [f"/v1/{name}" for name in LISTS]
    paths += [f"{prefix}?q={word}" for prefix in ("/search", "/v1/search") for word in ("h", "city", "c", "arda", "e")]
    paths += [
        f"/v1/flows?{end}={name}" for end, name in (("from", "Arda"), ("to", "Elin"), ("practice", "Youth council"))
    ]
    paths += ["/v1/path?from=Arda&to=Elin", "/v1/path?from=Bela&to=Dalma", "/v1/practices/Youth council/lineage"]
    for identifier in OPEN_IDS:
        paths += [f"/v1/entities/{identifier}", f"/v1/entities/{identifier}/missing", f"/network?focus={identifier}"]
        paths += [f"/map?focus={identifier}"]
        paths += [f"/mentors?learner={identifier}", f"/mentors?practice={identifier}&learner=city:elin"]
        paths += [f"/next?learner={identifier}", f"/opportunities?practice={identifier}"]
        paths += [f"/id/{identifier.replace(':', '/')}", f"/v1/views/network.html?focus={identifier}"]
        paths += [f"/v1/evidence/{identifier}"] if identifier.startswith("evidence") else []
    return [*paths, "/id/country/tn", "/id/country/ma", "/v1/entities/country:tn"]


def test_closed_records_appear_in_no_answer_for_anybody(service: Client) -> None:
    """Neither their names nor their words, on any address that knows of something open."""
    texts = {path: service.get(path).text for path in _paths()}
    leaks = [(path, word) for path, text in texts.items() for word in CLOSED if word in text]

    assert len(texts) > 150
    assert leaks == []


@pytest.mark.parametrize("identifier", CLOSED_IDS)
@pytest.mark.parametrize("form", ["/v1/entities/{0}", "/v1/entities/{0}/missing", "/v1/evidence/{0}", "/id/{1}"])
def test_what_is_closed_is_refused_like_what_is_not_there(service: Client, identifier: str, form: str) -> None:
    """Word for word, so that nobody can tell which it is."""
    other = identifier.partition(":")[0] + ":neverr"
    closed, absent = (
        service.get(form.format(item, item.replace(":", "/")), x_request_id="same") for item in (identifier, other)
    )

    assert closed.status_code == absent.status_code == 404
    assert closed.text.replace(identifier, other) == absent.text


def test_the_hub_sees_what_is_closed(sample_address: str) -> None:
    """The same service for another audience: so the walk above would have found it."""
    with serving(Settings(engine=sample_address, audience=Audience.HUB)) as client:
        texts = [client.get(path).text for path in _paths()]
    found = {word for text in texts for word in CLOSED if word in text}

    assert found >= {"city:hidden", "city/hidden", "Hidden City", "flow:hidden", "evidence:closed", "only the hub"}
