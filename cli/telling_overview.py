"""Answers over the whole network as text for a terminal. Every rate is told with its two numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from practice_atlas.cli.telling import heading, line, named, own_part
from practice_atlas.graph.questions.overview_answers import (
    DiffusionAnswer,
    EntityQualityAnswer,
    KindQuality,
    MatrixAnswer,
    NeighbourhoodAnswer,
    QualityAnswer,
    QualityListAnswer,
    Rate,
    Relationship,
    StatisticsAnswer,
)

#: How relationships read where their code alone does not.
_WORDS: Final[Mapping[str, str]] = {
    "about": "is about", "addressed-to": "is put to", "by": "was put by", "broader": "is a form of", "in": "lies in",
    "in-theme": "belongs to", "held-in": "was held in", "member-of": "is a member of", "of": "is an instance of",
    "part-of": "is part of", "party": "has as a party", "took-part": "took part in", "learned": "learned about",
    "shared": "shared its experience of", "to-learn-from": "is to learn from", "holds-office": "holds an office in",
    "raised-at": "was raised at", "builds-on": "builds on", "implemented-by": "is implemented by",
    "supported-by": "is supported by", "made-by": "was made by", "produced-by": "was produced by",
    "derived-from": "was derived from", "published-by": "was published by", "named-with": "is named with",
}  # fmt: skip


@own_part.register
def _neighbourhood(answer: NeighbourhoodAnswer, _numbers: dict[str, int]) -> None:
    heading(f"{len(answer.around)} of {answer.total} around {named(answer.thing)}")
    names = {near.thing.id: near.thing.name for near in answer.around} | {answer.thing.id: answer.thing.name}
    for near in answer.around:
        line(f"  {named(near.thing)}: {near.thing.kind}, {near.thing.id}, hops: {near.hops}, told by {near.ties}")
    for related in answer.relationships:
        line(f"  {_related(related, names)}")
    line(f"{len(answer.relationships)} of {answer.relationships_total} relationships are shown.")


def _related(related: Relationship, names: Mapping[str, str]) -> str:
    start, end = (names.get(identifier, identifier) for identifier in (related.start, related.end))
    cited = ", ".join(dict.fromkeys(item for telling in related.told for item in telling.evidence))
    words = _WORDS.get(related.what, related.what.replace("-", " "))
    return f"{start} {words} {end}" + (f" [{cited}]" if cited else "")


@own_part.register
def _diffusion(answer: DiffusionAnswer, _numbers: dict[str, int]) -> None:
    heading(f"How {answer.practice.name} spread")
    for period in answer.periods:
        line(
            f"  by the end of {period.period}: implementations {period.implementations} ({_counted(period.stages)}), "
            f"learning flows {period.flows} ({_counted(period.flow_kinds)}), countries {period.countries}"
        )
    line(f"  Not dated in the sources: {_counted(answer.undated)}. Planned or under way: {answer.planned}.")


@own_part.register
def _matrix(answer: MatrixAnswer, _numbers: dict[str, int]) -> None:
    heading(f"{len(answer.rows)} of {answer.total} practices by {len(answer.columns.things)} of {answer.columns.total}")
    for cell in answer.cells:
        row, column = answer.rows[cell.row].thing, answer.columns.things[cell.column]
        line(f"  {row.name}, {named(column)}: {cell.state} [{', '.join(cell.records)}]")
    line(f"All cells: {_counted(answer.counts)}. Unknown is not to say no.")
    if answer.columns.next:
        line(f"For further columns, add: --columns-after {answer.columns.next}")


@own_part.register
def _statistics(answer: StatisticsAnswer, _numbers: dict[str, int]) -> None:
    heading(f"{len(answer.figures)} of {answer.total} {answer.by}")
    for item in answer.figures:
        shared = "" if item.shared is None else f", shared {item.shared}"
        line(f"  {named(item.thing)}: learning flows {item.flows} ({_counted(item.states)}){shared}")
        line(f"      how far: {_counted(item.kinds)}; led to something {_rate(item.followed)}")
        line(f"      led to an implementation {_rate(item.implemented)}; give back {_rate(item.two_way)}")
        line(f"      implementations {item.implementations} ({_counted(item.stages)})")
    for rate in dict.fromkeys(rate.of for item in answer.figures for rate in (item.followed, item.two_way)):
        line(f"Of: {rate}.")


@own_part.register
def _quality(answer: QualityAnswer, _numbers: dict[str, int]) -> None:
    heading("How well everything is known")
    for kind in (answer.overall, *answer.kinds):
        line(f"  {kind.kind}: {kind.total}, last heard {kind.last_heard or 'never'}; {_weak(kind)}")


@own_part.register
def _quality_list(answer: QualityListAnswer, _numbers: dict[str, int]) -> None:
    heading(f"{len(answer.entities)} of {answer.total} records with a weakness")
    for item in answer.entities:
        line(f"  {named(item.thing)}: {', '.join(item.weaknesses)}; last heard {item.last_heard or 'never'}")


@own_part.register
def _quality_of(answer: EntityQualityAnswer, _numbers: dict[str, int]) -> None:
    heading(f"How well {named(answer.quality.thing)} is known")
    line(f"  weaknesses: {', '.join(answer.quality.weaknesses) or 'none of those looked for'}")
    line(f"  sources: {answer.quality.sources}; last heard {answer.quality.last_heard or 'never'}")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name.replace('-', ' ')} {count}" for name, count in counts.items()) or "none"


def _rate(rate: Rate) -> str:
    return f"{rate.numerator} of {rate.denominator}"


def _weak(kind: KindQuality) -> str:
    return ", ".join(f"{name} {_rate(rate)}" for name, rate in kind.weaknesses.items())
