"""Where the page of a thing is: `city:saida-lb` → `/id/city/saida-lb`, the same path as in its identifier's address."""

from __future__ import annotations

from urllib.parse import quote

from practice_atlas.graph.questions.answers import Thing


def page_of(thing: Thing | str) -> str:
    """The path of a thing's page."""
    identifier = thing if isinstance(thing, str) else thing.id
    return "/id/" + quote(identifier.replace(":", "/", 1))


def data_of(identifier: str) -> str:
    """The path of the same thing as JSON."""
    return f"/v1/entities/{quote(identifier, safe=':')}"
