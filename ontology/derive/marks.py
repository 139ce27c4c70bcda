"""The mark that every derived file carries: that it is generated, and by which command."""

from __future__ import annotations

from typing import Final

COMMAND: Final = "python -m practice_atlas.ontology.derive"
MARK: Final = f"Generated from the model by `{COMMAND}`; edit the model, not this file."
