"""`practice-atlas ask` with all its questions: each module adds its own to the group."""

from __future__ import annotations

from practice_atlas.cli import overview, pairings, reminders
from practice_atlas.cli.ask import app

__all__ = ["app", "overview", "pairings", "reminders"]
