"""The plain values that both engines give and take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from practice_atlas.graph.engines.errors import QueryError

_SCALARS = frozenset({str, int, float, bool, type(None)})


def plain_rows(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same rows, or QueryError where one holds a node, a date or anything else that only one engine knows."""
    plain = []
    for row in rows:
        for column, value in row.items():
            if type(value) not in _SCALARS and not _is_plain(value):
                raise QueryError(
                    f"Column {column!r} holds a {type(value).__name__}, which differs between engines.",
                    fix="Return named properties, e.g. RETURN n.id AS id; dates are kept as text.",
                )
        plain.append(row)
    return plain


def _is_plain(value: object) -> bool:
    if type(value) in _SCALARS:
        return True
    if isinstance(value, list):
        return _SCALARS.issuperset(map(type, value)) or all(_is_plain(item) for item in value)
    return isinstance(value, dict) and all(_is_plain(item) for item in value.values())
