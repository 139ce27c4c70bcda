"""Lists over HTTP: filters by name, facets, sparse rows, tables."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from practice_atlas.api.routers.things import PLURALS
from tests.api.client import Client

LISTS = sorted(PLURALS)


@pytest.mark.parametrize("plural", LISTS)
def test_every_kind_has_a_list_and_its_things_a_page(service: Client, plural: str) -> None:
    answer = service.get(f"/v1/{plural}?limit=1")
    shown = answer.json()

    assert answer.status_code == 200, answer.text
    assert shown["total"] >= 1
    things = shown.get("rows") or shown["flows"]
    first = things[0]["thing"]["id"] if "thing" in things[0] else things[0]["record"]
    one = service.get(f"/v1/{'entities' if plural == 'flows' else plural}/{first}")
    assert one.status_code == 200, one.text


@pytest.mark.parametrize("country", ["lb", "LB", "country:lb", "Lebanon", "Liban", "لبنان"])
def test_a_country_is_named_as_people_do(service: Client, country: str) -> None:
    rows = service.get(f"/v1/cities?country={country}").json()["rows"]

    assert {row["thing"]["name"] for row in rows} == {"Arda", "Tripoli"}


@pytest.mark.parametrize("region", ["northern-africa", "015", "Northern Africa", "Afrique septentrionale"])
def test_a_region_is_named_as_people_do(service: Client, region: str) -> None:
    answer = service.get(f"/v1/cities?region={region}&facets=region&limit=1").json()
    (facet,) = answer["facets"]

    assert answer["total"] == 3
    assert {value["value"]: value["label"] for value in facet["values"]} == {
        "asia": "Asia", "western-asia": "Western Asia", "africa": "Africa", "northern-africa": "Northern Africa",
    }  # fmt: skip
    assert service.get(f"/v1/flows?region={region}").json()["total"] == 3


@pytest.mark.parametrize("path", ["/v1/cities?", "/v1/flows?", "/v1/matrix?", "/v1/statistics/cities?"])
def test_a_region_that_is_none_is_refused_with_suggestions(service: Client, path: str) -> None:
    answer = service.get(f"{path}region=norhern africa")
    problem = answer.json()

    assert (answer.status_code, problem["parameter"]) == (404, "region")
    assert "northern-africa" in problem["suggestions"]


def test_facets_are_in_words(service: Client) -> None:
    answer = service.get("/v1/cities?facets=country&facets=stage&limit=1").json()
    countries, stages = answer["facets"]

    assert {value["label"]: value["count"] for value in countries["values"]}["Lebanon"] == 2
    assert {value["value"] for value in stages["values"]} == {"paused", "adopted"}


def test_rows_hold_what_is_asked_for(service: Client) -> None:
    answer = service.get("/v1/implementations?fields=stage&fields=actor&include=evidence").json()

    assert [row["details"].keys() | row["things"].keys() for row in answer["rows"]] == [{"stage", "actor"}] * 2
    assert {item["id"] for item in answer["evidence"]} >= set(answer["rows"][0]["evidence"])
    assert answer["evidence"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("stage=red", "stage"), ("colour=red", "colour"), ("facets=colour", "facets"), ("sort=-name", "sort"),
     ("limit=0", "limit"), ("after=x", "after"), ("as_of=soon", "as_of"), ("country=Atlantis", "country"),
     ("format=pdf", "format"), ("q=%20", "q")],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_with_its_parameter(service: Client, query: str, parameter: str) -> None:
    answer = service.get(f"/v1/cities?{query}")

    assert answer.status_code in (404, 422)
    assert answer.json()["parameter"] == parameter


def test_tables_have_names_beside_identifiers(service: Client) -> None:
    answer = service.get("/v1/flows?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["x-total-count"] == str(len(rows)) == "4"
    assert {(row["teacher"], row["teacher id"]) for row in rows} >= {("Arda", "city:arda"), ("Bela", "city:bela")}
    assert all(row["evidence"] for row in rows)


@pytest.mark.parametrize("plural", LISTS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_list_is_a_table(service: Client, plural: str, form: str) -> None:
    answer = service.get(f"/v1/{plural}?format={form}&limit=2")
    shown = service.get(f"/v1/{plural}?limit=2").json()

    assert answer.status_code == 200
    if form == "csv":
        headings, *rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(io.BytesIO(answer.content))[plural]
        headings, *rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert headings[:3] == ["name", "id", "country"]
    assert {row[1] for row in rows} == {
        item["thing"]["id"] if "thing" in item else item["record"] for item in shown.get("rows") or shown["flows"]
    }
    assert {len(row) for row in rows} == {len(headings)}


def test_a_table_goes_on_where_it_ended(service: Client) -> None:
    first = service.get("/v1/cities?format=csv&limit=4")
    second = service.get(f"/v1/cities?format=csv&limit=4&after={first.headers['x-next']}")

    names = [line.split(",")[0] for answer in (first, second) for line in answer.text.splitlines()[1:]]
    assert len(names) == len(set(names)) + 1 == 6  # two are called Tripoli
    assert "x-next" not in second.headers


def test_an_entity_tells_what_is_missing_beside_it(service: Client) -> None:
    plain, full = (service.get(f"/v1/cities/Bela{query}").json() for query in ("", "?include=missing"))

    assert plain["missing"] is None
    assert "wikidata" in {gap["field"] for gap in full["missing"]}


def test_a_timeline_tells_only_the_kinds_asked_for(service: Client) -> None:
    whole = service.get("/v1/cities/Dalma").json()
    part = service.get("/v1/cities/Dalma?kinds=flow").json()

    assert {entry["record"].partition(":")[0] for entry in part["entries"]} == {"flow"}
    assert part["total"] < whole["total"]
    assert service.get("/v1/cities/Dalma?kinds=colour").json()["parameter"] == "kinds"
