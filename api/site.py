"""What every page says of the service: its name, the revision it shows, and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fastapi import FastAPI, Request

from practice_atlas.api.settings import Settings
from practice_atlas.graph.revisions import Revision
from practice_atlas.ontology.vocabularies import Audience

#: Parameters that say of which time an answer is: whoever follows a link stays there.
_TIMES: Final = ("known_at", "as_of")


@dataclass(frozen=True, slots=True)
class Site:
    """Name, audience, the revision where it is known, and the time that the page was asked of (`moment`)."""

    title: str
    audience: str
    revision: Revision | None = None
    moment: Mapping[str, str] = field(default_factory=dict)


def site_of(
    app: FastAPI,
    revision: Revision | None = None,
    audience: Audience | None = None,
    moment: Mapping[str, str] | None = None,
) -> Site:
    """The site as of a revision, for an audience: who gives no key, unless said otherwise."""
    settings: Settings = app.state.settings
    return Site(settings.title, (audience or settings.audience).label, revision, moment or {})


def moment_of(request: Request) -> dict[str, str]:
    """Of which time a request asks."""
    given = ((name, request.query_params.get(name)) for name in _TIMES)
    return {name: value for name, value in given if value}
