"""A brief as a PDF, set by Typst from the same plain data as the HTML.

The data reaches the template as one JSON value, so that no text of a record is ever read as markup.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

import typst

from practice_atlas.visualisations.brief.document import Document
from practice_atlas.visualisations.typesetting import typeset

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
    return typeset(_template(), {"brief": told}, day, format="pdf", pdf_standards=[*standards])


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()
