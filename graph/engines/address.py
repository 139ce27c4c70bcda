"""Opening an engine from its address, the only text a user writes about it: `embedded:PATH` or `neo4j://HOST:PORT`.

The password comes from the environment alone, since addresses end up in logs, shell histories and bug reports.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.engines.embedded import EmbeddedEngine
from practice_atlas.graph.engines.errors import EngineAddressError

USER: Final = "PRACTICE_ATLAS_NEO4J_USER"
PASSWORD: Final = "PRACTICE_ATLAS_NEO4J_PASSWORD"  # noqa: S105  the variable's name
DATABASE: Final = "PRACTICE_ATLAS_NEO4J_DATABASE"

_SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
_FORMS = "Use embedded:FOLDER, neo4j://HOST:7687 (neo4j+s:// with TLS) or bolt://HOST:7687."


def open_engine(address: str, *, writable: bool = False, environment: Mapping[str, str] = os.environ) -> Engine:
    """An open engine; close it after use. A folder that does not exist is made for writing and refused for reading.

    Raises EngineAddressError, EngineUnavailableError, or EngineBusyError when another process writes the folder.
    """
    scheme, _, rest = address.partition(":")
    if scheme == "embedded":
        return EmbeddedEngine(_folder(rest), writable=writable)
    if scheme not in _SCHEMES:
        raise EngineAddressError(f"{_without_password(address)!r} is not the address of a graph.", fix=_FORMS)
    _check_server(address)
    from practice_atlas.graph.engines.neo4j import Neo4jEngine  # its driver takes 0.2 s, which the embedded needs not

    password = environment.get(PASSWORD)
    return Neo4jEngine(
        address,
        auth=(environment.get(USER) or "neo4j", password) if password else None,
        database=environment.get(DATABASE) or None,
        writable=writable,
    )


def _folder(path: str) -> Path:
    if not path:
        raise EngineAddressError("embedded: needs a folder.", fix="For example: embedded:./var/graph")
    folder = Path(path).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        raise EngineAddressError(
            f"{folder} is not a folder.", fix="Name the folder that holds graph.kgl, or a new one."
        )
    return folder


def _check_server(address: str) -> None:
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port  # reading the port checks it
    except ValueError as error:
        raise EngineAddressError(f"{_without_password(address)!r}: {error}.", fix=_FORMS) from error
    if "@" in parts.netloc:
        raise EngineAddressError(
            f"{_without_password(address)!r} carries a user name or password.",
            fix=f"Leave them out of the address and set {USER} and {PASSWORD}.",
        )
    if not host:
        raise EngineAddressError(f"{address!r} names no host.", fix=_FORMS)


def _without_password(address: str) -> str:
    before, at, host = address.rpartition("@")
    return f"{before.partition('://')[0]}://…@{host}" if at else address
