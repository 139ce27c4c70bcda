"""Templates → HTML. Everything is escaped; a name that a template misspells is an error, not an empty place."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from practice_atlas.visualisations.pages.addresses import data_of, page_of
from practice_atlas.visualisations.palette import LOOKS
from practice_atlas.visualisations.sentence import Quoted

FOLDER: Final = Path(__file__).parent
STYLE: Final = FOLDER / "static" / "atlas.css"


def page(template: str, **shown: Any) -> str:
    """A page from its template, for example `thing` from `templates/thing.html`."""
    return _environment().get_template(f"{template}.html").render(**shown)


@cache
def style() -> str:
    """The one style sheet."""
    return STYLE.read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"page_of": page_of, "data_of": data_of, "looks": LOOKS}
    environment.tests["quoted"] = lambda part: isinstance(part, Quoted)
    return environment
