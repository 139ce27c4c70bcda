"""The whole network as the explorer holds it: laid out once, so that filters and the time slider only hide.

Sent once and kept by the browser as long as the revision does not change. Ends of links are positions in `items`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from practice_atlas.graph.snapshot import Snapshot
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import City
from practice_atlas.ontology.regions import regions_of
from practice_atlas.ontology.vocabularies import Stage
from practice_atlas.visualisations.filters import KINDS
from practice_atlas.visualisations.languages.speaking import called, country_called, region_called, translated
from practice_atlas.visualisations.layout import layout
from practice_atlas.visualisations.palette import LOOKS
from practice_atlas.visualisations.selection import Slice, detail_of, notes_of
from practice_atlas.visualisations.subjects import within
from practice_atlas.visualisations.ties import Records, links_of, thing_of
from practice_atlas.visualisations.view import Link

#: The busiest so many; a browser draws them in 0.1 s. Of more, a focus shows a part.
MOST_ITEMS: Final = 5_000


@dataclass(frozen=True, slots=True)
class DataItem:
    """A city, ministry, partner or resource at its place: x to the right and y down, in pixels at full size.

    `country` is an identifier; `latitude` and `longitude` are in degrees, for cities whose place is known.
    """

    id: str
    kind: str
    name: str
    detail: str
    country: str | None
    x: float
    y: float
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class DataLink:
    """A learning flow from who shared (`start`) to who learned (`end`), or a tie; see `view.Link` for the rest.

    `subjects` holds what it is about and everything that belongs to; `day` and the days of `stages` are ISO dates.
    """

    start: int
    end: int
    kind: str
    learning: str | None
    label: str
    says: str
    record: str
    evidence: tuple[str, ...]
    grade: str | None
    subjects: tuple[str, ...]
    day: str | None
    partners: tuple[str, ...] = ()
    stages: tuple[tuple[str | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by, and its name; of a region also the countries in it."""

    id: str
    name: str
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What occurs in the network, and so can be chosen."""

    themes: tuple[Choice, ...]
    practices: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    grades: tuple[Choice, ...]
    partners: tuple[Choice, ...]
    stages: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DataLook:
    """How a kind of item looks: a label, a colour, and a shape in the words of the palette."""

    label: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class NetworkData:
    """Items, links, what they can be filtered by, and of which revision and for whom this is.

    `items` are `len(items)` of `total`; `notes` say what is not drawn, and why.
    """

    items: tuple[DataItem, ...]
    links: tuple[DataLink, ...]
    choices: Choices
    looks: dict[str, DataLook]
    total: int
    revision: int
    loaded: str
    audience: str
    notes: tuple[str, ...]


def network_data(taken: Snapshot) -> NetworkData:
    """The network of a snapshot: some 2 s for 5,000 items with 15,000 links."""
    records = taken.records
    links = links_of(records)
    busy = Counter[str]()
    for link in links:
        for end in (link.start, link.end):
            busy[end] += 1000 if link.directed else 1
    kept = sorted(sorted(busy), key=lambda name: -busy[name])[:MOST_ITEMS]
    names = sorted(kept)
    position = {name: number for number, name in enumerate(names)}
    links = [link for link in links if link.start in position and link.end in position]
    places = layout(names, [(link.start, link.end) for link in links])
    wide = {subject: within(subject, records) for link in links for subject in link.subjects}
    told = tuple(_link(link, position, wide) for link in links)
    return NetworkData(
        items=tuple(_item(name, places[name], records) for name in names),
        links=told,
        choices=_choices(names, told, records),
        looks={kind: _look(kind) for kind in sorted({kind_of(name) for name in names})},
        total=len(busy),
        revision=taken.revision.number,
        loaded=taken.revision.time,
        audience=translated(taken.audience.label),
        notes=notes_of(records, cut=False),
    )


def part_of(data: NetworkData, found: Slice) -> NetworkData:
    """The items and links of a slice, at the places that they have in the whole."""
    kept = [number for number, item in enumerate(data.items) if item.id in found.chosen]
    position = {number: seat for seat, number in enumerate(kept)}
    names = {(link.record, link.start, link.end) for link in found.links}
    links = [link for link in data.links if link.start in position and link.end in position]
    links = [link for link in links if (link.record, data.items[link.start].id, data.items[link.end].id) in names]
    moved = tuple(replace(link, start=position[link.start], end=position[link.end]) for link in links)
    items = tuple(data.items[number] for number in kept)
    kinds = {item.kind for item in items}
    return replace(
        data,
        items=items,
        links=moved,
        choices=_chosen_by(data.choices, items, moved),
        looks={kind: look for kind, look in data.looks.items() if kind in kinds},
        total=found.total,
    )


def _chosen_by(choices: Choices, items: Sequence[DataItem], links: Sequence[DataLink]) -> Choices:
    """Of the choices those that occur: a file names nothing that is not in it."""
    subjects = {subject for link in links for subject in link.subjects}
    countries = {item.country for item in items}
    regions = [
        replace(region, countries=tuple(c for c in region.countries if c in countries)) for region in choices.regions
    ]
    return Choices(
        themes=tuple(choice for choice in choices.themes if choice.id in subjects),
        practices=tuple(choice for choice in choices.practices if choice.id in subjects),
        countries=tuple(choice for choice in choices.countries if choice.id in countries),
        regions=tuple(region for region in regions if region.countries),
        kinds=tuple(c for c in choices.kinds if any(c.id in (link.kind, link.learning) for link in links)),
        grades=tuple(choice for choice in choices.grades if any(choice.id == link.grade for link in links)),
        partners=tuple(choice for choice in choices.partners if any(choice.id in link.partners for link in links)),
        stages=tuple(choice for choice in choices.stages if choice.id in _reached(links)),
    )


def _item(name: str, place: tuple[float, float], records: Records) -> DataItem:
    thing, record = thing_of(name, records), records.get(name)
    country = f"country:{thing.country.lower()}" if thing.country else name if thing.kind == "country" else None
    where = (record.latitude, record.longitude) if isinstance(record, City) else (None, None)
    return DataItem(name, thing.kind, called(thing), detail_of(thing, records), country, *place, *where)


def _look(kind: str) -> DataLook:
    return DataLook(translated(LOOKS[kind].label), LOOKS[kind].colour, LOOKS[kind].shape)


def _link(link: Link, position: dict[str, int], wide: dict[str, tuple[str, ...]]) -> DataLink:
    return DataLink(
        start=position[link.start],
        end=position[link.end],
        kind=link.kind,
        learning=link.learning,
        label=link.label,
        says=link.sentence.plain(),
        record=link.record,
        evidence=link.evidence,
        grade=link.grade,
        subjects=tuple(dict.fromkeys(wider for subject in link.subjects for wider in wide[subject])),
        day=link.day.isoformat() if link.day else None,
        partners=link.partners,
        stages=tuple((day.isoformat() if day else None, stage) for day, stage in link.stages),
    )


def _choices(names: Sequence[str], links: Sequence[DataLink], records: Records) -> Choices:
    subjects = {subject for link in links for subject in link.subjects}
    lying = {item.country for name in names if (item := _item(name, (0.0, 0.0), records))}
    codes = sorted(country.partition(":")[2] for country in lying if country)
    around = {slug for code in codes for slug in regions_of(code)}
    kinds = {kind for link in links for kind in (link.kind, link.learning)}
    grades = sorted({link.grade for link in links if link.grade})
    return Choices(
        themes=_named((item for item in subjects if item.startswith("theme:")), records),
        practices=_named((item for item in subjects if item.startswith("practice:")), records),
        countries=_by_name(Choice(f"country:{code}", country_called(code)) for code in codes),
        regions=_by_name(
            Choice(slug, region_called(slug), tuple(f"country:{code}" for code in codes if slug in regions_of(code)))
            for slug in around
        ),
        kinds=tuple(Choice(kind, translated(name)) for kind, name in KINDS.items() if kind in kinds),
        grades=tuple(Choice(grade, grade) for grade in grades),
        partners=_named({partner for link in links for partner in link.partners}, records),
        stages=tuple(Choice(stage.value, translated(stage.label)) for stage in Stage if stage.value in _reached(links)),
    )


def _reached(links: Iterable[DataLink]) -> set[str]:
    return {stage for link in links for _, stage in link.stages}


def _named(subjects: Iterable[str], records: Records) -> tuple[Choice, ...]:
    return _by_name(Choice(subject, called(thing_of(subject, records))) for subject in subjects)


def _by_name(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: (choice.name.casefold(), choice.id)))
