"""What an operator decides about the service."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from practice_atlas.ontology.terms import THINGS
from practice_atlas.ontology.vocabularies import Audience


class Settings(BaseModel):
    """Frozen, so that what a service was started with is what it goes on with."""

    model_config = ConfigDict(frozen=True)

    engine: str = Field(description="Address of the graph: embedded:FOLDER or neo4j://HOST:7687.")
    sources: Path | None = Field(
        None, description="Folder with the sources' texts, for quotations; none: no quotations."
    )
    audience: Audience = Field(Audience.PUBLIC, description="What a caller who says nothing of himself may see.")
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
    dumps: Path | None = Field(
        None, description="Folder where RDF dumps are kept; none: one in the system's folder for caches."
    )
