"""What is derived from the service: the page of its settings and the description of its interface."""

from __future__ import annotations

from typing import Final

from practice_atlas.api.derive.openapi import openapi
from practice_atlas.api.derive.settings_page import settings_page
from practice_atlas.ontology.derive import Artefact

ARTEFACTS: Final = (Artefact("docs/openapi.json", openapi), Artefact("docs/settings.md", settings_page))
