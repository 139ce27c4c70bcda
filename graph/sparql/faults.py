"""Where a query is at fault, in words for people."""

from __future__ import annotations

import re
from typing import Final

from pyparsing import ParseBaseException

from practice_atlas.graph.sparql.errors import MalformedQueryError

FIX: Final = "Queries are SELECT, ASK, CONSTRUCT or DESCRIBE of SPARQL 1.1. Updates are not possible here."
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
#: What the store's parser says of the sense, among the words and classes of characters that it would have read on.
_SENSE: Final = re.compile(r"(?:The|Duplicated|Prefix|IRI|Invalid|An?) [a-zA-Z ]{8,80}")
_EXCERPT: Final = 40


def of_parsing(text: str, error: ParseBaseException) -> MalformedQueryError:
    """A query that is none: from where on it cannot be read. That is where the innermost part at fault begins."""
    line, column = error.lineno, error.column
    rest = " ".join(text[error.loc :].split())[:_EXCERPT]
    what = f": {rest}" if rest else ", where it ends"
    message = f"This is no SPARQL 1.1 query from line {line}, column {column}{what}"
    return MalformedQueryError(message, fix=FIX, line=line, column=column)


def of_sense(error: SyntaxError) -> MalformedQueryError:
    """A query that is well formed and makes no sense: a variable named twice, or one that is not in its groups."""
    match = _PLACE.match(str(error))
    line, column, words = (int(match[1]), int(match[2]), match[3]) if match else (None, None, str(error))
    sense = _SENSE.search(words)
    message = f"The query makes no sense: {sense.group()}." if sense else "The query makes no sense to the store."
    return MalformedQueryError(message, fix=FIX, line=line, column=column)
