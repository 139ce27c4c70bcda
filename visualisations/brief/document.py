"""A brief as plain data, the same for HTML and PDF: sentences as pieces of text, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Text. `language` is none for the brief's own words, else that of a name or text of a record, empty where it is
    not known: such text may run the other way and has to be kept apart.
    """

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or two. Whoever makes it from `records` gives it `references`: numbers of the places in sources.

    `label` and `measure` stand before a reason: the part of the score, and what it adds.
    """

    pieces: tuple[Piece, ...]
    records: tuple[str, ...] = ()
    references: tuple[int, ...] = ()
    label: str = ""
    measure: str = ""

    @property
    def text(self) -> str:
        """As plain text."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and a value, such as the country of a city."""

    label: str
    value: Statement


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two cities: as what it takes part, facts, and what is told of it."""

    role: str
    name: Piece
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with an introduction, which may be empty, and statements; `key` names it for links."""

    key: str
    heading: str
    intro: tuple[Piece, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source by the number that statements name it with.

    `says` is the curator's line, none for a source as a whole; `note` says where the curator concluded it; `words` are
    the first and the last words of the passage, and all of it that is given. `source` is the letter of its source.
    """

    number: int
    says: Piece | None
    note: str
    source: str
    section: Piece | None = None
    words: Piece | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Titled:
    """A source: its letter in words, and its title."""

    letter: str
    title: Piece


@dataclass(frozen=True, slots=True)
class Document:
    """A whole brief, in the order in which it is read."""

    language: str
    direction: str
    title: tuple[Piece, ...]
    practice: tuple[Piece, ...]
    state: tuple[str, ...]
    who: str
    parties: tuple[Party, ...]
    sections: tuple[Section, ...]
    places_heading: str
    places_intro: str
    places: tuple[Place, ...]
    sources: tuple[Titled, ...]
    notes: tuple[str, ...]
    day: str

    @property
    def plain_title(self) -> str:
        """The title as plain text."""
        return "".join(piece.text for piece in self.title)

    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in the order in which they are read."""
        of_parties = (
            told for party in self.parties for told in (*(fact.value for fact in party.facts), *party.statements)
        )
        return (*of_parties, *(told for section in self.sections for told in section.statements))
