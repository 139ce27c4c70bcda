"""Links to frozen slices for tests of the store, with a file as short as can be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from practice_atlas.api.store.shares import Frozen
from practice_atlas.ontology.days import today
from practice_atlas.ontology.vocabularies import Audience

SOON: Final = today() + timedelta(days=90)
YESTERDAY: Final = today() - timedelta(days=1)


def frozen(**changed: Any) -> Frozen:
    """A slice that was frozen."""
    usual: dict[str, Any] = {
        "html": "<!doctype html><title>Fes and Saida</title>", "view": "network", "audience": Audience.MEMBERS,
        "chosen": {"Practice": "Youth council"}, "holds": frozenset({"city:fes-ma", "city:saida-lb"}), "shown": 2,
        "total": 3, "revision": 7,
    }  # fmt: skip
    return Frozen(**usual | changed)
