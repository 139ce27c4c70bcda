"""A slice as one file: just what it shows, for just whom."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import snapshot
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.explorer_file import SliceFile, slice_file
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.network_data import network_data
from tests.support.packed import unpacked


def written(reader: Reader, focus: str | None = None, filters: Filters = Filters()) -> str:  # noqa: B008
    """The file of a slice."""
    return made(reader, focus, filters).html


def made(reader: Reader, focus: str | None = None, filters: Filters = Filters()) -> SliceFile:  # noqa: B008
    """The file, and how many of how many it shows."""
    taken = snapshot(reader.engine, reader.audience)
    return slice_file(reader, taken, network_data(taken), focus, filters=filters)


def packed(html: str, name: str) -> Any:
    """The data that it carries."""
    return json.loads(unpacked(html).partition(f'id="{name}-data">')[2].partition("</script>")[0])


def test_it_holds_the_slice_and_its_evidence_and_nothing_else(reader: Reader) -> None:
    html = written(reader, "city:bela", Filters(kind="exposed"))
    data, evidence = packed(html, "view"), packed(html, "evidence")
    everything = html + json.dumps([data, evidence], ensure_ascii=False)

    assert {item["name"] for item in data["items"]} == {"Bela", "Dalma"}
    assert {item["id"] for item in evidence} == {name for link in data["links"] for name in link["evidence"]}
    assert "Arda" not in everything
    assert "Elin" not in everything.partition("<script>")[0]
    assert html.count("<tr class=") == len(data["links"]) == 1


def test_who_may_see_less_gets_less(reader: Reader) -> None:
    """In the bytes, packed data included."""
    public, hub = (written(Reader(reader.engine, who)) for who in (Audience.PUBLIC, Audience.HUB))
    told = [html + json.dumps([packed(html, name) for name in ("view", "evidence")]) for html in (public, hub)]

    assert ["Hidden City" in text for text in told] == [False, True]
    assert ["city:hidden" in text for text in told] == [False, True]


def test_it_says_what_it_is_of(reader: Reader) -> None:
    """Revision, audience, filters, and how many of how many; a policy that names its script, and no other address."""
    html = written(reader, filters=Filters(kind="flow"))
    footer = html[html.index('<footer class="bottom">') :]

    assert re.search(r"revision 1 of \d{4}-\d\d-\d\d · shown to: public · 4 of 4 records · Kind:", footer)
    assert re.search(r"script-src 'sha256-[^;']+'; style-src 'sha256-", html)
    assert not re.search(r'(?:src|href)="(?!#)', html)


def test_a_notebook_shows_it_in_a_frame_that_can_do_nothing_else(reader: Reader) -> None:
    """The whole file as an attribute: it ends neither the attribute nor the frame."""
    file = made(reader)
    shown = file._repr_html_()
    found = re.fullmatch(
        r'<iframe sandbox="allow-scripts allow-downloads allow-modals" srcdoc="([^"]*)"[^<>]*></iframe>', shown
    )

    assert found
    assert unescape(found[1]) == file.html
    assert (file.shown, file.total) == (6, 6)


def test_the_same_slice_is_the_same_file(reader: Reader) -> None:
    assert written(reader) == written(reader)
