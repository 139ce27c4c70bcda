"""Who may see what: a statement is as closed as its most closed part.

A record is as closed as its own audience, as the things it cannot be told without (its single references, and the
parties of a partnership), and, where all its evidence is closed, as the least closed of it. What a record merely
lists (supporters, participants, further evidence) is a statement each, and is left out of what a wider audience sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practice_atlas.ontology.links import own_links, parts
from practice_atlas.ontology.model import Part, Partnership, Person, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import fields_of
from practice_atlas.ontology.vocabularies import Audience


def effective_levels(records: Mapping[str, Record]) -> dict[str, int]:
    """The level of each record (0 public, 1 members, 2 hub) with all that it cannot be told without.

    References to what is not among the records count as public. Repeats until nothing rises, so cycles do no harm.
    """
    levels = {identifier: record.audience.level for identifier, record in records.items()}
    if not any(levels.values()):
        return levels
    rose = True
    while rose:
        rose = False
        for identifier, record in records.items():
            level = max(levels[identifier], _level_of(record, levels), _least_office(record, levels))
            if level > levels[identifier]:
                levels[identifier], rose = level, True
    return levels


def part_level(part: Part, owner: int, levels: Mapping[str, int]) -> int:
    """The level of a part of a record of level `owner`."""
    return max(owner, _level_of(part, levels))


def visible(records: Mapping[str, Record], audience: Audience) -> dict[str, Record]:
    """The records that the audience may see, each without references to, and parts about, what it may not see."""
    levels = effective_levels(records)
    if not any(levels.values()):
        return dict(records)
    return {
        identifier: redacted(record, levels, audience.level)
        for identifier, record in records.items()
        if levels[identifier] <= audience.level
    }


def redacted(record: Record, levels: Mapping[str, int], level: int) -> Record:
    """The record without what is more closed than `level`; the same object where nothing had to go."""
    update = _open_references(record, levels, level)
    by_field: dict[str, list[Part]] = {}
    closed = False
    for shape, _, part in parts(record):
        kept = by_field.setdefault(shape.name, [])
        if _level_of(part, levels) > level:
            closed = True
            continue
        part_update = _open_references(part, levels, level)
        closed = closed or bool(part_update)
        kept.append(part.model_copy(update=part_update) if part_update else part)
    if closed:
        update |= {name: tuple(kept) for name, kept in by_field.items()}
    return record.model_copy(update=update) if update else record


def _level_of(model: Model, levels: Mapping[str, int]) -> int:
    level = 0
    evidence: list[int] = []
    for shape, target in own_links(model):
        if shape.name == "evidence":
            evidence.append(levels.get(target, 0))
        elif not shape.many or (isinstance(model, Partnership) and shape.name == "parties"):
            level = max(level, levels.get(target, 0))
    return max(level, min(evidence)) if evidence else level


def _least_office(record: Record, levels: Mapping[str, int]) -> int:
    """A person is recorded for an office alone: where every office is closed, so is the person."""
    if not isinstance(record, Person):
        return 0
    return min((_level_of(office, levels) for office in record.offices), default=0)


def _open_references(model: Model, levels: Mapping[str, int], level: int) -> dict[str, Any]:
    update: dict[str, Any] = {}
    for shape in fields_of(type(model)):
        if shape.type == "reference" and shape.many:
            targets = getattr(model, shape.name)
            kept = tuple(target for target in targets if levels.get(target, 0) <= level)
            if len(kept) < len(targets):
                update[shape.name] = kept
    return update
