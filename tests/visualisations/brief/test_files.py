"""A brief as HTML and as PDF: the same bytes each time, and no text of a record is ever read as markup."""

from __future__ import annotations

import re
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typst

from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.visualisations.brief import html, pdf
from practice_atlas.visualisations.brief.html import brief_html
from practice_atlas.visualisations.brief.languages import Language
from practice_atlas.visualisations.brief.pdf import brief_pdf
from practice_atlas.visualisations.brief.writing import document
from practice_atlas.visualisations.typesetting import FONTS
from tests.support.briefs import with_text
from tests.visualisations.hostile import HOSTILE

Briefs = dict[str, BriefAnswer]

#: What would run, read a file, fetch a package or end the text, if Typst read it as markup or code.
TYPST = (
    '#read("/etc/passwd")', '#import "@preview/cetz:0.3.0"', '#include "brief.typ"', "#panic()", "#{ while true {} }",
    '#eval("1+1")', "$ x^2 $", "= heading", "- list", "*bold* _it_ `raw`", "<place-1> @place-1", "]#panic()[", '"',
    "\\", "// comment", "/* comment", '#sys.inputs', "#pagebreak()", "```typ #panic()```",
)  # fmt: skip
#: Texts without a letter of our fonts, without an end to their direction, or without anything to see.
STRANGE = (
    "東京 漢字",
    "😀👩‍👩‍👧",
    "\u202e\u202d\u2066\u2067",
    "\u2069\u2069\u2069",
    "\u200b",
    "a" * 300,
    "ـ" * 200,
    "\ue000",
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def tags(text: str) -> _Tags:
    parser = _Tags()
    parser.feed(text)
    return parser


@pytest.mark.parametrize("language", Language)
def test_the_same_answer_makes_the_same_bytes(answers: Briefs, language: Language) -> None:
    one, other = (document(answers["omid"], language) for _ in range(2))
    made = brief_pdf(one)

    assert brief_html(one) == brief_html(other)
    assert made == brief_pdf(other)
    assert made.startswith(b"%PDF-")
    assert answers["omid"].time[:10].replace("-", "").encode() in made


@pytest.mark.parametrize("text", HOSTILE)
def test_html_shows_hostile_text_as_it_stands(answers: Briefs, text: str) -> None:
    plain = tags(brief_html(document(answers["omid"], Language.ARABIC)))
    made = brief_html(document(with_text(answers["omid"], text), Language.ARABIC))
    found = tags(made)

    assert found.seen <= plain.seen
    assert found.attributes <= plain.attributes
    assert "script-src 'none'" in made
    assert re.findall(r'(?:src|href)="(?!#place-|https://example)[^"]*"', made) == []


@pytest.mark.parametrize("text", [*HOSTILE[:4], *TYPST, *STRANGE])
def test_typst_sets_hostile_text_as_it_stands(answers: Briefs, text: str) -> None:
    for language in (Language.ENGLISH, Language.ARABIC):
        made = brief_pdf(document(with_text(answers["omid"], text), language))

        assert made.startswith(b"%PDF-")
        assert b"root:" not in made


def test_what_typst_reads_is_the_text_itself(answers: Briefs) -> None:
    """Titles are written readably: the hostile text stands there, not what it would stand for."""
    made = brief_pdf(document(with_text(answers["omid"], '#("broken" + "out")'), Language.ENGLISH))
    titles = [bytes.fromhex(found.decode()).decode("utf-16") for found in re.findall(rb"/Title\s*<([0-9A-F]+)>", made)]

    assert any('#("broken" + "out")' in title for title in titles)
    assert not any("brokenout" in title for title in titles)


def test_the_template_asks_for_nothing_else() -> None:
    template = Path(pdf.__file__).with_name("brief.typ").read_text(encoding="utf-8")

    assert re.findall(r"\b(?:import|include|read|eval|image|plugin|yaml|csv|toml|xml|cbor)\b\s*[(\"]", template) == []
    assert template.count("json(") == 1
    assert "url(" not in Path(html.__file__).with_name("brief.css").read_text(encoding="utf-8")


def test_fonts_are_small_free_and_all_there_is() -> None:
    files = sorted(FONTS.glob("*.ttf"))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])

    assert sorted(fonts.families()) == ["Noto Sans", "Noto Sans Arabic", "Noto Sans Symbols2"]
    assert sum(file.stat().st_size for file in files) < 600_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()


def test_a_pdf_is_tagged_and_speaks_its_language(answers: Briefs) -> None:
    made = brief_pdf(document(answers["omid"], Language.ARABIC))
    inside = made + b"".join(_unpacked(made))

    assert b"/Lang (ar)" in inside or b"/Lang(ar)" in inside
    assert b"/StructTreeRoot" in inside
    assert b"pdfuaid:part" in inside


def _unpacked(made: bytes) -> list[bytes]:
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            found.append(b"")
    return found
