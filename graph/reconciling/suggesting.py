"""What somebody may be typing: things with a name that begins so, or that has a word which does."""

from __future__ import annotations

from practice_atlas.graph.reading import Reader
from practice_atlas.graph.reconciling.index import KINDS, Entry, index_of
from practice_atlas.ontology.folding import fold


def suggest(reader: Reader, prefix: str, *, skip: int = 0, limit: int = 20) -> list[Entry]:
    """Things by the beginning of a name or identifier, shortest name first; a word within a name comes after."""
    typed, folded = prefix.strip().casefold(), fold(prefix)
    if not folded:
        return []
    ranked = [
        (rank, entry.name, entry.id, entry)
        for kind in KINDS
        for entry in index_of(reader, kind).by_id.values()
        if (rank := _rank(entry, typed, folded)) is not None
    ]
    return [entry for *_, entry in sorted(ranked, key=lambda item: item[:3])[skip : skip + limit]]


def _rank(entry: Entry, typed: str, folded: str) -> tuple[int, int] | None:
    if entry.id.startswith(typed):
        return 0, len(entry.id)
    begun = [len(name) for name in entry.names if name.startswith(folded)]
    if begun:
        return 1, min(begun)
    within = [len(name) for name in entry.names if f" {folded}" in name]
    return (2, min(within)) if within else None
