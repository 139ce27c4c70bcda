"""What every page says of the service: its name, the revision it shows, and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI

from practice_atlas.api.settings import Settings
from practice_atlas.graph.revisions import Revision
from practice_atlas.ontology.vocabularies import Audience


@dataclass(frozen=True, slots=True)
class Site:
    """Name, audience, and the revision where it is known."""

    title: str
    audience: str
    revision: Revision | None = None


def site_of(app: FastAPI, revision: Revision | None = None, audience: Audience | None = None) -> Site:
    """The site as of a revision, for an audience: who gives no key, unless said otherwise."""
    settings: Settings = app.state.settings
    return Site(settings.title, (audience or settings.audience).label, revision)
