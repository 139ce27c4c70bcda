"""What is not known of a thing: the questions a steward could settle."""

from __future__ import annotations

from collections.abc import Iterator

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import keys
from practice_atlas.graph.questions.answers import Gap, MissingAnswer
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.questions.timeline import LAST, TELLING, TimelineKey
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import (
    City,
    Engagement,
    Implementation,
    Institution,
    Intention,
    LearningFlow,
    Membership,
    Partnership,
    Practice,
    Record,
)
from practice_atlas.ontology.model.base import Named
from practice_atlas.ontology.vocabularies import FlowKind, FlowState

#: Fields that every record of a kind should have, with the words for their absence.
_WANTED: dict[type[Record], dict[str, str]] = {
    City: {
        "latitude": "its position is not recorded",
        "population": "its population is not recorded",
        "geonames": "its GeoNames id is not recorded",
        "wikidata": "its Wikidata id has not been checked",
    },
    Practice: {"definition": "it has no definition"},
    Engagement: {"when": "the source does not say when it took place", "size": "its size is not stated"},
    LearningFlow: {},
    Membership: {"when": "the source does not say since when"},
    Intention: {"when": "the source does not say when"},
    Institution: {},
}

#: Kinds of record that can have gaps.
_LOOKED_AT = TELLING | {"city", "practice"}


def missing(reader: Reader, identifier: str, *, page: Page = FIRST) -> MissingAnswer:
    """Gaps in what is known of a thing and of the statements about it. Raises UnknownEntityError.

    A page looks at so many of the records about the thing; the gaps of the thing itself stand on the first.
    """
    own = reader.get(identifier)
    about = _about(reader, own.record)
    chosen = slice_of(about, page, key=tuple)
    around = reader.many(key for _, key in chosen.items)
    first = chosen.position == 0
    looked_at = [own, *around] if first else around
    gaps = [gap for item in looked_at for gap in _gaps(item)]
    if first and isinstance(own.record, City | Institution):
        gaps += _unknown_history(own, {kind_of(key) for _, key in about})
    return MissingAnswer(
        revision=reader.revision().number,
        thing=reader.thing(identifier),
        gaps=tuple(gaps),
        evidence=reader.evidence({cited for item in looked_at for cited in item.record.evidence}),
        **chosen.place,
    )


def _about(reader: Reader, own: Record) -> list[TimelineKey]:
    """The records that say something about a thing, by day. Of a source they only say that they are from it."""
    if own.kind in ("source", "evidence"):
        return []
    rows = reader.rows(keys.around(layout.label_of(own.kind)), id=own.id)
    return sorted({(row["known_by"] or LAST, row["id"]) for row in rows if kind_of(row["id"]) in _LOOKED_AT})


def _gaps(item: Found) -> Iterator[Gap]:
    record = item.record
    for field, words in _WANTED.get(type(record), {}).items():
        if getattr(record, field) is None:
            yield Gap(what="empty", record=record.id, field=field, message=f"{_name(record)}: {words}.")
    if isinstance(record, City) and not any(name.language == "ar" for name in record.names):
        yield Gap(
            what="unnamed", record=record.id, field="names", message=f"{record.name}: no Arabic name is recorded."
        )
    if isinstance(record, Engagement) and not (record.held_in or record.country or record.place):
        yield Gap(
            what="unplaced", record=record.id, field="held_in", message=f"{record.name}: its place is not stated."
        )
    yield from _outcome_gaps(record)
    if item.grade == "D":
        message = f"{_name(record)}: only parties to it say so; an independent source would settle it."
        yield Gap(what="single-sided", record=record.id, field="evidence", message=message)


def _outcome_gaps(record: Record) -> Iterator[Gap]:
    match record:
        case Engagement(outcomes=()):
            yield _outcome(record, "outcomes", f"{record.name}: what became of it is not known.")
        case LearningFlow(state=FlowState.DONE, led_to=None, flow_kind=kind) if kind is not FlowKind.EXPOSED:
            yield _outcome(record, "led_to", f"{record.id}: what it led to is not known.")
        case Intention(led_to=()):
            yield _outcome(record, "led_to", f"{record.summary} What became of it is not known.")
        case Implementation(stages=()):
            yield _outcome(record, "stages", f"{record.name}: its stage is not known.")
        case Implementation():
            for stage in record.stages:
                if stage.when is None:
                    message = f"{record.name}: when it was {stage.stage.label} is not stated."
                    yield Gap(what="undated", record=record.id, field="stages", message=message)
        case Partnership() if not any(state.when for state in record.states):
            yield Gap(what="undated", record=record.id, field="states", message=f"{record.name}: no date is stated.")
        case _:
            return


def _unknown_history(own: Found, kinds: set[str]) -> Iterator[Gap]:
    name = _name(own.record)
    if LearningFlow.kind not in kinds:
        message = f"{name}: nothing is known of what it learned or shared."
        yield Gap(what="unknown", record=own.record.id, field="flows", message=message)
    if Implementation.kind not in kinds:
        message = f"{name}: no practice of its own is known; that is not to say that it has none."
        yield Gap(what="unknown", record=own.record.id, field="implementations", message=message)


def _outcome(record: Record, field: str, message: str) -> Gap:
    return Gap(what="unknown-outcome", record=record.id, field=field, message=message)


def _name(record: Record) -> str:
    return record.name if isinstance(record, Named) else record.id
