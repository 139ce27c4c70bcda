"""Search by name: folding, beginnings, words, parts and sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Literal, TypeAlias, get_args

from practice_atlas.graph import layout
from practice_atlas.graph.questions.answers import Hit, SearchAnswer
from practice_atlas.graph.questions.named import named
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

#: How many of a label are looked at; more than anyone reads, few enough to rank at once.
_FETCH = 200

#: A sound of fewer consonants fits too much.
_SOUND = 2

Match: TypeAlias = Literal["name", "beginning", "word", "part", "sound"]
#: From the best on.
_MATCHES: tuple[Match, ...] = get_args(Match)


def search(reader: Reader, query: str, *, kinds: tuple[str, ...] = (), limit: int = 20) -> SearchAnswer:
    """Things by name, best first.

    Folds as `ontology.folding` says. Raises QuestionError for a query without letters.
    """
    folded = fold(query)
    if not folded:
        raise QuestionError("q", "there is nothing to search for", fix="Type at least one letter or digit.")
    labels = [layout.label_of(kind) for kind in kinds] or list(LABELS)
    found = [*_found(reader, labels, folded, lambda text: _match(text, folded))]
    if not found and len(sound := skeleton(query)) >= _SOUND:
        found = [*_found(reader, labels, f"|~{sound}|", lambda _: "sound")]
    shown = sorted(found)[:limit]
    things = reader.things(identifier for *_, identifier in shown)
    hits = tuple(
        Hit(thing=things[identifier], match=_MATCHES[rank]) for rank, _, _, identifier in shown if identifier in things
    )
    return SearchAnswer(revision=reader.revision().number, query=query, hits=hits, total=len(found))


def _found(
    reader: Reader, labels: list[str], needle: str, match: Callable[[str], Match]
) -> Iterator[tuple[int, int, str, str]]:
    """How well each fits, its place in LABELS, name and identifier: what hits are sorted by."""
    for label in labels:
        for one in islice(named(reader, label).holding(needle), _FETCH):
            yield _MATCHES.index(match(one.text)), LABELS.index(label), one.name, one.identifier


def _match(text: str, folded: str) -> Match:
    """How the search text of a thing holds the query."""
    if f"|{folded}|" in text:
        return "name"
    if f"|{folded}" in text:
        return "beginning"
    return "word" if f" {folded}" in text else "part"
