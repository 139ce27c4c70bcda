"""Fills templates of a language with names and texts of records, and numbers the places that sentences rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import Formatter, ascii_uppercase
from typing import Final

from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.vocabularies import Directness
from practice_atlas.visualisations.brief.document import Piece, Place, Statement, Titled
from practice_atlas.visualisations.brief.languages import Language

#: Records are in English: their names, and the lines of their curators.
RECORDS: Final = "en"
_VOWELS: Final = "aàâæeéèêëiîïoôœuùûü"
_FORMATTER: Final = Formatter()

Named = Thing | Piece | str
Slot = Named | Sequence[Named]


class Writer:
    """Writes the sentences of one brief. A sentence made from records of which no place can be shown is not written,
    but its records are counted (`unsupported`).
    """

    def __init__(self, answer: BriefAnswer, language: Language) -> None:
        self.language = language
        self._answer = answer
        self._evidence = {piece.id: piece for piece in answer.evidence}
        self._numbers: dict[str, int] = {}
        self._sources: dict[str, Thing] = {}
        self._titled: dict[str, Thing] = {}
        self._unsupported: set[str] = set()

    @property
    def unsupported(self) -> int:
        """Of how many records nothing was written because no place can be shown for them."""
        return len(self._unsupported)

    def say(self, *keys: str, label: str = "", measure: str = "", **slots: Slot) -> Statement:
        """A sentence that is made from no record: of the brief itself, or worked out."""
        return Statement(self.fill(*keys, **slots), label=label, measure=measure)

    def tell(
        self, *keys: str, records: Iterable[str], evidence: Iterable[str], label: str = "", measure: str = "",
        **slots: Slot,
    ) -> tuple[Statement, ...]:  # fmt: skip
        """A sentence made from records, with its references; nothing where it has none."""
        references = self._cited(evidence)
        made_from = tuple(dict.fromkeys(records))
        if not references:
            self._unsupported.update(made_from)
            return ()
        return (Statement(self.fill(*keys, **slots), made_from, references, label, measure),)

    def tell_by(self, sources: Mapping[str, Thing], pieces: tuple[Piece, ...]) -> Statement:
        """What whole sources support, such as gazetteers: by the record that each source supports."""
        self._sources |= {source.id: source for source in sources.values()}
        numbers = sorted({self._number(source.id) for source in sources.values()})
        return Statement(pieces, tuple(sources), tuple(numbers))

    def fill(self, *keys: str, **slots: Slot) -> tuple[Piece, ...]:
        """Templates, one after the other, with their slots filled; text in a slot is never read as a template."""
        pieces: list[Piece] = []
        for key in keys:
            for literal, name, _, _ in _FORMATTER.parse(self.language.message(key)):
                if literal:
                    pieces.append(Piece(literal))
                if name is not None:
                    filled = self._listed(slots[name]) or [Piece(self.language.message("somebody"))]
                    pieces = [*_elided(pieces, filled[0], self.language), *filled]
        return tuple(pieces)

    def text(self, key: str, **slots: str) -> str:
        """A template as plain text."""
        return self.language.message(key).format(**slots)

    def name(self, thing: Thing) -> Piece:
        """What a thing is called in the brief's language where that is known, else as its record names it."""
        if thing.kind == "country":
            return Piece(country_name(thing.id.partition(":")[2], self.language), self.language)
        if self.language == RECORDS:
            return Piece(thing.name, RECORDS)
        known = self._answer.names.get(thing.id, {}).get(self.language)
        return Piece(known, self.language) if known else Piece(thing.name, RECORDS)

    def places(self) -> tuple[Place, ...]:
        """The places that were cited, by number."""
        return tuple(self._place(number, key) for key, number in self._numbers.items())

    def sources(self) -> tuple[Titled, ...]:
        """The sources of these places, by letter; to be asked for after them."""
        return tuple(
            Titled(self.text("source", letter=_letter(number)), Piece(source.name, self._language_of(source)))
            for number, source in enumerate(self._titled.values())
        )

    def _place(self, number: int, key: str) -> Place:
        piece = self._evidence.get(key)
        if piece is None:
            return Place(number, None, self.text("place.whole"), self._lettered(self._sources[key]))
        spoken = self._language_of(piece.source)
        return Place(
            number=number,
            says=Piece(piece.says, RECORDS),
            note=self.text("place.inferred") if piece.directness == Directness.INFERRED else "",
            source=self._lettered(piece.source),
            section=Piece(piece.section, spoken) if piece.section else None,
            words=Piece(f"{piece.starts} … {piece.ends}", spoken),
            link=piece.link if piece.link and piece.link.startswith(("https://", "http://")) else "",
        )

    def _lettered(self, source: Thing) -> str:
        self._titled.setdefault(source.id, source)
        return _letter([*self._titled].index(source.id))

    def _language_of(self, source: Thing) -> str:
        """The language of a source's text; empty where that is not stated."""
        return self._answer.languages.get(source.id, "")

    def _cited(self, evidence: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({self._number(piece) for piece in dict.fromkeys(evidence) if piece in self._evidence}))

    def _number(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _listed(self, slot: Slot) -> list[Piece]:
        items = [slot] if isinstance(slot, Thing | Piece | str) else list(slot)
        pieces: list[Piece] = []
        for position, item in enumerate(items):
            if position:
                pieces.append(Piece(self.text("and" if position == len(items) - 1 else "comma")))
            pieces.append(
                self.name(item) if isinstance(item, Thing) else Piece(item) if isinstance(item, str) else item
            )
        return [piece for piece in pieces if piece.text]


def _elided(before: list[Piece], name: Piece, language: Language) -> list[Piece]:
    """French: *de* and *que* lose their vowel before one, as in *auprès d’Amman*."""
    if language is not Language.FRENCH or not before or name.text[:1].casefold() not in [*_VOWELS]:
        return before
    last = before[-1]
    for word in (" de ", " que "):
        if last.language is None and last.text.endswith(word):
            return [*before[:-1], Piece(f"{last.text[:-2]}’")]
    return before


def _letter(number: int) -> str:
    """A, B … Z, A1, B1 …"""
    round_, letter = divmod(number, len(ascii_uppercase))
    return f"{ascii_uppercase[letter]}{round_ or ''}"
