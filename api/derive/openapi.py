"""The description of the interface as a file, for whoever generates clients or reads what changed."""

from __future__ import annotations

import json

from practice_atlas.api.app import create_app
from practice_atlas.api.derive.marks import MARK
from practice_atlas.api.settings import Settings


def openapi() -> str:
    """`docs/openapi.json`: of a service as it comes, whatever the environment says here."""
    usual = {name: field.default for name, field in Settings.model_fields.items() if not field.is_required()}
    described = create_app(Settings(**usual, engine="embedded:graph")).openapi()
    return json.dumps({"x-generated": MARK, **described}, ensure_ascii=False, indent=1) + "\n"
