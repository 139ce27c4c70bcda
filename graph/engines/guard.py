"""Refusing queries that could reach files. Callers never send Cypher; this is the second door behind the first.

Neither engine can be told to refuse LOAD CSV on its own: kglite reads any local file even in a read session, and hides
the step from EXPLAIN behind a UNION; Neo4j allows it in read mode. No query of the catalogue has a use for the word, so
the word is refused, wherever it stands. Neo4j also reads `\\uXXXX` in the text of a query as that letter.
"""

from __future__ import annotations

import re

from practice_atlas.graph.engines.errors import ReadOnlyError

_REACHES_FILES = re.compile(r"\bCSV\b|\\u", re.IGNORECASE)


def refuse_file_access(query: str) -> None:
    """Raise ReadOnlyError for LOAD CSV, for FORMAT CSV (which is not rows), and for letters written as escapes."""
    if _REACHES_FILES.search(query):
        raise ReadOnlyError(
            "A query may not read or write CSV, nor spell letters as \\u escapes.",
            fix="Pass values as parameters; to load files, use: practice-atlas load FOLDER",
        )
