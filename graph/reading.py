"""The one way to read records for somebody: what the audience may not see does not come out of here.

Every question goes through a Reader, so that closed records are kept back in one place (`ontology/audiences.py` has the
rule, the writer has put each record's level beside it).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import reading
from practice_atlas.graph.catalogue.told import for_level
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.pairings.recorded import NOTHING_RECORDED, Recorded
from practice_atlas.graph.questions.answers import Evidence, Thing
from practice_atlas.graph.records import read_record
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.ontology import model
from practice_atlas.ontology.audiences import redacted
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.identifiers import is_identifier, kind_of
from practice_atlas.ontology.links import targets
from practice_atlas.ontology.model import BY_KIND, Record
from practice_atlas.ontology.vocabularies import Audience

#: Name, level and day of a thing.
_Known: TypeAlias = tuple[Thing, int, str | None]
#: Kinds of thing that answer after answer tells of; statements and their evidence are told once.
_TOLD_AGAIN: Final = frozenset(
    ("city", "institution", "person", "country", "practice", "theme", "engagement", "resource", "source")
)
#: The engine that answers in this process.
_NEAR: Final = "embedded"
#: Names that readers share, some 15 MB.
_MOST_SHARED: Final = 30_000


@dataclass(frozen=True, slots=True)
class Found:
    """A record as the audience may see it, with what the graph derived:

    its day and grade, and its place in the text.
    """

    record: Record
    known_by: str | None
    grade: str | None
    days: tuple[str | None, ...]
    start: int | None
    end: int | None


class Reader:
    """Reads the graph for an audience. Cheap to make: one for each question.

    `recorded` are the pairings that the audience may know of beside the graph.
    """

    def __init__(
        self,
        engine: Engine,
        audience: Audience = Audience.PUBLIC,
        revision: Revision | None = None,
        recorded: Recorded = NOTHING_RECORDED,
    ) -> None:
        self.engine = engine
        self.audience = audience
        self.recorded = recorded
        self._shared: dict[str, _Known] = {}
        self._named: dict[str, Thing] = {}
        self._levels: dict[str, int] = {}
        self._days: dict[str, str | None] = {}
        self._revision = revision

    def with_recorded(self, recorded: Recorded) -> Reader:
        """A reader of the same, with other recorded pairings beside it."""
        other = copy(self)
        other.recorded = recorded
        return other

    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of a query of the catalogue, with `$level` filled in."""
        level = self.audience.level
        return self.engine.read(for_level(query, level), {"level": level, **parameters})

    def revision(self) -> Revision:
        """The revision that the reader was given, or that the graph was at when this was first asked."""
        if self._revision is None:
            self._revision = current_revision(self.engine)
        return self._revision

    def share(self, names: dict[str, _Known]) -> None:
        """Takes names from what other readers of the same revision have learned."""
        self._shared = names

    def leave(self) -> None:
        """Leaves them what this reader has learned: to be called where the revision was the same to the end."""
        learned = {
            key: (thing, self._levels[key], self._days[key])
            for key, thing in self._named.items()
            if thing.kind in _TOLD_AGAIN and key not in self._shared
        }
        if len(self._shared) + len(learned) > _MOST_SHARED:
            self._shared.clear()
        self._shared.update(learned)

    def get(self, identifier: str) -> Found:
        """One record. Raises UnknownEntityError, with the same words for what is closed and what is not there."""
        found = self.many([identifier]) if is_identifier(identifier) and kind_of(identifier) in BY_KIND else []
        if not found:
            raise UnknownEntityError(f"Nothing is known under {identifier[:120]!r}.")
        return found[0]

    def many(self, identifiers: Iterable[str]) -> list[Found]:
        """The records of these identifiers that the audience may see, in their order."""
        wanted = list(dict.fromkeys(identifiers))
        records = [identifier for identifier in wanted if kind_of(identifier) in BY_KIND]
        rows = self._rows_of(records, reading.by_id, reading.BY_ID, layout.record_labels())
        order = {identifier: position for position, identifier in enumerate(wanted)}
        return self.found(sorted(rows, key=lambda row: order[row["id"]]))

    def found(self, rows: Iterable[Mapping[str, Any]]) -> list[Found]:
        """Records from rows of the catalogue, redacted for the audience."""
        raw = [(row, read_record(row["record"], kind_of(row["id"]))) for row in rows]
        named = {target for _, record in raw for target in targets(record)}
        self._learn(named)
        limit = self.audience.level
        closed = any(self._levels.get(target, 0) > limit for target in named)
        return [
            Found(
                redacted(record, self._levels, limit) if closed else record,
                row["known_by"] or None,
                row["grade"] or None,
                tuple(day or None for day in row["days"] or ()),
                row["passage_start"],
                row["passage_end"],
            )
            for row, record in raw
        ]

    def around(self, identifier: str) -> list[Found]:
        """The records that refer to a thing, by day and identifier."""
        rows = self.rows(reading.around(layout.label_of(kind_of(identifier))), id=identifier)
        found = [item for item in self.found(rows) if identifier in targets(item.record)]
        return sorted(found, key=lambda item: (item.known_by or "9999", item.record.id))

    def things(self, identifiers: Iterable[str]) -> dict[str, Thing]:
        """The things of these identifiers that the audience may see, in their order."""
        wanted = list(dict.fromkeys(identifiers))
        self._learn(wanted)
        level = self.audience.level
        return {key: self._named[key] for key in wanted if key in self._named and self._levels[key] <= level}

    def thing(self, identifier: str) -> Thing:
        """One thing by identifier. Raises UnknownEntityError."""
        things = self.things([identifier]) if is_identifier(identifier) else {}
        if identifier not in things:
            raise UnknownEntityError(f"Nothing is known under {identifier[:120]!r}.")
        return things[identifier]

    def there_by(self, identifier: str | None, as_of: date | None) -> bool:
        """Whether a thing that was named before (`things`) was there by a day, so that no answer tells of its
        future.
        """
        if identifier is None or as_of is None:
            return identifier is not None
        day = self._days.get(identifier)
        return day is not None and day <= as_of.isoformat()

    def evidence(self, identifiers: Iterable[str]) -> tuple[Evidence, ...]:
        """Pieces of evidence ready to be shown, by identifier."""
        wanted = set(identifiers)
        rows = self.rows(reading.EVIDENCE, ids=sorted(wanted)) if wanted else []
        rows.sort(key=lambda row: row["id"])
        pieces = [
            (item, item.record, row["address"])
            for item, row in zip(self.found(rows), rows, strict=True)
            if isinstance(item.record, model.Evidence)
        ]
        things = self.things(name for _, piece, _ in pieces for name in (piece.source, piece.speaker) if name)
        return tuple(
            Evidence(
                id=piece.id,
                says=piece.says,
                directness=piece.directness.value,
                section=piece.section,
                source=things[piece.source],
                starts=piece.starts,
                ends=piece.ends,
                link=_link(piece, address),
                start=item.start,
                end=item.end,
                speaker=things.get(piece.speaker) if piece.speaker else None,
            )
            for item, piece, address in pieces
        )

    def _learn(self, identifiers: Iterable[str]) -> None:
        """Looks up names and levels that are not known yet."""
        unknown = []
        for identifier in identifiers:
            if identifier in self._levels:
                continue
            if shared := self._shared.get(identifier):
                self._named[identifier], self._levels[identifier], self._days[identifier] = shared
            else:
                unknown.append(identifier)
        if not unknown:
            return
        labels = (*layout.record_labels(), layout.COUNTRY)
        for row in self._rows_of(unknown, reading.things, reading.THINGS, labels):
            code = row["country"].partition(":")[2].upper() if row["country"] else None
            self._named[row["id"]] = Thing(
                id=row["id"], kind=kind_of(row["id"]), name=row["name"], country=code, when=row["stated"]
            )
            self._levels[row["id"]] = row["level"]
            self._days[row["id"]] = row["known_by"] or None

    def _rows_of(
        self, identifiers: Sequence[str], one: Callable[[str], str], several: str, labels: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Rows of these identifiers: `one` query for each label, or `several` for all labels at once where each
        question goes to a server. Planning the long text takes longer than asking ten short ones where none does.
        """
        grouped: dict[str, list[str]] = defaultdict(list)
        for identifier in identifiers:
            grouped[layout.label_of(kind_of(identifier))].append(identifier)
        if len(grouped) > 1 and self.engine.name != _NEAR:
            return self.rows(several, ids={label: grouped.get(label, []) for label in labels})
        return [row for label, ids in grouped.items() for row in self.rows(one(label), ids=ids)]


def _link(evidence: model.Evidence, address: str | None) -> str | None:
    """The source's address with a text fragment (https://wicg.github.io/scroll-to-text-fragment/)."""
    if not address:
        return None
    start, end = (quote(text, safe="").replace("-", "%2D") for text in (evidence.starts, evidence.ends))
    return f"{address.partition('#')[0]}#:~:text={start},{end}"
