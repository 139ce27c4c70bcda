"""The mark that files derived from the service carry."""

from __future__ import annotations

from typing import Final

COMMAND: Final = "python -m practice_atlas.api.derive"
MARK: Final = f"Generated from the service by `{COMMAND}`; edit the service, not this file."
