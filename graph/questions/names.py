"""What things are called in a language, as far as their records say it: read once a revision, audience and language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.layout import label_of
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.model.base import Named
from practice_atlas.ontology.texts import NameIn

#: Kinds of record that have names.
_NAMED: Final = tuple(kind for kind, model in BY_KIND.items() if issubclass(model, Named))


def names_in(reader: Reader, language: str) -> Mapping[str, str]:
    """Identifier → the first name that is recorded in the language, of everything that the audience may see."""
    level = reader.audience.level

    def made(reader: Reader) -> dict[str, str]:
        rows = [row for kind in _NAMED for row in reader.rows(overview.names_in(label_of(kind)))]
        return {
            row["id"]: name.text
            for row in rows
            if row["level"] <= level
            for name in reversed([NameIn.parse(written) for written in row["names"]])
            if name.language == language
        }

    return kept(reader, ("names in", language, level), made)
