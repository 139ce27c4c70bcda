"""A network as one HTML file drawn by pyvis, for people who know pyvis: opens offline and runs nothing but vis-network.

pyvis 0.3.2 has no mode that is both offline and safe (decisions/0012), so its page is made here from its own template,
and then everything that loads from another host is taken out, everything that was added is our own, and a content
security policy names each script by its hash. Each change must be found exactly where it is expected: a pyvis whose
template differs is refused, not half hardened.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from textwrap import wrap
from typing import Any, Final

from pyvis.network import Network as _Untyped

from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.visualisations.languages.speaking import language
from practice_atlas.visualisations.pages.render import page, style
from practice_atlas.visualisations.palette import LOOKS
from practice_atlas.visualisations.policy import with_policy
from practice_atlas.visualisations.view import Item, Link, NetworkView

Network: Any = _Untyped  # pyvis is not typed
_HREF: Final = re.compile(r"(?i)(hre)(f)")
_EXTERNAL_STYLE: Final = re.compile(r"<link\b[^>]*\bhref=\"https?://[^>]*>", re.DOTALL)
_EXTERNAL_SCRIPT: Final = re.compile(r"<script\b[^>]*\bsrc=\"https?://[^>]*>\s*</script>", re.DOTALL)
_LEFT_OVER: Final = re.compile(r"<!-- <link\b[^>]*node_modules[^>]*>\s*<script\b[^>]*node_modules[^>]*>\s*</script>-->")
_SOURCE_MAP: Final = re.compile(r"^//# sourceMappingURL=[^<\n]*", re.MULTILINE)
_CARD: Final = re.compile(r'<div class="card" style="width: 100%">')
_HEADING: Final = re.compile(r"<center>\s*<h1></h1>\s*</center>")
_COLOURS: Final = {"flow": "#005A8C", "partnership": "#8A6100", "support": "#8A6100", "work": "#B0B7BD"}
#: Another vis-network draws parallel arrows at once only with physics; these bends keep them apart without.
_BENDS: Final = (0.08, 0.22, 0.36, 0.5)
#: Letters to a line under a sign.
_LABEL: Final = 22
_OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "tooltipDelay": 150,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "multiselect": False,
    },
    "nodes": {"borderWidth": 2, "font": {"size": 18, "face": "system-ui, sans-serif", "strokeWidth": 5}},
    "edges": {"font": {"size": 0}},
}


class TemplateChangedError(PracticeAtlasError):
    """The template of the installed pyvis is not the one that this adapter knows how to make safe."""

    def __init__(self, what: str, found: int, wanted: int) -> None:
        super().__init__(
            f"pyvis {version('pyvis')} writes {what} {found} times where {wanted} is expected; nothing was written.",
            fix="Install pyvis 0.3.2, the version that this export was made for.",
        )


def network_html(view: NetworkView) -> str:
    """The file's text; write it as UTF-8. Raises TemplateChangedError."""
    html = _drawn(view).generate_html().replace("\r\n", "\n").replace("\r", "\n")
    html = _replaced(html, _EXTERNAL_STYLE, "a style sheet of another host", "")
    html = _replaced(html, _EXTERNAL_SCRIPT, "a script of another host", "")
    html = _replaced(html, _LEFT_OVER, "a commented-out script", "")
    html = _replaced(html, _SOURCE_MAP, "the address of a source map", "")
    html = _replaced(html, _CARD, "a style in an attribute", '<div class="card">')
    html = _replaced(html, _HEADING, "an empty heading", "", wanted=2)
    _expect(html, 'network.on("showPopup"', "a tooltip made of markup", 0)
    names = {item.thing.id: item.label for item in view.items}
    start, body, tail = (
        page(f"network_{part}", view=view, names=names, css=style()) for part in ("head", "top", "tail")
    )
    html = _replaced(
        html,
        re.compile("<html>"),
        "<html>",
        f'<!doctype html>\n<html lang="{language()}" dir="{language().direction}">',
    )
    html = _replaced(html, re.compile('<meta charset="utf-8">'), "its character set", f'<meta charset="utf-8">{start}')
    html = _replaced(html, re.compile("<body>"), "<body>", f"<body>{body}")
    html = _replaced(html, re.compile("</body>"), "</body>", f"{tail}</body>")
    return with_policy(html).lstrip()


def _drawn(view: NetworkView) -> Any:
    """pyvis' own object, filled directly: its `from_nx` changes the graph it is given and takes half a minute."""
    network = Network(height="70vh", width="100%", directed=True, cdn_resources="in_line")
    network.options, network.templateEnv = _OPTIONS, _templates()
    for item in view.items:
        network.add_node(item.thing.id, **_node(item))
    parallel: dict[tuple[str, str], int] = {}
    for link in view.links:
        pair = (link.start, link.end)
        parallel[pair] = parallel.get(pair, -1) + 1
        network.add_edge(link.start, link.end, **_edge(link, parallel[pair]))
    return network


@cache
def _templates() -> Any:
    """pyvis' templates, kept as they are once compiled: that takes three times as long as all the rest of a file."""
    return Network().templateEnv


def _node(item: Item) -> dict[str, Any]:
    look = LOOKS[item.kind]
    return {
        "label": "\n".join(wrap(item.label, _LABEL, max_lines=3, placeholder=" …") or [item.label]),
        "title": _harmless(f"{item.label}\n{item.detail}"),
        "shape": look.shape,
        "color": {"background": look.colour, "border": "#1F2D3A"},
        "size": item.size,
        "x": item.x,
        "y": item.y,
    }


def _edge(link: Link, position: int) -> dict[str, Any]:
    bend = _BENDS[position % len(_BENDS)]
    return {
        "title": _harmless(link.sentence.plain()),
        "color": {"color": _COLOURS[link.kind], "opacity": 0.9},
        "width": 2.5 if link.directed else 1,
        "dashes": not link.directed,
        "arrows": "to" if link.directed else "",
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": bend},
    }


def _harmless(text: str) -> str:
    """Shown as text. pyvis turns all tooltips into markup as soon as one holds "href": a zero-width space breaks it."""
    return _HREF.sub("\\1\u200b\\2", text)


def _replaced(html: str, pattern: re.Pattern[str], what: str, by: str, *, wanted: int = 1) -> str:
    replaced, found = pattern.subn(lambda _: by, html)
    if found != wanted:
        raise TemplateChangedError(what, found, wanted)
    return replaced


def _expect(html: str, text: str, what: str, wanted: int) -> None:
    if (found := html.count(text)) != wanted:
        raise TemplateChangedError(what, found, wanted)
