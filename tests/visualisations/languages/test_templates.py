"""Templates say nothing past the catalogues: each text in them is a message, and only what they write themselves is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from jinja2 import Environment, nodes

from practice_atlas.api.derive.saying import NOT_TRANSLATED
from practice_atlas.visualisations.pages.render import TEMPLATES

SPOKEN: Final = sorted(path for path in TEMPLATES.iterdir() if path.name not in NOT_TRANSLATED)
#: Names, and words of programs, that read the same in every language.
NAMES: Final = {"Practice Atlas", "CSV", "XLSX", "PDF", "SPARQL"}
#: Attributes that a macro writes into an element.
_ATTRIBUTE: Final = re.compile(r'[\w-]+="[^"]*"')
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_SAID: Final = re.compile(r"[A-Z][a-z]+(?: [\w’']+)*[.?!:]?|[a-z]+(?: [\w’']+)+[.?!:]?")
_TELLING: Final = ("aria-label", "title", "placeholder", "alt")
_GETTEXT: Final = {"_", "gettext", "ngettext"}


class _Texts(HTMLParser):
    """Texts of markup, and of the attributes that are read out; not what stands in code, scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._quiet += tag in ("code", "script", "style")
        self.found += [value for name, value in attributes if name in _TELLING and value]

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in ("code", "script", "style")

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.found.append(" ".join(data.split()))


def parsed(source: str) -> nodes.Template:
    return Environment(extensions=["jinja2.ext.i18n"]).parse(source)  # noqa: S701 - nothing is rendered here


def bare(source: str) -> list[str]:
    """Texts that stand in a template as they are."""
    markup = "".join(
        part.data if isinstance(part, nodes.TemplateData) else " "
        for output in parsed(source).find_all(nodes.Output)
        for part in output.nodes
    )
    texts = _Texts()
    texts.feed(markup)
    said = (_ATTRIBUTE.sub("", text).strip(" ·:.,()") for text in texts.found)
    return [text for text in said if _WORD.search(text) and text not in NAMES]


def in_expressions(source: str) -> list[str]:
    """Texts in expressions that are shown and not translated."""
    template = parsed(source)
    said = {id(text) for call in _calls(template) for text in call.find_all(nodes.Const)}
    texts = [text for text in template.find_all(nodes.Const) if isinstance(text.value, str) and id(text) not in said]
    return [text.value for text in texts if _SAID.fullmatch(text.value.strip()) and text.value not in NAMES]


def _calls(template: nodes.Template) -> Iterator[nodes.Call]:
    for call in template.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _GETTEXT:
            yield call


def marked_as_markup(source: str) -> list[int]:
    """Lines on which something else than a text of the template is taken for markup."""
    calls = _calls(parsed(source))
    return [call.lineno for call in calls if not call.args or not isinstance(call.args[0], nodes.Const)]


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.name)
def test_every_text_is_a_message(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert bare(source) == []
    assert in_expressions(source) == []


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.name)
def test_what_is_made_on_the_way_is_never_taken_for_markup(path: Path) -> None:
    """`_` marks what it is given as safe: a text of a record in it would be an injection. Tables go by `translated`."""
    assert marked_as_markup(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{{ shown }} of them</p>", ["of them"]),
        ('<p aria-label="Answer">{{ _("Answer") }}</p>', ["Answer"]),
        ("{% if a %}{% for b in c %}<li>Deep in it</li>{% endfor %}{% endif %}", ["Deep in it"]),
        ("<p>{% trans %}Said{% endtrans %}</p><code>practice-atlas load</code>", []),
    ],
)
def test_bare_text_is_found(source: str, found: list[str]) -> None:
    assert bare(source) == found


def test_texts_in_expressions_are_found() -> None:
    assert in_expressions('{{ m.name("city", "Which city", other) }}{{ "one row" if many == 1 else _("rows") }}') == [
        "Which city",
        "one row",
    ]
    assert marked_as_markup("{{ _(shown.name) }}") == [1]
