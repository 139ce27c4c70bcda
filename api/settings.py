"""What an operator decides about the service. docs/settings.md is made from these classes, a chapter from each.

Every setting is an environment variable, PRACTICE_ATLAS_ and its name in capitals; `Settings(engine=…)` and options of
`practice-atlas serve` go before the environment.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from practice_atlas.graph.engines import address as graph
from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.ontology.terms import THINGS
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.outlines import OutlinesError, outlines

PREFIX: Final = "PRACTICE_ATLAS_"
_MEGABYTE: Final = 1 << 20
#: What stands in a content security policy as one ancestor: an origin, or those of a domain. Nothing that ends it.
_FRAMING: Final = r"^(?:\*|https?://(?:\*\.)?[A-Za-z0-9.-]+(?::[0-9]{1,5})?)$"


class SettingsError(PracticeAtlasError):
    """A setting that cannot be. The message names the variable and never repeats its value."""


class LogFormat(StrEnum):
    """Lines for people, or one JSON object a line."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """From how serious on a thing is told; `info` tells of each request."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class MetricsFor(StrEnum):
    """Who may read the metrics."""

    NOBODY = "nobody"
    ADMIN = "admin"
    EVERYBODY = "everybody"


def _listed(value: object) -> object:
    return tuple(item.strip() for item in value.split(",") if item.strip()) if isinstance(value, str) else value


def _drawable(path: Path | None) -> Path | None:
    """As it is said when the service starts, and not when somebody opens the map."""
    try:
        outlines(path)
    except OutlinesError as error:
        raise PydanticCustomError("outlines", "{said} {fix}", {"said": error.message, "fix": error.fix}) from None
    return path


Listed = (NoDecode, BeforeValidator(_listed))
Network = IPv4Network | IPv6Network


class _Chapter(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True
    )


class Data(_Chapter):
    """Where the data are"""

    engine: str = Field(description="Address of the graph: embedded:FOLDER or neo4j://HOST:7687.")
    neo4j_user: str | None = Field(None, description="Neo4j's user; none: neo4j.")
    neo4j_password: SecretStr | None = Field(None, description="Neo4j's password; none: the server asks for none.")
    neo4j_database: str | None = Field(None, description="Neo4j's database; none: the server's default.")
    store: str | None = Field(
        None,
        description="The service's own state (keys, earlier revisions, log): sqlite:FILE or "
        "postgresql://USER@HOST/DATABASE; none: a file beside the embedded graph, or among the user's data.",
    )
    store_password: SecretStr | None = Field(None, description="PostgreSQL's password.")
    sources: Path | None = Field(
        None, description="Folder with the sources' texts, for quotations; none: no quotations."
    )
    dumps: Path | None = Field(
        None, description="Folder where RDF dumps are kept; none: one in the system's folder for caches."
    )


class Face(_Chapter):
    """How the service presents itself"""

    title: str = Field("Practice Atlas", max_length=80, description="Name shown on every page.")
    address: str | None = Field(
        None,
        pattern=r"^https?://[^/\s]+(?:/[^\s?#]*[^\s?#/])?$",
        description="Where the service is reached from outside, for links to itself in data, such as "
        "https://atlas.example.org; none: what each request was sent to.",
    )
    things: str = Field(
        THINGS,
        pattern=r"^https?://[^\s?#<>\"]+/id/$",
        description="What the addresses of things in RDF begin with. Set to this service's own https://HOST/id/ they "
        "lead here without a redirector, and are no longer those of other services with the same data.",
    )
    outlines: Annotated[Path | None, AfterValidator(_drawable)] = Field(
        None, description="File with the outlines of countries under the map, as TopoJSON; none: Natural Earth's."
    )


class Callers(_Chapter):
    """Who may ask"""

    anonymous: bool = Field(True, description="Whether callers without a key are answered; no: they get 401.")
    audience: Audience = Field(Audience.PUBLIC, description="What a caller without a key may see.")
    cors_origins: Annotated[tuple[str, ...], *Listed] = Field(
        (), description="Pages of these origins may ask from a browser: https://a.example,https://b.example, or *."
    )
    framed_by: Annotated[tuple[Annotated[str, Field(pattern=_FRAMING)], ...], *Listed] = Field(
        (),
        description="Pages of these origins may show shared slices in a frame: https://a.example,https://*.b.example, "
        "or *. None: nobody's; nothing else of the service is ever framed.",
    )
    trusted_proxies: Annotated[tuple[Network, ...], *Listed] = Field(
        (),
        description="Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: "
        "127.0.0.1,10.0.0.0/8. None: nobody's, and behind a proxy all callers share one rate.",
    )


class Limits(_Chapter):
    """What one caller may take"""

    rate_per_address: int = Field(600, ge=0, description="Requests a minute from one address without a key; 0: any.")
    rate_per_key: int = Field(6000, ge=0, description="Requests a minute with one key; 0: any.")
    largest_body: int = Field(_MEGABYTE, ge=1024, description="Bytes of a request's body.")
    largest_upload: int = Field(64 * _MEGABYTE, ge=1024, description="Bytes of a body that an editor may send.")
    longest_answer: float = Field(30, gt=0, description="Seconds that a question may take; then 504.")
    questions_at_once: int = Field(16, ge=1, le=1000, description="Questions that one worker works on at a time.")
    most_waiting: int = Field(256, ge=0, description="Questions that wait for their turn; others get 503 at once.")
    longest_wait: float = Field(5, gt=0, description="Seconds that a question waits for its turn; then 503.")
    connections: int = Field(1000, ge=1, description="Open connections to one worker; others get 503.")
    head_seconds: float = Field(10, gt=0, description="Seconds in which the head of a request has to be there.")
    body_seconds: float = Field(120, gt=0, description="Seconds in which the body of a request has to be there.")
    stalled_seconds: float = Field(20, gt=0, description="A caller who takes nothing of an answer for so long is left.")


class Running(_Chapter):
    """How it runs"""

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0: any free one.")
    workers: int = Field(1, ge=1, le=64, description="Processes that answer.")
    answers_kept: int = Field(
        64 * _MEGABYTE,
        ge=0,
        description="Bytes of answers that each worker keeps for who asks the same of the same revision; 0: none.",
    )
    stop_seconds: int = Field(30, ge=0, description="Seconds that requests under way get to finish when it stops.")
    metrics: MetricsFor = Field(MetricsFor.NOBODY, description="Who may read /metrics: nobody, admin, everybody.")
    log_format: LogFormat = Field(LogFormat.TEXT, description="text or json (one object a line).")
    log_level: LogLevel = Field(LogLevel.INFO, description="info (each request), warning or error.")


class Settings(Running, Limits, Callers, Face, Data):
    """Frozen, so that what a service was started with is what it goes on with."""

    def environment(self) -> Mapping[str, str]:
        """User, passwords and database, as engines and store take them; the one place where secrets come out."""
        named = {
            graph.USER: self.neo4j_user,
            graph.DATABASE: self.neo4j_database,
            graph.PASSWORD: self.neo4j_password and self.neo4j_password.get_secret_value(),
            f"{PREFIX}STORE_PASSWORD": self.store_password and self.store_password.get_secret_value(),
        }
        return {name: value for name, value in named.items() if value}

    def given(self) -> Mapping[str, str]:
        """What was set, as variables of the environment, for processes that are started with it; without secrets."""
        told = self.model_dump(mode="json", include=self.model_fields_set - {"neo4j_password", "store_password"})
        return {
            f"{PREFIX}{name.upper()}": ",".join(value) if isinstance(value, list) else str(value)
            for name, value in told.items()
            if value is not None
        }


CHAPTERS: Final[tuple[type[_Chapter], ...]] = (Data, Face, Callers, Limits, Running)


def settings_of(**given: Any) -> Settings:
    """The settings of the environment, with what is given and not None before it. Raises SettingsError."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        wrong = "; ".join(f"{PREFIX}{_name(item['loc'])}: {item['msg']}" for item in error.errors(include_input=False))
        raise SettingsError(f"{wrong}.", fix="What each setting may be is in docs/settings.md.") from None


def _name(place: tuple[int | str, ...]) -> str:
    return str(place[0]).upper() if place else "?"
