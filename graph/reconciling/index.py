"""The names of one kind of thing, ready to be compared: read once a revision and audience, and kept.

10,000 cities with 30,000 names are read and folded in half a second and take 20 MB; asking the engine for each of 200
names would take longer than that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import reconciling
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.reconciling.names import bare, latin, sound

#: What can be reconciled.
KINDS: Final = ("city", "institution", "practice")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with its folded names. `country` is a code in small letters, `sort` what tells it apart for people."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    country: str
    sort: str
    geonames: str
    wikidata: str


class Group:
    """The entries of some countries, or all of them, by each form of their names."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.by_name = _by(entries, str)
        self.by_bare = _by(entries, bare)
        self.by_latin = _by(entries, latin)
        self.by_sound = _by(entries, sound)
        #: Latin forms and sounds by length, for the comparison of a name with all that are about as long.
        self.spellings, self.sounds = sorted(self.by_latin, key=len), sorted(self.by_sound, key=len)
        #: The bare names that have a word.
        self.by_word: dict[str, set[str]] = defaultdict(set)
        for name in self.by_bare:
            for word in name.split():
                self.by_word[word].add(name)


class Index:
    """All entries of a kind. The groups by country are made when they are first asked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_id = {entry.id: entry for entry in entries}
        self.by_gazetteer: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._of_country: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.by_id.values():
            self._of_country[entry.country].append(entry)
            for gazetteer, number in (("geonames", entry.geonames), ("wikidata", entry.wikidata)):
                if number:
                    self.by_gazetteer[gazetteer, number].append(entry)
        self._everything = Group(list(self.by_id.values()))
        self._groups: dict[str, Group] = {}

    def groups(self, countries: frozenset[str] | None) -> list[Group]:
        """The entries of these countries, and those of none; without a choice, all."""
        if countries is None:
            return [self._everything]
        wanted = [code for code in ("", *sorted(countries)) if code in self._of_country]
        for code in wanted:
            if code not in self._groups:
                self._groups[code] = Group(self._of_country[code])
        return [self._groups[code] for code in wanted]


def index_of(reader: Reader, kind: str) -> Index:
    """The names of a kind that the audience may see, as of the reader's revision."""
    return kept(reader, ("names", kind, reader.audience.level), lambda reader: Index(_read(reader, kind)))


def _read(reader: Reader, kind: str) -> Iterator[Entry]:
    for row in reader.rows(reconciling.names(layout.label_of(kind))):
        yield Entry(
            id=row["id"],
            kind=kind,
            name=row["name"],
            names=tuple(text for text in (row["search"] or "").split("|") if text and not text.startswith("~")),
            country=(row["country"] or "").partition(":")[2],
            sort=row["sort"] or "",
            geonames=str(row["geonames"] or ""),
            wikidata=row["wikidata"] or "",
        )


def _by(entries: Iterable[Entry], form: Callable[[str], str]) -> Mapping[str, Sequence[Entry]]:
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for name in entry.names:
            found[form(name)][entry.id] = entry
    found.pop("", None)
    return {name: tuple(named.values()) for name, named in found.items()}
