"""What filters ask of a record beyond its ends and subjects: which partners had a part in it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from practice_atlas.ontology.chronology import Chronology
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import Engagement, Implementation, LearningFlow, Partnership, Record

#: A stage's code, and the day by which it was certainly so, None where nothing bounds it.
DatedStage = tuple[date | None, str]


def partners_of(record: Record, ends: Iterable[str], records: Mapping[str, Record]) -> tuple[str, ...]:
    """The institutions among the ends, and those that took part in the engagement (that of a learning flow, too), are
    party to the partnership or supported the implementation; by identifier.

    Beside the ends these are the rules by which lists are filtered (graph/tables/facets.py).
    """
    named = {*ends}
    match record:
        case LearningFlow(via=via):
            named |= {actor for engagement in via for actor in _took_part(records.get(engagement))}
        case Engagement():
            named |= _took_part(record)
        case Partnership(parties=parties):
            named |= {*parties}
        case Implementation(supporters=supporters):
            named |= {*supporters}
        case _:
            pass
    return tuple(sorted(name for name in named if kind_of(name) == "institution"))


def stages_of(record: Record, records: Mapping[str, Record], chronology: Chronology) -> tuple[DatedStage, ...]:
    """The stages, oldest first, of the implementation that a learning flow led to, or that was supported; else none."""
    built = records.get(record.led_to or "") if isinstance(record, LearningFlow) else record
    if not isinstance(built, Implementation):
        return ()
    days = chronology.history_days(built)
    return tuple((day, stated.stage.value) for day, stated in zip(days, built.stages, strict=True))


def stage_by(stages: Iterable[DatedStage], as_of: date | None) -> str | None:
    """The last stage that was certainly reached by a day; without a day the last of all."""
    reached = [stage for day, stage in stages if as_of is None or (day and day <= as_of)]
    return reached[-1] if reached else None


def _took_part(engagement: Record | None) -> set[str]:
    if not isinstance(engagement, Engagement):
        return set()
    return {part.actor for part in engagement.participations if part.actor}
