"""The time as the store keeps it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now(*, ago: float = 0) -> str:
    """UTC in ISO 8601 with milliseconds, `ago` seconds before; sorts as text."""
    return (datetime.now(UTC) - timedelta(seconds=ago)).isoformat(timespec="milliseconds")
