"""A name from somebody's table → the things that it may mean, with scores, reasons, and whether one is certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from practice_atlas.graph.reading import Reader
from practice_atlas.graph.reconciling.hints import country_of, parted
from practice_atlas.graph.reconciling.index import KINDS, Entry, Index, index_of
from practice_atlas.graph.reconciling.scoring import BARE, NAME, Near, nearest
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.identifiers import is_identifier, kind_of
from practice_atlas.ontology.terms import THINGS
from practice_atlas.ontology.vocabularies import CityKind, InstitutionKind

#: A name is certain from this score on, which only equal names have, or where the country agrees from the lower one;
#: and this far before the next. Measured on names of 10,000 cities: decisions/0020.
_CERTAIN: Final = 0.9
_CERTAIN_THERE: Final = 0.84
_LEAD: Final = 0.05
#: What remains of a score in another country than the one that was named.
_ELSEWHERE: Final = 0.6
#: From here on a name of the country that was named is good enough not to look elsewhere.
_GOOD: Final = 0.7

_SORTS: Final = {code.value: code.label for vocabulary in (CityKind, InstitutionKind) for code in vocabulary}


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `country` is in anybody's words; `gazetteers` ids by `geonames` or `wikidata`."""

    name: str = ""
    kinds: tuple[str, ...] = KINDS
    limit: int = 5
    country: str = ""
    gazetteers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant: its score from 0 to 100, whether it is certain, and what the score is made of."""

    id: str
    kind: str
    name: str
    description: str
    score: float
    match: bool
    features: Mapping[str, float | bool]


def reconcile(reader: Reader, query: Query) -> list[Candidate]:
    """Candidates, best first. At most one is a match, and none where two are as good or a hint cannot be read."""
    indexes = {kind: index_of(reader, kind) for kind in query.kinds}
    wanted = country_of(query.country)
    found, understood = _identified(query, indexes), True
    if not found:
        found, wanted, understood = _by_name(query.name, wanted, list(indexes.values()))
    certain = understood and (wanted is not None or not query.country) and _certain(found, wanted)
    return [
        _candidate(near, wanted, match=certain and position == 0)
        for position, near in enumerate(found[: query.limit])
    ]  # fmt: skip


def describe(entry: Entry) -> str:
    """What tells a thing from others of its name: `city, Lebanon`."""
    sort = _SORTS.get(entry.sort, entry.sort)
    return ", ".join(filter(None, (sort, country_name(entry.country) if entry.country else "")))


def _identified(query: Query, indexes: Mapping[str, Index]) -> list[Near]:
    """What an identifier, its address, or an id of a gazetteer names."""
    identifier = query.name.strip().removeprefix(THINGS).replace("/", ":", 1)
    if is_identifier(identifier) and (index := indexes.get(kind_of(identifier))) and identifier in index.by_id:
        return [Near(index.by_id[identifier], NAME, "identifier")]
    listed = {
        entry.id: entry
        for index in indexes.values()
        for gazetteer in query.gazetteers.items()
        for entry in index.by_gazetteer.get(gazetteer, ())
    }
    return [Near(entry, NAME, "gazetteer") for entry in listed.values()]


def _by_name(name: str, wanted: str | None, indexes: Sequence[Index]) -> tuple[list[Near], str | None, bool]:
    """What is called so, in which country, and whether all of the name was understood.

    What stands behind a comma or in brackets is a country, part of the name, or not understood.
    """
    plain, behind = parted(name)
    country = country_of(behind)
    if country:
        return _there(plain, wanted or country, indexes), wanted or country, wanted in (None, country)
    found = _there(name, wanted, indexes)
    if behind and not (found and found[0].score >= BARE):
        return _there(plain, wanted, indexes), wanted, False
    return found, wanted, True


def _there(name: str, wanted: str | None, indexes: Sequence[Index]) -> list[Near]:
    """Things called so in the country that is wanted; elsewhere, with a lower score, where that has none."""
    found = _nearest(name, indexes, frozenset({wanted}) if wanted else None)
    if wanted and not (found and found[0].score >= _GOOD):
        known = {near.entry.id for near in found}
        elsewhere = (near for near in _nearest(name, indexes, None) if near.entry.id not in known)
        found = _ordered([*found, *(replace(near, score=near.score * _ELSEWHERE) for near in elsewhere)])
    return found


def _nearest(name: str, indexes: Sequence[Index], countries: frozenset[str] | None) -> list[Near]:
    return _ordered(near for index in indexes for near in nearest(index.groups(countries), name))


def _ordered(found: Iterable[Near]) -> list[Near]:
    return sorted(found, key=lambda near: (-near.score, near.entry.id))


def _certain(found: Sequence[Near], wanted: str | None) -> bool:
    """Whether the first is meant. A name that is written alike is, unless another thing is called so too."""
    if not found or _is_elsewhere(found[0], wanted):
        return False
    first = found[0].score
    second = found[1].score if len(found) > 1 else 0.0
    if first == NAME:
        return second < NAME
    return first >= (_CERTAIN_THERE if wanted else _CERTAIN) and first - second >= _LEAD


def _is_elsewhere(near: Near, wanted: str | None) -> bool:
    return bool(wanted and near.entry.country and near.entry.country != wanted)


def _candidate(near: Near, wanted: str | None, *, match: bool) -> Candidate:
    features: dict[str, float | bool] = {near.how: True, "score": round(near.score, 4)}
    if wanted and near.entry.country:
        features["country"] = near.entry.country == wanted
    return Candidate(
        near.entry.id,
        near.entry.kind,
        near.entry.name,
        describe(near.entry),
        round(near.score * 100, 2),
        match,
        features,
    )
