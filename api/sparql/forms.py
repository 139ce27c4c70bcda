"""The forms of answers as the Accept header asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from practice_atlas.api.negotiating import Form, best
from practice_atlas.graph.sparql.formats import ROWS, TRIPLES, Format

_ROWS: Final = [Form(form.name, form.name, form.media_types) for form in ROWS]
_TRIPLES: Final = [Form(form.name, form.name, form.media_types) for form in TRIPLES]
_PAGE: Final = Form("html", "HTML", ("text/html", "application/xhtml+xml"))


def wants_page(accept: str | None) -> bool:
    """Whether a page is liked better than all that programs read, as browsers do. Who takes anything gets none."""
    return best(accept, [*_ROWS, *_TRIPLES, _PAGE]) is _PAGE


def rows_for(accept: str | None) -> str | None:
    """The name of the format for SELECT and ASK that is liked best."""
    return _name(best(accept, _ROWS))


def triples_for(accept: str | None) -> str | None:
    """The name of the format for CONSTRUCT, DESCRIBE and the service's description that is liked best."""
    return _name(best(accept, _TRIPLES))


def label(form: Format, accept: str | None) -> str:
    """The media type that an answer is labelled with: its own, or the other name by which the caller asks for it."""
    own, *others = form.media_types
    asked = accept.lower() if accept else ""
    kind = next((other for other in others if other in asked), own) if asked and own not in asked else own
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def offered(forms: Sequence[Format]) -> tuple[str, ...]:
    """The media types of these."""
    return tuple(form.media_type for form in forms)


def _name(form: Form | None) -> str | None:
    return form.name if form else None
