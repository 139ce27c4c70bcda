"""Search by name: folding, beginnings, words, parts and sounds."""

from __future__ import annotations

from collections.abc import Callable

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import reading
from practice_atlas.graph.questions.answers import Hit, SearchAnswer
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.folding import fold, skeleton
from practice_atlas.ontology.model import RECORDS
from practice_atlas.ontology.model.base import Named

#: Labels that have names, in the order in which equal matches are listed: cities first.
_ORDER = ("City", "Practice", "Institution", "Theme", "Country", "Engagement", "Implementation")
LABELS = (
    *_ORDER,
    *sorted({model.class_term.label for model in RECORDS if issubclass(model, Named)} - set(_ORDER)),
)

#: How many of a label are fetched; more than anyone reads, few enough to rank at once.
_FETCH = 200

#: A sound of fewer consonants fits too much.
_SOUND = 2

_RANK = {"name": 0, "beginning": 1, "word": 2, "part": 3, "sound": 4}


def search(reader: Reader, query: str, *, kinds: tuple[str, ...] = (), limit: int = 20) -> SearchAnswer:
    """Things by name, best first.

    Folds as `ontology.folding` says. Raises QuestionError for a query without letters.
    """
    folded = fold(query)
    if not folded:
        raise QuestionError("query", "there is nothing to search for", fix="Type at least one letter or digit.")
    labels = [layout.label_of(kind) for kind in kinds] or list(LABELS)
    found = _matches(reader, labels, folded, lambda text: _match(text, folded))
    if not found and len(sound := skeleton(query)) >= _SOUND:
        found = _matches(reader, labels, f"|~{sound}|", lambda _: "sound")
    things = reader.things(identifier for _, _, identifier in found)
    hits = [Hit(thing=things[identifier], match=match) for match, _, identifier in found if identifier in things]
    hits.sort(
        key=lambda hit: (_RANK[hit.match], LABELS.index(layout.label_of(hit.thing.kind)), hit.thing.name, hit.thing.id)
    )
    return SearchAnswer(revision=reader.revision().number, query=query, hits=tuple(hits[:limit]), total=len(hits))


def _order(hit: Hit) -> tuple[int, int, str, str]:
    return _RANK[hit.match], LABELS.index(layout.label_of(hit.thing.kind)), hit.thing.name, hit.thing.id


def _matches(reader: Reader, labels: list[str], needle: str, match: Callable[[str], str]) -> list[tuple[str, str, str]]:
    return [
        (match(row["search"]), label, row["id"])
        for label in labels
        for row in reader.rows(reading.search(label), needle=needle, limit=_FETCH)
    ]


def _match(text: str, folded: str) -> str:
    """How the search text of a thing holds the query."""
    if f"|{folded}|" in text:
        return "name"
    if f"|{folded}" in text:
        return "beginning"
    return "word" if f" {folded}" in text else "part"
