"""Where actors lie, and things by name: read once a revision and audience."""

from __future__ import annotations

from collections.abc import Mapping

from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.layout import label_of
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.regions import regions_of


def by_name(reader: Reader, kind: str) -> list[tuple[str, str]]:
    """Name and identifier of everything of a kind that the audience may see, in this order."""
    level = reader.audience.level

    def made(reader: Reader) -> list[tuple[str, str]]:
        rows = reader.rows(overview.names(label_of(kind)))
        return sorted((row["name"], row["id"]) for row in rows if row["level"] <= level)

    return kept(reader, ("names", kind, level), made)


def countries(reader: Reader) -> Mapping[str, str]:
    """The country of each city and institution that the audience may see and that has one; a country is its own."""
    level = reader.audience.level

    def made(reader: Reader) -> dict[str, str]:
        found = {identifier: identifier for _, identifier in by_name(reader, "country")}
        for label in ("City", "Institution"):
            rows = reader.rows(overview.places(label))
            found |= {row["id"]: row["country"] for row in rows if row["level"] <= level}
        return found

    return kept(reader, ("countries", level), made)


def lies_in(country: str | None, region: str) -> bool:
    """Whether a country lies in a region; what has no country lies in none."""
    return country is not None and region in regions_of(country.partition(":")[2])
