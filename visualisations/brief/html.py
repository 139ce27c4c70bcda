"""A brief as one HTML file: no script, nothing loaded from anywhere, made for the screen and for A4."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from practice_atlas.visualisations.brief.document import Document
from practice_atlas.visualisations.pages.render import page
from practice_atlas.visualisations.policy import with_policy

_STYLE: Final = Path(__file__).with_name("brief.css")


def brief_html(document: Document) -> str:
    """The file's text; write it as UTF-8."""
    return with_policy(page("brief", css=_style(), brief=document)).lstrip()


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")
