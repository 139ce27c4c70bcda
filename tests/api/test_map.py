"""The page of the map without a script, and the outlines that the service gives out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from practice_atlas.api.settings import Settings, SettingsError, settings_of
from tests.api.client import Client, serving
from tests.support.packed import unpacked
from tests.visualisations.test_outlines import own, written


def test_the_page_is_complete_without_a_script(service: Client) -> None:
    """The rows of the network's, what is not drawn by name, and where outlines come from."""
    network, page = (service.get(path).text for path in ("/network", "/map"))
    rows = [re.findall(r'<tr class="row-.*?</tr>', text, re.DOTALL) for text in (network, page)]

    assert rows[0] == rows[1] != []
    assert "Not on the map, since they have no place: 5<" in page
    assert f"0 of {len(rows[1])} connections are drawn" in page
    listed = page.partition("since they have no place")[2].partition("</ul>")[0]
    assert [name in listed for name in ("Arda", "Bela", "Ministry of Interior")] == [False, True, True]
    assert "Outlines and borders: Natural Earth" in page
    assert 'data-view="map"' in page
    assert 'action="/map"' in page
    assert "Natural Earth" not in network
    assert "outlines.json" not in network


def test_both_pages_lead_to_each_other_with_what_was_chosen(service: Client) -> None:
    there = service.get("/network?kind=flow&focus=city:bela").text
    back = service.get("/map?kind=flow&focus=city:bela").text

    assert re.search(r'href="/map\?focus=city%3Abela&amp;kind=flow"', there)
    assert re.search(r'href="/network\?focus=city%3Abela&amp;kind=flow"', back)
    assert re.search(r'href="/v1/views/explorer.html\?focus=city%3Abela&amp;kind=flow&amp;view=map"', back)
    assert 'href="/map"' in service.get("/").text


def test_a_file_of_the_map_has_its_outlines_and_one_of_the_network_has_none(service: Client) -> None:
    files = {view: service.get(f"/v1/views/explorer.html?view={view}").text for view in ("network", "map")}

    assert 'id="outlines-data"' in files["map"]
    assert 'id="outlines-data"' not in files["network"]
    assert service.get("/v1/views/explorer.html").text == files["network"]
    assert service.get("/v1/views/explorer.html?view=globe").status_code == 422


def test_an_operators_outlines_take_the_place_of_ours(sample_address: str, tmp_path: Path) -> None:
    """On the page, in the file, and at the address that the script asks."""
    told = own() | {"credit": "Agency <b>of</b> maps"}
    with serving(Settings(engine=sample_address, outlines=written(tmp_path, told))) as client:
        answer = client.get("/static/outlines.json")
        page, file = client.get("/map").text, client.get("/v1/views/explorer.html?view=map").text

    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.text)["arcs"] == told["arcs"]
    assert "properties" not in answer.text
    assert "Agency &lt;b&gt;of&lt;/b&gt; maps" in page
    assert "Natural Earth" not in page + file.partition('id="outlines-data"')[0]
    own_data = unpacked(file).partition('id="outlines-data">')[2].partition("</script>")[0]
    assert json.loads(own_data) == json.loads(answer.text)


def test_outlines_without_a_credit_are_those_of_who_runs_it(sample_address: str, tmp_path: Path) -> None:
    told = {name: value for name, value in own().items() if name != "credit"}
    with serving(Settings(engine=sample_address, outlines=written(tmp_path, told))) as client:
        assert "Outlines and borders were chosen by those who run this service" in client.get("/map").text


def test_outlines_that_cannot_be_drawn_are_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By the setting's name, and with what is wrong."""
    monkeypatch.setenv("PRACTICE_ATLAS_OUTLINES", str(written(tmp_path, "{}")))

    with pytest.raises(SettingsError, match=r"PRACTICE_ATLAS_OUTLINES: .*not TopoJSON.*docs/running\.md"):
        settings_of(engine="embedded:x")
