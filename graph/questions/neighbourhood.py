"""What surrounds a thing: the nearest things first, and how they are related."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.columns import NOTHING, limit_of, names_of
from practice_atlas.graph.questions.overview_answers import Near, NeighbourhoodAnswer, Relationship, Telling
from practice_atlas.graph.questions.paging import FIRST, Key, Page, slice_of
from practice_atlas.graph.questions.relating import pairs, told
from practice_atlas.graph.questions.surroundings import Surroundings, surroundings
from practice_atlas.graph.questions.ties import KINDS, Ties, ties
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.links import links

FARTHEST: Final = 3
#: For each thing on a page, so many relationships at most.
_EACH: Final = 4


def neighbourhood(
    reader: Reader,
    identifier: str,
    *,
    hops: int = 1,
    kinds: Collection[str] = KINDS,
    as_of: date | None = None,
    page: Page = FIRST,
) -> NeighbourhoodAnswer:
    """The things of these kinds around any thing or record, in at most FARTHEST hops; things of other kinds are not
    gone through. Raises UnknownEntityError and QuestionError.

    As of a date, ties that were not certainly there by then are not followed; undated ones are counted as left out.
    """
    thing = reader.thing(identifier)
    _check(hops, kinds)
    known, limit = ties(reader), limit_of(as_of)
    root = known.things.known(identifier)
    naming = [] if root != NOTHING else list(_naming(reader, identifier, known, kinds))
    roots = [root] if root != NOTHING else [known.things.known(_other(item, identifier)) for item in naming]
    found = surroundings(known, roots, hops, kinds, limit, already=0 if root != NOTHING else 1)
    chosen = slice_of(found.found.tolist(), page, key=lambda number: _key(known, found, number))
    position = np.full(len(known.things), NOTHING, np.int64)
    position[found.found] = np.arange(1, len(found.found) + 1)
    if root != NOTHING:
        position[root] = 0
    shown = np.array(chosen.items, np.int64)
    related, total = pairs(known, shown, position, limit, _EACH * page.limit)
    things = reader.things(names_of(known.things, chosen.items))
    near = [_near(found, number, things[known.things.identifiers[number]]) for number in chosen.items]
    return NeighbourhoodAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=found.undated if as_of else 0,
        **chosen.place,
        thing=thing,
        hops=hops,
        around=tuple(near),
        relationships=(*(item for item in naming if _other(item, identifier) in things), *told(reader, related)),
        relationships_total=total + sum(_other(item, identifier) in things for item in naming),
    )


def _check(hops: int, kinds: Collection[str]) -> None:
    if not 1 <= hops <= FARTHEST:
        raise QuestionError("hops", f"{hops} hops cannot be asked for", fix=f"Ask for 1 to {FARTHEST}.")
    for kind in kinds:
        if kind not in KINDS:
            raise QuestionError("kinds", f"{kind!r} is no kind of thing here", fix=f"Any of: {', '.join(KINDS)}.")


def _key(known: Ties, found: Surroundings, number: int) -> Key:
    """By hops, then by how many records tie it to nearer things, then by name."""
    return int(found.hops[number]), -int(found.strength[number]), *known.names[number]


def _near(found: Surroundings, number: int, thing: Thing) -> Near:
    return Near(thing=thing, hops=int(found.hops[number]), ties=int(found.strength[number]))


def _naming(reader: Reader, identifier: str, known: Ties, kinds: Collection[str]) -> Iterator[Relationship]:
    """How a record that ties things, or says something of them, hangs together with these: what it names, and what the
    records that name it are about.
    """
    own = reader.get(identifier)
    seen: set[str] = set()
    for item in (own, *reader.around(identifier)):
        around = [link.target for link in links(item.record)] + [item.record.id]
        for target in sorted(set(around) - {identifier} - seen):
            if kind_of(target) in kinds and known.things.known(target) != NOTHING:
                seen.add(target)
                telling = Telling(record=item.record.id, known_by=item.known_by, evidence=item.record.evidence)
                what = "names" if item is own else "named-with"
                yield Relationship(what=what, start=identifier, end=target, total=1, told=(telling,))


def _other(item: Relationship, focus: str) -> str:
    return item.end if item.start == focus else item.start
