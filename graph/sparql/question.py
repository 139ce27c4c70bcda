"""A question on its way to the process that answers it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A query as it was sent.

    `default_graphs` and `named_graphs` are those of the protocol's parameters; where either is given, the query's own
    dataset clauses do not count. `rows` and `triples` name the formats (`formats.BY_NAME`) that the caller takes for
    either kind of answer; None: none of them. `base` is what relative addresses in the query begin from.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    rows: str | None = "json"
    triples: str | None = "ttl"
    base: str | None = None

    def encoded(self) -> bytes:
        """As bytes for another process."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def decoded(cls, message: bytes) -> Question:
        """From the bytes of `encoded`."""
        told = json.loads(message)
        graphs = {name: tuple(told[name]) for name in ("default_graphs", "named_graphs")}
        return cls(**{**told, **graphs})
