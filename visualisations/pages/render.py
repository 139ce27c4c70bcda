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
from practice_atlas.visualisations.choices import LABELS
from practice_atlas.visualisations.dates import day_shown
from practice_atlas.visualisations.languages.catalogues import is_draft
from practice_atlas.visualisations.languages.language import Language
from practice_atlas.visualisations.languages.speaking import (
    called,
    language,
    region_called,
    spoken,
    translated,
    translated_many,
)
from practice_atlas.visualisations.pages.addresses import data_of, page_of
from practice_atlas.visualisations.palette import LOOKS, STATE_LOOKS
from practice_atlas.visualisations.sentence import Quoted

FOLDER: Final = Path(__file__).parent
TEMPLATES: Final = FOLDER / "templates"
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
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True  # a line that is broken in a template is no other message
    environment.install_gettext_callables(translated, translated_many, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {
        "to": _to,
        "page_of": _page_of,
        "data_of": _data_of,
        "looks": LOOKS,
        "states": STATE_LOOKS,
        "codes": LABELS,
    }
    environment.globals |= {"spoken": spoken, "called": called, "in_languages": _languages, "is_draft": is_draft}
    environment.globals |= {"region_called": region_called, "day_shown": day_shown}
    # Texts of tables are escaped as any other: `_` takes what it is given for markup, and is for what templates say.
    environment.globals |= {"translated": translated, "translated_many": translated_many}
    environment.tests["quoted"] = lambda part: isinstance(part, Quoted)
    return environment


@pass_context
def _to(
    context: Context, path: str, query: Mapping[str, str | Sequence[str]] = _NOTHING, without: Collection[str] = ()
) -> str:
    """An address of ours, of the same time as this page, so that whoever looks at the past stays there; and in its
    language, where the address names it.
    """
    kept = {name: value for name, value in context["site"].moment.items() if name not in without}
    kept |= _kept_language(path)
    asked = urlencode({**kept, **query}, doseq=True)
    return f"{path}?{asked}" if asked or not path else path


def _kept_language(path: str) -> Mapping[str, str]:
    """Interfaces for programs speak English; views for people speak another language only where the address says so."""
    if path.startswith("/v1/"):
        return {"lang": language()} if path.startswith("/v1/views/") and language() is not Language.ENGLISH else {}
    return {"lang": language()} if spoken().in_address else {}


@pass_context
def _languages(context: Context) -> list[tuple[Language, str]]:
    """Each language with the address of this page in it; a time that is not kept, since it is none, is left out."""
    moment = context["site"].moment
    kept = [item for item in spoken().query if item[0] not in ("as_of", "known_at") or item[0] in moment]
    return [(one, f"?{urlencode([*kept, ('lang', one.value)])}") for one in Language]


@pass_context
def _page_of(context: Context, thing: Thing | str) -> str:
    return _to(context, page_of(thing))


@pass_context
def _data_of(context: Context, identifier: str) -> str:
    return _to(context, data_of(identifier))
