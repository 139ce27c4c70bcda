"""What every page says of the service: its name, the revision it shows, and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI

from practice_atlas.api.settings import Settings
from practice_atlas.graph.revisions import Revision


@dataclass(frozen=True, slots=True)
class Site:
    """Name, audience, and the revision where it is known."""

    title: str
    audience: str
    revision: Revision | None = None


def site_of(app: FastAPI, revision: Revision | None = None) -> Site:
    """The site as of a revision."""
    settings: Settings = app.state.settings
    return Site(settings.title, settings.audience.label, revision)
