"""The pyvis file: offline, hardened, equal in content to its table."""

from __future__ import annotations

import itertools
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from pyvis.network import Network

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.policy import policy_of
from practice_atlas.visualisations.pyvis_adapter import TemplateChangedError, network_html
from practice_atlas.visualisations.selection import network
from practice_atlas.visualisations.sentence import Quoted, Sentence
from practice_atlas.visualisations.view import Item, Link, NetworkView
from tests.visualisations.hostile import HOSTILE


@pytest.fixture(scope="module")
def html(reader: Reader) -> str:
    """The sample's network as a file."""
    return network_html(network(reader))


def _drawn(html: str, what: str) -> list[dict[str, object]]:
    found = re.search(rf"^\s*{what} = new vis\.DataSet\((.*)\);$", html, re.MULTILINE)
    assert found is not None
    data: list[dict[str, object]] = json.loads(found[1])
    return data


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    """No element with an address, no source map."""
    assert re.findall(r"<(?:script|link|img|iframe|object|embed)\b[^>]*\b(?:src|href|data)=", html) == []
    assert "sourceMappingURL" not in html
    assert "bootstrap" not in html
    assert "node_modules" not in html


def test_it_is_a_good_document(html: str) -> None:
    """Language, title, viewport, policy, one heading."""
    assert html.startswith('<!doctype html>\n<html lang="en"')
    assert html.count("<title>") == html.count("<h1>") == html.count("</html>") == 1
    assert 'name="viewport"' in html
    assert 'http-equiv="Content-Security-Policy"' in html
    assert "unsafe" not in html[:2000]
    assert 'style="' not in re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)


def test_every_script_is_named_in_the_policy(html: str) -> None:
    """The one in the file is the one worked out from the file, as it stands."""
    assert html.count("</script>") == 4
    assert policy_of(html) in html


def test_the_table_has_the_rows_that_are_drawn(html: str, reader: Reader) -> None:
    """Item by item, link by link."""
    view = network(reader)

    assert {node["id"] for node in _drawn(html, "nodes")} == {item.thing.id for item in view.items}
    assert len(_drawn(html, "edges")) == len(view.links) == html.count('<tr class="row-')
    assert all(link.sentence.plain() in html for link in view.links)


def test_places_are_given_and_physics_is_off(html: str) -> None:
    """Physics would take seconds, and give another picture each time."""
    assert all({"x", "y"} <= set(node) for node in _drawn(html, "nodes"))
    assert '"physics": {"enabled": false}' in html


def test_the_footer_says_what_it_is(html: str) -> None:
    """Revision, audience, how much of how much."""
    assert "revision 1 of" in html
    assert "shown to: public" in html
    assert "6 of 6 records" in html


def test_arrows_run_from_who_shared_to_who_learned(html: str) -> None:
    """Ties have none, and are thin."""
    edges = {(edge["from"], edge["to"], edge["arrows"], edge["width"]) for edge in _drawn(html, "edges")}

    assert ("city:arda", "city:elin", "to", 2.5) in edges
    assert ("institution:hub", "institution:ministry", "", 1) in edges


def test_no_file_or_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    """pyvis itself would leave a lib folder where one stands."""
    monkeypatch.chdir(tmp_path)
    network_html(network(reader))

    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("part", "by"),
    [
        ('<link\n          href="https://cdn', '<a\n          href="https://cdn'),
        ("<script\n      src=", "<b\n      src="),
        ("</body>", '<script src="https://evil.example/x.js"></script></body>'),
        ("<center>", "<p>"),
        ('<meta charset="utf-8">', "<meta>"),
        ("<body>", "<body class=x>"),
        ("//# sourceMappingURL", "// sourceMappingURL"),
        ("drawGraph();\n        </script>", 'network.on("showPopup", f); drawGraph();\n        </script>'),
    ],
)
def test_another_template_is_refused(monkeypatch: pytest.MonkeyPatch, reader: Reader, part: str, by: str) -> None:
    """Naming the version of pyvis; nothing is written half hardened."""
    generate: Any = Network.generate_html

    def changed(self: Network) -> str:
        html: str = generate(self)
        replaced = re.sub(re.sub(r"\\?\s+", r"\\s+", re.escape(part)), lambda _: by, html, count=1)
        assert replaced != html
        return replaced

    monkeypatch.setattr(Network, "generate_html", changed)
    with pytest.raises(TemplateChangedError, match=r"pyvis 0\.3\.2"):
        network_html(network(reader))


def test_hostile_texts_stay_text() -> None:
    """In labels, tooltips, table, title, notes and filters."""
    things = [Thing(id=f"city:n{number}", kind="city", name=text) for number, text in enumerate(HOSTILE)]
    items = tuple(Item(thing, thing.name, thing.name, 14, number * 10.0, 0.0) for number, thing in enumerate(things))
    links = tuple(
        Link(one.id, other.id, "flow", one.name, Sentence((one, Quoted(other.name))), "flow:x", ("evidence:x",), "C")
        for one, other in itertools.pairwise(things)
    )
    view = NetworkView(
        title=HOSTILE[0], items=items, links=links, shown=2, total=2, revision=1, loaded=HOSTILE[1], audience="public",
        filters=dict(zip(HOSTILE, HOSTILE, strict=True)), notes=HOSTILE,
    )  # fmt: skip
    html = network_html(view)

    assert len(HOSTILE) >= 40
    assert html.count("</script>") == 4
    bare = [text for text in HOSTILE if "<" in text and text in html]
    assert bare == []
    assert "href" not in "".join(str(node["title"]) for node in _drawn(html, "nodes")).lower()
    assert next(node["label"] for node in _drawn(html, "nodes")) == "<script>alert(1)</scri\npt>"
    assert policy_of(html) in html
