"""A brief as a PDF, set by Typst from the same plain data as the HTML.

The data reaches the template as one JSON value, so that no text of a record is ever read as markup. The template
imports nothing, and Typst is given a folder without files to read and no fonts but ours.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

import typst

from practice_atlas.visualisations.brief.document import Document

FONTS: Final = Path(__file__).with_name("fonts")
_TEMPLATE: Final = Path(__file__).with_name("brief.typ")


def brief_pdf(document: Document) -> bytes:
    """The file's content, tagged for screen readers; the same bytes for the same document."""
    told = json.dumps({**asdict(document), "plain_title": document.plain_title}, ensure_ascii=False)
    day = datetime.fromisoformat(document.day).replace(tzinfo=UTC)
    try:
        return _set(told, day, "ua-1")
    except typst.TypstError:
        # PDF/UA-1 allows no character that our fonts lack, such as a Chinese name: then as a box, and still tagged.
        return _set(told, day)


def _set(told: str, day: datetime, *standards: Literal["ua-1"]) -> bytes:
    with TemporaryDirectory(prefix="practice-atlas-brief-") as empty:
        compiler = typst.Compiler(
            _template(), root=empty, font_paths=_fonts(), ignore_system_fonts=True, package_path=empty,
            package_cache_path=empty, sys_inputs={"brief": told},
        )  # fmt: skip
        made = compiler.compile(format="pdf", pdf_standards=[*standards], timestamp=day)
    if not isinstance(made, bytes):
        raise TypeError("Typst made something else than one PDF")
    return made


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
