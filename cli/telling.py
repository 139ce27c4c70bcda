"""Answers as text for a terminal: sentences with their dates and how sure they are, then the evidence they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch

from practice_atlas.cli.output import console
from practice_atlas.graph.questions.answers import (
    Answer,
    EntityAnswer,
    Evidence,
    FlowsAnswer,
    ImplementationView,
    ImplementersAnswer,
    LineageAnswer,
    MissingAnswer,
    PagedAnswer,
    PathAnswer,
    SearchAnswer,
    Step,
    Thing,
)
from practice_atlas.ontology.model import Engagement
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.dates import in_words


def tell(answer: Answer) -> None:
    """Prints an answer, the evidence it cites numbered below it, and the revision it holds for."""
    numbers = {item.id: number for number, item in enumerate(answer.evidence, 1)}
    own_part(answer, numbers)
    _evidence(answer.evidence)
    if answer.left_out:
        line(f"{answer.left_out} statements have no day and are left out of this answer.")
    if isinstance(answer, PagedAnswer):
        _pages(answer)
    as_of = f" as of {answer.as_of}" if answer.as_of else ""
    line(f"Revision {answer.revision}{as_of}.")


def _pages(answer: PagedAnswer) -> None:
    """How to see the rest; nothing where all is shown."""
    if answer.next or answer.previous:
        line(f"{answer.position} of {answer.total} come before these.")
    if answer.next:
        line(f"For what comes after, add: --after {answer.next}")


@singledispatch
def own_part(answer: Answer, _numbers: dict[str, int]) -> None:
    """The part of an answer that is its own."""
    raise TypeError(f"no way to tell a {type(answer).__name__}")


@own_part.register
def _entity(answer: EntityAnswer, numbers: dict[str, int]) -> None:
    heading(named(answer.thing))
    if isinstance(answer.record, Engagement):
        _engagement(answer, answer.record)
    for field, things in answer.related.items():
        if isinstance(answer.record, Engagement) and field in ("actor", "target"):
            continue  # told above, by role and by relation
        line(f"  {field.replace('_', ' ')}: {', '.join(thing.name for thing in things)}")
    for entry in answer.entries:
        when = in_words(entry.when)
        sure = wording.how_sure(entry.grade)
        line(f"  {when}: {wording.entry(entry, answer.thing).plain()} {marks(entry.evidence, numbers)} [{sure}]")
    if not answer.entries:
        line("  Nothing is known of its history.")
    for conflict in answer.conflicts:
        values = " / ".join(conflict.values)
        line(f"  conflicting {conflict.field}: {values} {marks(conflict.evidence, numbers)}")


def _engagement(answer: EntityAnswer, record: Engagement) -> None:
    """When it was, who took part in which role, and what became of it."""
    line(f"  {record.engagement_kind.label}, {in_words(answer.thing.when)}")
    names = {thing.id: thing.name for things in answer.related.values() for thing in things}
    told: dict[str, list[str]] = {}
    for part in record.participations:
        counted = f" ({part.count})" if part.count else ""
        told.setdefault(part.role.label, []).append((part.unnamed or names.get(part.actor or "", "")) + counted)
    for outcome in record.outcomes:
        told.setdefault(outcome.relation.label, []).append(names.get(outcome.target, outcome.target))
    for part_in_it, who in told.items():
        line(f"  {part_in_it}: {', '.join(who)}")


@own_part.register
def _lineage(answer: LineageAnswer, numbers: dict[str, int]) -> None:
    heading(f"How {answer.practice.name} travelled")
    for step in answer.steps:
        _step(step, numbers)
    if not answer.steps:
        line("  Nothing is known of how it travelled by then.")
    _implementations(answer.implementations, numbers)
    if len(answer.implementations) < answer.implementations_total:
        shown = f"{len(answer.implementations)} of {answer.implementations_total}"
        line(f"  {shown} implementations are shown; ask who-implements for the others.")
    for contradiction in answer.contradictions:
        line(f"  The dates do not fit: {contradiction}.")


@own_part.register
def _flows(answer: FlowsAnswer, numbers: dict[str, int]) -> None:
    heading(f"{len(answer.flows)} of {answer.total} learning flows")
    for step in answer.flows:
        _step(step, numbers)


@own_part.register
def _implementers(answer: ImplementersAnswer, numbers: dict[str, int]) -> None:
    heading(f"Who implements {answer.practice.name}")
    _implementations(answer.implementations, numbers)


@own_part.register
def _path(answer: PathAnswer, numbers: dict[str, int]) -> None:
    heading(f"From {answer.start.name} to {answer.end.name}")
    for leg in answer.legs:
        line(f"  {wording.leg(leg).plain()} {marks(leg.evidence, numbers)}")
    if not answer.legs:
        line("  No connection is known.")


@own_part.register
def _missing(answer: MissingAnswer, numbers: dict[str, int]) -> None:
    heading(f"What is not known of {answer.thing.name}")
    for gap in answer.gaps:
        line(f"  {gap.message}")
    if not answer.gaps:
        line("  Nothing that is looked for is missing.")
    numbers.clear()


@own_part.register
def _search(answer: SearchAnswer, numbers: dict[str, int]) -> None:
    heading(f"{len(answer.hits)} of {answer.total} found for {answer.query!r}")
    for hit in answer.hits:
        sound = " (sounds alike)" if hit.match == "sound" else ""
        line(f"  {named(hit.thing)}: {hit.thing.kind}, {hit.thing.id}{sound}")
    if not answer.hits:
        line("  Try the beginning of a name, or another spelling.")
    numbers.clear()


def _step(step: Step, numbers: dict[str, int]) -> None:
    sure = wording.how_sure(step.grade)
    line(f"  {in_words(step.when)}: {wording.step(step).plain()} {marks(step.evidence, numbers)} [{sure}]")


def _implementations(views: Sequence[ImplementationView], numbers: dict[str, int]) -> None:
    for view in views:
        line(f"  {wording.implementation(view).plain()} {marks(view.evidence, numbers)}")
        for stage in view.stages:
            line(f"      {wording.stage(stage)} {marks(stage.evidence, numbers)}")
    if not views:
        line("  No implementation is known by then.")


def _evidence(evidence: Iterable[Evidence]) -> None:
    sources: dict[str, str] = {}
    for number, item in enumerate(evidence, 1):
        letter = sources.setdefault(item.source.name, chr(ord("A") + len(sources) % 26))
        section = f", {item.section}" if item.section else ""
        inferred = " (inferred by the curator)" if item.directness == "inferred" else ""
        line(f"[{number}] {item.says}{inferred} — {letter}{section}: “{item.starts} … {item.ends}”")
    for name, letter in sources.items():
        line(f"Source {letter}: {name}")


def marks(identifiers: Iterable[str], numbers: dict[str, int]) -> str:
    """The numbers of the evidence that is told below an answer."""
    return "".join(f"[{numbers[identifier]}]" for identifier in identifiers if identifier in numbers)


def named(thing: Thing) -> str:
    """A thing by name, with its country."""
    return f"{thing.name} ({thing.country})" if thing.country else thing.name


def heading(text: str) -> None:
    """Prints what an answer is about."""
    console.print(text, style="bold", markup=False)


def line(text: str) -> None:
    """Prints a line as it is."""
    console.print(text, markup=False)
