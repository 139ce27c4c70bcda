"""How a practice travelled.

A lineage holds the implementations of the practice and of narrower ones; the learning flows about them; flows about
the directly broader practice that reach somebody who implements this one, marked as broader; and exchanges that
*informed* an engagement or implementation elsewhere, which are steps of another kind: they make nobody a teacher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.answers import ImplementationView, LineageAnswer, Step
from practice_atlas.graph.questions.chosen import EVERYTHING, Chosen
from practice_atlas.graph.questions.implementers import Implementer, implementers
from practice_atlas.graph.questions.informed import Use, informed_step, uses
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.questions.steps import flow_steps, implementation_views
from practice_atlas.graph.questions.timeline import LAST
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of

#: What steps are sorted by: day, kind, record, and for an *informed* step its two ends.
StepKey = tuple[str, str, str, str, str]


def lineage(
    reader: Reader,
    practice: str,
    *,
    as_of: date | None = None,
    chosen: Chosen = EVERYTHING,
    page: Page = FIRST,
) -> LineageAnswer:
    """The lineage of a practice, a page of its chosen steps; an *informed* step is chosen as its exchange is.

    Raises UnknownEntityError, and QuestionError for anything that is no practice.
    """
    thing = reader.thing(practice)
    if kind_of(practice) != "practice":
        raise QuestionError("practice", f"{practice} is no practice", fix="Name a practice.")
    breadth = _family(reader, practice)
    exact = [identifier for identifier, width in breadth.items() if width != "broader"]
    days = _flow_days(reader, breadth, exact)
    informed = {_informed_key(use): use for use in uses(reader, exact, days)}
    keys = [(day or LAST, "flow", flow, "", "") for flow, day in days.items()] + list(informed)
    if chosen:
        wanted = chosen.passing(reader, (record for _, _, record, _, _ in keys), as_of)
        keys = [key for key in keys if key[2] in wanted]
    limit = as_of.isoformat() if as_of else None
    by_then = sorted(key for key in keys if limit is None or key[0] <= limit)
    shown = slice_of(by_then, page, key=tuple)
    steps = _steps(reader, shown.items, informed, breadth, as_of)
    doing = implementers(reader, exact, as_of)
    if chosen:
        wanted = chosen.passing(reader, (implementer.id for implementer in doing), as_of)
        doing = [implementer for implementer in doing if implementer.id in wanted]
    views = _views(reader, doing, steps, page.limit, breadth, as_of)
    things = reader.things(breadth)
    return LineageAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=sum(key[0] == LAST for key in keys) if as_of else 0,
        evidence=reader.evidence(_cited(views, steps)),
        **shown.place,
        practice=thing,
        broader=tuple(things[key] for key, width in breadth.items() if width == "broader" and key in things),
        narrower=tuple(things[key] for key, width in breadth.items() if width == "narrower" and key in things),
        implementations=tuple(views),
        implementations_total=len(doing),
        steps=tuple(steps),
        contradictions=tuple(_contradictions(reader, steps)),
    )


def _family(reader: Reader, practice: str) -> dict[str, str]:
    """The practice, the narrower ones at any depth, and the directly broader one, each with its breadth."""
    breadth = {practice: "exact"}
    frontier = [practice]
    while frontier:
        rows = reader.rows(travelling.NARROWER, ids=frontier)
        frontier = [row["id"] for row in rows if row["id"] not in breadth]
        breadth |= dict.fromkeys(frontier, "narrower")
    for row in reader.rows(travelling.BROADER, id=practice):
        breadth.setdefault(row["id"], "broader")
    return breadth


def _flow_days(reader: Reader, breadth: dict[str, str], exact: list[str]) -> dict[str, str | None]:
    """The flows that belong to the lineage, each with its day.

    Flows of the broader practice belong only where they reach, or come from, an implementer of this one.
    """
    days = {row["id"]: row["known_by"] for row in reader.rows(travelling.FLOWS_ABOUT, ids=exact)}
    broader = [practice for practice, width in breadth.items() if width == "broader"]
    actors = {implementer.actor for implementer in implementers(reader, exact)} if broader else set()
    for practice in broader:
        reached = _flows_by_actor(reader, practice)
        days |= {flow: day for actor in actors for flow, day in reached.get(actor, ())}
    return days


def _flows_by_actor(reader: Reader, practice: str) -> dict[str, list[tuple[str, str | None]]]:
    """The flows about a practice, with their days, by who learned or taught.

    Kept, since the lineage of every narrower practice asks for the few of thousands that touch its implementers.
    """

    def made(reader: Reader) -> dict[str, list[tuple[str, str | None]]]:
        found: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for arrow in ("LEARNER", "TEACHER"):
            for row in reader.rows(travelling.flows_about_at(arrow), id=practice):
                found[row["actor"]].append((row["id"], row["known_by"]))
        return dict(found)

    return kept(reader, ("flows by actor", practice, reader.audience.level), made)


def _informed_key(use: Use) -> StepKey:
    return use.day or LAST, "informed", use.exchange, use.learner, use.implementation


def _steps(
    reader: Reader,
    shown: Sequence[StepKey],
    informed: dict[StepKey, Use],
    breadth: dict[str, str],
    as_of: date | None,
) -> list[Step]:
    flows = reader.many(key[2] for key in shown if key[1] == "flow")
    told = {step.record: step for step in flow_steps(reader, flows, breadth, as_of)}
    return [informed_step(reader, informed[key]) if key[1] == "informed" else told[key[2]] for key in shown]


def _views(
    reader: Reader,
    doing: Sequence[Implementer],
    steps: Sequence[Step],
    most: int,
    breadth: dict[str, str],
    as_of: date | None,
) -> list[ImplementationView]:
    """All implementations, or those of the actors on this page where they are more than fit."""
    if len(doing) > most:
        ends = {end.id for step in steps for end in (step.teacher, step.learner) if end}
        doing = [implementer for implementer in doing if implementer.actor in ends][:most]
    return implementation_views(reader, reader.many(implementer.id for implementer in doing), breadth, as_of)


def _first_day(view: ImplementationView) -> str | None:
    return min((stage.known_by for stage in view.stages if stage.known_by), default=None)


def _cited(views: Sequence[ImplementationView], steps: Sequence[Step]) -> set[str]:
    cited = {item for step in steps for item in step.evidence}
    for view in views:
        cited.update(view.evidence, *(stage.evidence for stage in view.stages))
    return cited


def _contradictions(reader: Reader, steps: Sequence[Step]) -> list[str]:
    """Flows that can only have happened after what they are said to have led to had begun."""
    led_to = {step.led_to.id for step in steps if step.led_to and step.led_to.kind == "implementation"}
    begun = {view.id: _first_day(view) for view in implementation_views(reader, reader.many(sorted(led_to)))}
    return [
        f"{step.record} is dated {step.when}, after {step.led_to.name} began"
        for step in steps
        if step.when and step.led_to and (first := begun.get(step.led_to.id)) and (step.known_by or "") > first
    ]
