"""Reconciliation Service API 0.2 as OpenRefine speaks it: manifest, batches, suggestions, previews, extension."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # no stubs in the lock file

from practice_atlas.api.settings import Settings
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving

PATH: Final = "/v1/reconcile"
_SERVICE: Final = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "additionalProperties": False,
    "properties": {"service_url": {"pattern": "^https?://[^/]+$"}, "service_path": {"pattern": "^/"}},
}
_TYPE: Final = {"type": "object", "required": ["id", "name"]}
#: What 0.2 demands of a manifest that offers all that we offer, from its text.
MANIFEST: Final = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace", "view", "preview", "suggest", "extend"],
    "properties": {
        "versions": {"type": "array", "items": {"type": "string"}, "contains": {"const": "0.2"}},
        "name": {"type": "string", "minLength": 1},
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "defaultTypes": {"type": "array", "items": _TYPE, "uniqueItems": True, "minItems": 3},
        "documentation": {"type": "string"},
        "serviceVersion": {"type": "string"},
        "batchSize": {"type": "integer", "minimum": 1},
        "view": {"required": ["url"], "properties": {"url": {"pattern": r"\{\{id\}\}"}}},
        "preview": {
            "required": ["url", "width", "height"],
            "properties": {
                "url": {"pattern": r"\{\{id\}\}"},
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
        },
        "suggest": {"required": ["entity", "property", "type"], "additionalProperties": _SERVICE},
        "extend": {
            "required": ["propose_properties", "property_settings"],
            "properties": {"propose_properties": _SERVICE, "property_settings": {"type": "array"}},
        },
    },
    "additionalProperties": False,
}
CANDIDATE: Final = {
    "type": "object",
    "required": ["id", "name", "score", "match", "type"],
    "properties": {
        "id": {"type": "string"}, "name": {"type": "string"}, "description": {"type": "string"},
        "score": {"type": "number", "minimum": 0, "maximum": 100}, "match": {"type": "boolean"},
        "type": {"type": "array", "items": _TYPE},
        "features": {"type": "array", "items": {
            "required": ["id", "value"], "properties": {"value": {"type": ["number", "boolean"]}}}},
    },
    "additionalProperties": False,
}  # fmt: skip
RESULTS: Final = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
        "additionalProperties": False,
    },
}


def _valid(answer: Any, schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(answer)] == []


def _batch(service: Client, queries: dict[str, Any]) -> dict[str, Any]:
    answer = service.post(PATH, {"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    _valid(found, RESULTS)
    return found


def test_the_manifest_says_what_there_is_and_where(service: Client) -> None:
    manifest = service.get(PATH).json()
    _valid(manifest, MANIFEST)

    places = [manifest["suggest"][what] for what in manifest["suggest"]] + [manifest["extend"]["propose_properties"]]
    paths = [place["service_url"].removeprefix("http://test") + place["service_path"] for place in places]
    assert [service.get(f"{path}?prefix=c&type=city").status_code for path in paths] == [200] * 4
    assert manifest["preview"]["url"].startswith("http://test/v1/reconcile/preview?id=")


def test_the_operator_says_where_the_service_is(sample_address: str) -> None:
    with serving(Settings(engine=sample_address, address="https://atlas.example.org/here")) as client:
        manifest = client.get(PATH, host="evil.example").json()

    assert manifest["view"]["url"] == "https://atlas.example.org/here/id/{{id}}"
    assert "evil" not in json.dumps(manifest)


def test_a_batch_by_form_and_by_address(service: Client) -> None:
    queries = {
        "q0": {"query": "Arda", "type": "city", "limit": 3, "type_strict": "should"},
        "q1": {"query": "Tripoli"},
        "q2": {"query": "طرابلس", "type": ["city"]},
        "q3": {"query": "Tripoli", "properties": [{"pid": "country", "v": "Lebanon"}]},
        "q4": {"query": "Tripoli", "properties": [{"pid": "country", "v": {"id": "country:ly", "name": "Libya"}}]},
        "q5": {"properties": [{"pid": "geonames", "v": 1}]},
        "q6": {"query": "Arda", "type": "practice"},
        "q7": {"query": "Youth Council", "type": ["https://w3id.org/practice-atlas/ontology#Practice"]},
        "q8": {"query": "Arda", "type": "river"},
        "q9": {"query": "Arda", "properties": [{"pid": "mayor", "v": ["A", 2.5, True]}]},
    }
    by_form = _batch(service, queries)
    by_address = service.send("GET", PATH + "?queries=" + quote(json.dumps(queries))).json()

    matches = {name: [item["id"] for item in found["result"] if item["match"]] for name, found in by_form.items()}
    assert matches == {
        "q0": ["city:arda"], "q1": [], "q2": [], "q3": ["city:tripoli-lb"], "q4": ["city:tripoli-ly"],
        "q5": ["city:arda"], "q6": [], "q7": ["practice:youth-council"], "q8": [], "q9": ["city:arda"],
    }  # fmt: skip
    assert len(by_form["q1"]["result"]) == 2
    assert by_address == by_form


@pytest.mark.parametrize(
    ("queries", "status"),
    [
        ("", 422), ("[]", 422), ("{", 422), ('{"q": {}}', 422), ('{"q": {"query": ""}}', 422), ('{"q": 1}', 422),
        ('{"q": {"query": "x", "limit": 0}}', 422), ('{"q": {"query": "\\ud800"}}', 422),
        (json.dumps({"q": {"query": "x" * 301}}), 422),
        (json.dumps({f"q{number}": {"query": "x"} for number in range(501)}), 422),
        ("{}", 200), ('{"q": {"query": "x", "limit": 99999, "other": [1]}}', 200),
    ],
)  # fmt: skip
def test_what_is_no_batch_is_refused(service: Client, queries: str, status: int) -> None:
    answer = service.post(PATH, {"queries": queries})

    assert answer.status_code == status
    if status == 422:
        assert answer.json()["parameter"] == "queries"


def test_what_is_sent_beside_a_batch_is_read_too(service: Client) -> None:
    """The batch is answered; what cannot be read is refused all the same."""
    batch = '{"q0": {"query": "Arda"}}'
    refused = service.post("/v1/reconcile", {"queries": batch, "extend": '{"ids": []}'})
    answered = service.post("/v1/reconcile", {"queries": batch, "extend": '{"ids": [], "properties": []}'})

    assert (refused.status_code, refused.json()["parameter"]) == (422, "extend")
    assert [*answered.json()] == ["q0"]


def test_a_form_of_another_kind_or_too_long_is_refused(service: Client) -> None:
    json_body = service.send("POST", PATH, content_type="application/json")
    long = service.post(PATH, {"queries": "x" * 2_000_001})

    assert (json_body.status_code, long.status_code) == (415, 413)
    assert service.send("POST", PATH, content_type="application/x-www-form-urlencoded").json()["versions"] == ["0.2"]


def test_suggestions(service: Client) -> None:
    def ids(what: str, prefix: str, more: str = "") -> list[str]:
        answer = service.get(f"{PATH}/suggest/{what}?prefix={prefix}{more}").json()
        return [item["id"] for item in answer["result"]]

    assert ids("entity", "tri") == ["city:tripoli-lb", "city:tripoli-ly"]
    assert ids("entity", "tri", "&cursor=1") == ["city:tripoli-ly"]
    assert ids("entity", "city:ard") == ["city:arda"]
    assert ids("type", "inst") == ["institution"]
    assert ids("property", "cou") == ["country"]
    assert service.get(f"{PATH}/suggest/entity?prefix=tri").json()["result"][0]["description"] == "city, Lebanon"


def test_an_extension(service: Client) -> None:
    asked = {
        "ids": ["city:arda", "city:bela", "city:hidden"],
        "properties": [{"id": name} for name in ("country", "population", "latitude", "geonames", "name_ar")],
    }
    answer = service.post(PATH, {"extend": json.dumps(asked)}).json()

    assert [item["id"] for item in answer["meta"]] == ["country", "population", "latitude", "geonames", "name_ar"]
    assert answer["meta"][0]["type"] == {"id": "country", "name": "Country"}
    assert answer["rows"]["city:arda"] == {
        "country": [{"id": "country:lb", "name": "Lebanon"}], "population": [{"int": 160000}],
        "latitude": [{"float": 33.5}], "geonames": [{"str": "1"}], "name_ar": [{"str": "أردة"}],
    }  # fmt: skip
    assert answer["rows"]["city:bela"]["population"] == []
    assert answer["rows"]["city:hidden"] == {name: [] for name in answer["rows"]["city:arda"]}
    assert service.post(PATH, {"extend": '{"ids": [], "properties": [{"id": "secret"}]}'}).status_code == 422


@pytest.mark.parametrize("kind", ["city", "institution", "practice"])
def test_what_is_proposed_can_be_fetched(service: Client, kind: str) -> None:
    proposed = service.get(f"{PATH}/properties?type={kind}").json()
    asked = {"ids": [f"{kind}:nobody"], "properties": [{"id": item["id"]} for item in proposed["properties"]]}

    assert len(proposed["properties"]) > 5
    assert service.post(PATH, {"extend": json.dumps(asked)}).status_code == 200
    assert len(service.get(f"{PATH}/properties?type={kind}&limit=2").json()["properties"]) == 2


def test_a_preview_may_stand_in_a_frame_of_anybody(service: Client) -> None:
    answer = service.get(f"{PATH}/preview?id=city:arda")

    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "script" not in answer.headers["content-security-policy"]
    assert "أردة" in answer.text
    assert "160000" in answer.text
    assert "<script" not in answer.text
    assert service.get(f"{PATH}/preview?id=country:lb").status_code == 200
    assert service.get(f"{PATH}/preview?id=city:hidden").status_code == 404
    assert service.get(f"{PATH}/preview?id=").status_code == 404


def test_there_is_no_jsonp(service: Client) -> None:
    answer = service.get(f"{PATH}?callback=run")

    assert answer.headers["content-type"] == "application/json"
    assert "run" not in answer.text


def test_the_hub_finds_what_is_closed(sample_address: str, service: Client) -> None:
    queries = {"q": {"query": "Hidden City"}}
    with serving(Settings(engine=sample_address, audience=Audience.HUB)) as hub:
        assert [item["id"] for item in _batch(hub, queries)["q"]["result"]] == ["city:hidden"]

    assert _batch(service, queries) == {"q": {"result": []}}
