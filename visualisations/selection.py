"""Which slice of the network is shown: around a focus, or the busiest part, and never more than can be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import Snapshot, snapshot
from practice_atlas.ontology.links import links as references
from practice_atlas.ontology.model import City, Institution, Resource
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.languages.speaking import called, country_called, language, translated
from practice_atlas.visualisations.layout import layout
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.palette import LOOKS
from practice_atlas.visualisations.ties import (
    Records,
    by_then,
    links_of,
    merged,
    planned_flows,
    thing_of,
    unnamed_flows,
)
from practice_atlas.visualisations.view import Item, Link, NetworkView
from practice_atlas.visualisations.way import Way

#: About as many as a person can take in.
USUAL: Final = 60
MOST: Final = 300
#: How many links away from a focus still belongs to what is around it.
_RINGS: Final = 2
_NONE: Final = Filters()


@dataclass(frozen=True, slots=True)
class Slice:
    """What is shown: names of items, all links between them, and how many items (`total`) the filters leave.

    `seeds` are the items that the centre may stand for, whatever the filters leave of them.
    """

    centre: Thing | None
    seeds: frozenset[str]
    chosen: frozenset[str]
    links: tuple[Link, ...]
    total: int
    way: Way | None = None


def network(
    reader: Reader,
    focus: str | None = None,
    as_of: date | None = None,
    limit: int = USUAL,
    *,
    filters: Filters = _NONE,
    more: Sequence[str] = (),
    way: Way | None = None,
    taken: Snapshot | None = None,
) -> NetworkView:
    """Cities, ministries and partners with the learning flows between them, as the reader's audience may see them.

    Arguments as of `slice_of`, but at most MOST items. `taken` is a snapshot of the same revision and audience that is
    at hand. Raises UnknownEntityError for a focus that is not known.
    """
    taken = taken or snapshot(reader.engine, reader.audience)
    found = slice_of(reader, taken, focus, as_of, min(limit, MOST), filters=filters, more=more, way=way)
    centre, links = found.centre, merged(found.links)
    return NetworkView(
        title=message("network.around").format(name=called(centre)) if centre else message("network.title"),
        items=_items(found.chosen, links, taken.records),
        links=tuple(links),
        shown=len(found.chosen),
        total=found.total,
        revision=taken.revision.number,
        loaded=taken.revision.time,
        audience=translated(taken.audience.label),
        as_of=as_of,
        focus=centre,
        filters=chosen_in_words(found, filters, taken.records) | _moment(as_of),
        notes=notes_of(taken.records, cut=len(found.chosen) < found.total),
    )


def slice_of(
    reader: Reader,
    taken: Snapshot,
    focus: str | None = None,
    as_of: date | None = None,
    limit: int = USUAL,
    *,
    filters: Filters = _NONE,
    more: Sequence[str] = (),
    way: Way | None = None,
) -> Slice:
    """The part of a snapshot around `focus`, any record: what it touches comes first, then what those are linked to.

    `filters` hide links, and with them what has no other. What is beside each item of `more` is shown beyond `limit`.
    What is on the `way` between two cities is shown whatever the limit and the filters.
    """
    centre = reader.thing(focus) if focus else None
    everything = kept(reader, ("links", taken.audience.level, language()), lambda _: links_of(taken.records))
    linked = {end for link in everything for end in (link.start, link.end)}
    along, waypoints = (way.records, way.cities & linked) if way else (frozenset[str](), frozenset[str]())
    links = [
        link for link in by_then(everything, as_of) if link.record in along or filters.allow(link, taken.records, as_of)
    ]
    touched = {end for link in links for end in (link.start, link.end)}
    seeds = seeds_of(centre, taken.records, linked)
    standing = seeds & touched | ({centre.id} & seeds if centre and centre.kind != "country" else set())
    chosen = set(_chosen(links, standing if centre else None, limit))
    for item in touched.intersection(more):
        chosen |= {item} | {end for link in links if item in (link.start, link.end) for end in (link.start, link.end)}
    chosen |= waypoints
    between = tuple(link for link in links if link.start in chosen and link.end in chosen)
    return Slice(centre, frozenset(seeds), frozenset(chosen), between, len(touched | standing | waypoints), way)


def seeds_of(centre: Thing | None, records: Records, linked: Collection[str]) -> set[str]:
    """The focus itself where it can be drawn, else what it and the records about it name, of what is `linked`."""
    if centre is None:
        return set()
    if centre.kind in ("city", "institution", "resource"):
        return {centre.id}
    own = records.get(centre.id)
    about = [own] if own else []
    about += [record for record in records.values() if any(link.target == centre.id for link in references(record))]
    named = {link.target for record in about for link in references(record)} | {centre.id}
    return {identifier for identifier in named if identifier in linked}


def _chosen(links: Sequence[Link], seeds: set[str] | None, limit: int) -> list[str]:
    """Outwards from the seeds, ring by ring; without a focus (None) the busiest. Flows count before other ties."""
    weight: Counter[str] = Counter()
    around: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        for one, other in ((link.start, link.end), (link.end, link.start)):
            weight[one] += 1000 if link.directed else 1
            around[one].add(other)

    def busiest_first(names: Iterable[str]) -> list[str]:
        return sorted(names, key=lambda name: (-weight[name], name))

    if seeds is None:
        return busiest_first(weight)[:limit]
    chosen = busiest_first(seeds)
    ring = set(seeds)
    for _ in range(_RINGS):
        ring = {other for name in ring for other in around[name]} - set(chosen)
        chosen += busiest_first(ring)
    return chosen[:limit]


def _items(chosen: Collection[str], links: Sequence[Link], records: Records) -> tuple[Item, ...]:
    flows = Counter(end for link in links if link.directed for end in (link.start, link.end))
    places = layout(chosen, [(link.start, link.end) for link in links])
    items = []
    for identifier in sorted(chosen):
        thing = thing_of(identifier, records)
        x, y = places[identifier]
        item = Item(thing, called(thing), detail_of(thing, records), 14 + 3 * min(flows[identifier], 6))
        items.append(replace(item, x=x, y=y))
    return tuple(items)


def detail_of(thing: Thing, records: Records) -> str:
    """What an item is, in words: *City in Lebanon*, *Ministry in Iraq*."""
    match records.get(thing.id):
        case City(city_kind=kind) | Institution(institution_kind=kind) | Resource(resource_kind=kind):
            said = translated(kind.label)
        case _:
            said = translated(LOOKS[thing.kind].label).lower()
    said = f"{said[:1].upper()}{said[1:]}"
    country = country_called(thing.country) if thing.country else ""
    return translated("{kind} in {country}").format(kind=said, country=country) if country else said


def chosen_in_words(found: Slice, filters: Filters, records: Records) -> dict[str, str]:
    """All choices but the day, by their label."""
    around = {translated("Around"): called(found.centre)} if found.centre else {}
    ends = (found.way.found.start, found.way.found.end) if found.way else ()
    between = {translated("Way between"): translated(", ").join(map(called, ends))} if ends else {}
    return {**around, **filters.told(records), **between}


def _moment(as_of: date | None) -> dict[str, str]:
    return {translated("As of"): as_of.isoformat()} if as_of else {}


def notes_of(records: Records, *, cut: bool) -> tuple[str, ...]:
    """What is not drawn, and why; `cut` says that there are more items than are shown."""
    counted = (("network.unnamed", unnamed_flows(records)), ("network.planned", planned_flows(records)))
    said = [message(key).format(number=number) for key, number in counted if number]
    return (message("network.flows"), *said, *([message("network.cut")] if cut else []))
