"""The tables, described once. Times are UTC in ISO 8601, which sorts as text; maps and lists are JSON."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, LargeBinary, MetaData, Table, Text

METADATA: Final = MetaData()

API_KEYS: Final = Table(
    "api_keys",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("prefix", Text, nullable=False, unique=True),
    Column("salt", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("created", Text, nullable=False),
    Column("revoked", Text),
    Column("last_used", Text),
)
