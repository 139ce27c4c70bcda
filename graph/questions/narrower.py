"""A practice with the narrower ones, at any depth."""

from __future__ import annotations

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of


def with_narrower(reader: Reader, practice: str) -> list[str]:
    """The practice, then the narrower ones that the audience may see. Raises UnknownEntityError, and QuestionError for
    what is no practice.
    """
    if kind_of(reader.thing(practice).id) != "practice":
        raise QuestionError("practice", f"{practice} is no practice", fix="Name a practice.")
    found = {practice: None}
    frontier = [practice]
    while frontier:
        rows = reader.rows(travelling.NARROWER, ids=frontier)
        frontier = sorted(row["id"] for row in rows if row["id"] not in found)
        found |= dict.fromkeys(frontier)
    return list(found)
