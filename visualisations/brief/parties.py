"""Who: the two cities, what the learner wants and has, and what the mentor has to show."""

from __future__ import annotations

from collections.abc import Iterable

from practice_atlas.graph.pairings.answers import Basis
from practice_atlas.graph.pairings.brief_answers import BriefAnswer, CityTold
from practice_atlas.graph.questions.answers import ImplementationView, Step, Thing
from practice_atlas.visualisations.brief.document import Fact, Party, Piece, Statement
from practice_atlas.visualisations.brief.writer import Writer


def parties(answer: BriefAnswer, writer: Writer) -> tuple[Party, Party]:
    """The learner, then the mentor."""
    learner = learner_of(answer, writer)
    doing = {view.id: view for view in answer.implementations}
    taught = {step.record: step for step in answer.taught}
    between = {step.record for step in answer.learned}
    wants = [
        statement
        for want in answer.learner.wants
        if want.record
        for statement in writer.tell(
            f"want.{want.kind}", records=[want.record], evidence=want.evidence, city=learner, subject=want.subject
        )
    ]
    own = [
        statement
        for told in answer.learner.own
        if told.implementation.id in doing
        for statement in _doing(doing[told.implementation.id], told.evidence, writer)
    ]
    # What went from the mentor to this very learner is told with what happened before.
    shown = [statement for basis in answer.mentor.basis if basis.record not in between
             for statement in _basis(basis, doing, taught, writer)]  # fmt: skip
    return (
        Party(writer.text("role.learner"), writer.name(learner) if isinstance(learner, Thing) else _beginning(learner),
              _facts(answer.learner.city, answer.learner_city, writer),
              (*wants, *own) if answer.learner.city else (writer.say("learner.described"),)),
        Party(writer.text("role.mentor"), writer.name(answer.mentor.city),
              _facts(answer.mentor.city, answer.mentor_city, writer), tuple(shown)),
    )  # fmt: skip


def _beginning(piece: Piece) -> Piece:
    """As it begins a line."""
    return Piece(piece.text[:1].upper() + piece.text[1:], piece.language)


def learner_of(answer: BriefAnswer, writer: Writer) -> Thing | Piece:
    """The city that looks for a mentor; of one that is new, where it lies."""
    country = answer.learner_city.country
    return answer.learner.city or Piece(
        writer.text("learner.new", country=writer.name(country).text if country else writer.text("figure.unknown"))
    )


def step(told: Step, writer: Writer) -> tuple[Statement, ...]:
    """A learning flow: who, from whom, about what, at which engagement, how far it went, what it led to, when."""
    keys = [f"flow.{told.state}"]
    keys += ["flow.via"] if told.via else []
    keys += ["flow.led-to"] if told.led_to else []
    return writer.tell(
        *keys,
        "flow.date",
        records=[told.record],
        evidence=told.evidence,
        learner=told.learner or told.unnamed_learner or (),
        teacher=told.teacher or told.unnamed_teacher or (),
        practice=told.practice or (),
        kind=writer.text(f"kind.{told.flow_kind or 'exposed'}"),
        via=told.via,
        led_to=told.led_to or (),
        date=writer.language.when(told.when),
    )


def _basis(
    basis: Basis, doing: dict[str, ImplementationView], taught: dict[str, Step], writer: Writer
) -> Iterable[Statement]:
    if basis.record in doing:
        return _doing(doing[basis.record], basis.evidence, writer)
    return step(taught[basis.record], writer) if basis.record in taught else ()


def _doing(view: ImplementationView, evidence: Iterable[str], writer: Writer) -> tuple[Statement, ...]:
    last = view.stages[-1] if view.stages else None
    return writer.tell(
        "doing" if last else "doing.no-stage",
        records=[view.id],
        evidence=evidence,
        city=view.actor,
        implementation=Thing(id=view.id, kind="implementation", name=view.name),
        practice=view.practice,
        stage=writer.text(f"stage.{last.stage}") if last else "",
        date=writer.language.when(last.when) if last else "",
    )


def _fact(key: str, writer: Writer, value: Statement) -> Fact:
    return Fact(writer.text("fact", label=writer.text(key)), value)


def _facts(city: Thing | None, told: CityTold, writer: Writer) -> tuple[Fact, ...]:
    """What identifies a city, and its size where a gazetteer says it; of a new one, what whoever asked said."""
    language = writer.language
    facts = []
    if told.country:
        facts.append(_fact("fact.country", writer, Statement((writer.name(told.country),))))
    if told.kind:
        facts.append(_fact("fact.kind", writer, writer.say(f"city.{told.kind}")))
    if told.population:
        number = (Piece(language.number(told.population)),)
        if city is None:
            facts.append(_fact("fact.inhabitants", writer, Statement(number)))
        elif told.measured_by:
            facts.append(_fact("fact.inhabitants", writer, writer.tell_by({city.id: told.measured_by}, number)))
    if told.languages:
        names = writer.text("comma").join(language.name_of(code) for code in told.languages)
        facts.append(_fact("fact.languages" if city else "fact.working", writer, Statement((Piece(names),))))
    return tuple(facts)
