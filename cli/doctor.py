"""`practice-atlas doctor`: what is configured, what answers, and what to do about what does not."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version

import typer

from practice_atlas import __version__
from practice_atlas.api.settings import PREFIX, Settings, SettingsError, settings_of
from practice_atlas.api.store import open_store, store_address
from practice_atlas.api.store.address import ENVIRONMENT as STORE
from practice_atlas.api.store.address import PASSWORD as STORE_PASSWORD
from practice_atlas.api.store.address import shown
from practice_atlas.api.store.errors import StoreError
from practice_atlas.cli.options import ENVIRONMENT, EngineAddress, Json, address_of, reading
from practice_atlas.cli.output import console, print_json
from practice_atlas.graph.engines.address import DATABASE, PASSWORD, USER
from practice_atlas.graph.engines.errors import EngineError
from practice_atlas.graph.revisions import current_revision
from practice_atlas.ontology.errors import PracticeAtlasError

_PACKAGES = ("kglite", "neo4j", "networkx", "rdflib", "pyoxigraph", "fastapi", "pydantic", "pyvis")


def doctor(engine: EngineAddress = None, json: Json = False) -> None:
    """Show the configuration and whether the graph answers. Secrets are only said to be set or not."""
    facts: dict[str, str] = {
        "practice-atlas": __version__,
        "python": sys.version.split()[0],
        **{name: version(name) for name in _PACKAGES},
        "engine": _without_password(address_of(engine)),
        ENVIRONMENT: "set" if os.environ.get(ENVIRONMENT) else "not set",
        **{
            name: "set" if os.environ.get(name) else "not set"
            for name in (USER, PASSWORD, DATABASE, STORE, STORE_PASSWORD)
        },
        **{name: "set" for name in _variables() if os.environ.get(name)},
    }
    trouble: PracticeAtlasError | None = None
    try:
        settings_of(engine=address_of(engine))
        facts["settings"] = "are in order"
    except SettingsError as error:
        trouble = error
        facts |= {"settings": error.message, "what they may be": error.fix}
    try:
        with reading(engine) as graph:
            described = graph.describe()
            revision = current_revision(graph)
            facts |= {"answers": f"{described.engine} {described.version}", **described.details}
            facts["revision"] = str(revision.number) if revision.number else "nothing is loaded yet"
            facts["records"] = str(sum(revision.counts.values()))
    except EngineError as error:
        trouble = error
        facts |= {"answers": "no", "problem": error.message, "what to do": error.fix}
    facts |= _store(address_of(engine))
    if json:
        print_json(facts)
    else:
        for name, value in facts.items():
            console.print(f"{name:32} {value}", markup=False)
    if trouble:
        raise typer.Exit(3)


def _variables() -> tuple[str, ...]:
    """Every variable that sets something of the service."""
    return tuple(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)


def _without_password(address: str) -> str:
    """An address that carries a password is refused, and is not to be read over a shoulder either."""
    before, at, host = address.rpartition("@")
    return f"{before.partition('://')[0]}://…@{host}" if at and "://" in before else address


def _store(engine: str) -> dict[str, str]:
    """Where earlier revisions, keys and log are kept, and whether they can be read."""
    address = store_address(engine)
    facts = {"store": shown(address)}
    try:
        with open_store(address, make=False) as store:
            return facts | {"keys": str(len(store.keys.all())), "store answers": store.database.backend}
    except StoreError as error:
        return facts | {"store answers": "no", "store's problem": error.message, "what to do for it": error.fix}
