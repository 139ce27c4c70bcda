"""What is derived from the service: the description of its interface, its settings, and what there is to translate."""

from __future__ import annotations

from functools import partial
from typing import Final

from practice_atlas.api.derive.catalogues import merged
from practice_atlas.api.derive.openapi import openapi
from practice_atlas.api.derive.settings_page import settings_page
from practice_atlas.ontology.derive import Artefact
from practice_atlas.visualisations.languages.language import Language

ARTEFACTS: Final = (
    Artefact("docs/openapi.json", openapi),
    Artefact("docs/settings.md", settings_page),
    *(
        Artefact(f"visualisations/languages/{language}.po", partial(merged, language))
        for language in Language
        if language is not Language.ENGLISH
    ),
)
