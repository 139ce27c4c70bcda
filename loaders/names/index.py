"""The identities that a reference can mean, found by identifier, name or gazetteer id."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from practice_atlas.loaders.checked import KnownIdentity
from practice_atlas.loaders.names.countries import code_of_country
from practice_atlas.loaders.raw import Raw
from practice_atlas.ontology.folding import fold
from practice_atlas.ontology.identifiers import is_identifier, kind_of
from practice_atlas.ontology.model import Source
from practice_atlas.ontology.model.base import Named


@dataclass(frozen=True, slots=True)
class Identity:
    """A thing with its names; `country` is a two-letter code in small letters or empty."""

    id: str
    names: tuple[str, ...]
    country: str

    @property
    def kind(self) -> str:
        """The kind of record."""
        return kind_of(self.id)

    def __str__(self) -> str:
        shown = ", ".join(text for text in (self.names[0] if self.names else "", self.country.upper()) if text)
        return f"{self.id} ({shown})" if shown else self.id


@dataclass(slots=True)
class IdentityIndex:
    """All identities of the data set and of the graph.

    `ids` also holds the identifiers of records without a name; `malformed` what stands for one and is none.
    """

    ids: set[str] = field(default_factory=set)
    malformed: set[str] = field(default_factory=set)
    own_names: dict[str, list[Identity]] = field(default_factory=lambda: defaultdict(list))
    folded: dict[str, list[Identity]] = field(default_factory=lambda: defaultdict(list))
    gazetteer: dict[str, list[Identity]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, records: Iterable[Raw], known: Sequence[KnownIdentity]) -> IdentityIndex:
        """The index of these records and of what the graph holds already; a record hides the known one of its id."""
        index = cls()
        for record in records:
            index._add_record(record)
        for entry in known:
            if entry.id not in index.ids:
                index._add(_known(entry), entry.geonames, entry.wikidata)
        return index

    def _add_record(self, record: Raw) -> None:
        identifier = record.id
        if not is_identifier(identifier):
            self.malformed.add(identifier)
            return
        self.ids.add(identifier)
        if not issubclass(record.model, Named | Source):
            return
        title = record.texts("title" if record.model is Source else "name")
        names = [*title, *(text.rpartition("@")[0] for text in record.texts("names"))]
        country = next(iter(record.texts("country")), "")
        identity = Identity(identifier, tuple(name.strip() for name in names if name.strip()), _code(country))
        for name in identity.names:
            self._append(self.own_names, exact(name), identity)
        self._add(identity, *(next(iter(record.texts(name)), None) for name in ("geonames", "wikidata")))

    def _add(self, identity: Identity, geonames: int | str | None, wikidata: str | None) -> None:
        self.ids.add(identity.id)
        for name in identity.names:
            self._append(self.folded, fold(name), identity)
        if geonames:
            self._append(self.gazetteer, f"geonames:{geonames}", identity)
        if wikidata:
            self._append(self.gazetteer, f"wikidata:{wikidata}", identity)

    @staticmethod
    def _append(table: dict[str, list[Identity]], key: str, identity: Identity) -> None:
        if key and identity not in table[key]:
            table[key].append(identity)


def exact(name: str) -> str:
    """A name as the data set's own names are compared: composed, without outer white space."""
    return unicodedata.normalize("NFC", name).strip()


def _known(entry: KnownIdentity) -> Identity:
    return Identity(entry.id, entry.names, _code(entry.country or ""))


def _code(country: str) -> str:
    return country.removeprefix("country:").lower() if country.startswith("country:") else code_of_country(country)
