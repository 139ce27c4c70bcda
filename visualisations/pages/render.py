"""Templates → HTML. Everything is escaped; a name that a template misspells is an error, not an empty place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.visualisations.pages.addresses import data_of, page_of
from practice_atlas.visualisations.palette import LOOKS, STATE_LOOKS
from practice_atlas.visualisations.sentence import Quoted

FOLDER: Final = Path(__file__).parent
STYLE: Final = FOLDER / "static" / "atlas.css"
#: The sheet of pictures, which their files hold too.
PICTURES: Final = FOLDER / "static" / "pictures.css"
_NOTHING: Final[Mapping[str, str | Sequence[str]]] = MappingProxyType({})


def page(template: str, **shown: Any) -> str:
    """A page from its template, for example `thing` from `templates/thing.html`."""
    return _environment().get_template(f"{template}.html").render(**shown)


def drawing(template: str, **shown: Any) -> str:
    """An SVG file from its template, for example `picture` from `templates/picture.svg`."""
    return _environment().get_template(f"{template}.svg").render(css=PICTURES.read_text(encoding="utf-8"), **shown)


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
    environment.globals |= {"to": _to, "page_of": _page_of, "data_of": _data_of, "looks": LOOKS, "states": STATE_LOOKS}
    environment.tests["quoted"] = lambda part: isinstance(part, Quoted)
    return environment


@pass_context
def _to(
    context: Context, path: str, query: Mapping[str, str | Sequence[str]] = _NOTHING, without: Collection[str] = ()
) -> str:
    """An address of ours, of the same time as this page, so that whoever looks at the past stays there."""
    kept = {name: value for name, value in context["site"].moment.items() if name not in without}
    asked = urlencode({**kept, **query}, doseq=True)
    return f"{path}?{asked}" if asked or not path else path


@pass_context
def _page_of(context: Context, thing: Thing | str) -> str:
    return _to(context, page_of(thing))


@pass_context
def _data_of(context: Context, identifier: str) -> str:
    return _to(context, data_of(identifier))
