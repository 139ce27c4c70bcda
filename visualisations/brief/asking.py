"""What to ask: questions that follow from what is doubtful or not known, and rest on what they ask about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.visualisations.brief.document import Statement
from practice_atlas.visualisations.brief.parties import learner_of
from practice_atlas.visualisations.brief.writer import Writer

#: Questions of a kind, and all of them: more than fit into an hour help nobody.
_OF_A_KIND: Final = 2
_MOST: Final = 10
#: Below this two cities are so unlike in size that it is worth a question.
_UNLIKE: Final = 0.5


def questions(answer: BriefAnswer, writer: Writer) -> tuple[Statement, ...]:
    """The questions, those about the learner first."""
    asked = [*_of_the_learner(answer, writer), *_of_doubts(answer, writer), *_of_gaps(answer, writer)]
    return (*asked[: _MOST - 1], writer.say("ask.again", mentor=answer.mentor.city))


def _of_the_learner(answer: BriefAnswer, writer: Writer) -> Iterator[Statement]:
    learner = learner_of(answer, writer)
    for want in answer.learner.wants[:_OF_A_KIND]:
        if want.record:
            yield from writer.tell(
                "ask.wanted", records=[want.record], evidence=want.evidence, city=learner, subject=want.subject
            )
    for told in answer.learner.own[:_OF_A_KIND]:
        yield from writer.tell(
            "ask.own",
            records=[told.implementation.id],
            evidence=told.evidence,
            city=learner,
            implementation=told.implementation,
            stage=writer.text(f"stage.{told.stage}") if told.stage else writer.text("figure.unknown"),
        )


def _of_doubts(answer: BriefAnswer, writer: Writer) -> Iterator[Statement]:
    """A doubt about what the mentor has to show is a question to it."""
    basis = answer.mentor.basis
    subjects: dict[Thing, None] = {item.subject: None for item in basis if item.subject}
    for doubt in answer.mentor.doubts:
        if doubt == "no-track-record":
            yield writer.say("ask.no-track-record", mentor=answer.mentor.city)
            continue
        yield from writer.tell(
            f"ask.{doubt}",
            records=[item.record for item in basis],
            evidence=[piece for item in basis for piece in item.evidence],
            mentor=answer.mentor.city,
            practice=answer.practice,
            subjects=tuple(subjects),
        )


def _of_gaps(answer: BriefAnswer, writer: Writer) -> Iterator[Statement]:
    yield from _undated(answer, writer)
    open_ends = [step for step in answer.learned if step.state != "done" or step.led_to is None]
    for step in open_ends[:_OF_A_KIND]:
        yield from writer.tell(
            "ask.outcome" if step.state == "done" else "ask.going",
            records=[step.record],
            evidence=step.evidence,
            learner=step.learner or (),
            teacher=step.teacher or (),
        )
    yield from _unlike(answer, writer)


def _undated(answer: BriefAnswer, writer: Writer) -> Iterable[Statement]:
    supported = {basis.record: basis.evidence for basis in answer.mentor.basis}
    of_mentor = [view for view in answer.implementations if view.id in supported and view.stages]
    for view in [view for view in of_mentor if view.stages[-1].when is None][:_OF_A_KIND]:
        yield from writer.tell(
            "ask.undated",
            records=[view.id],
            evidence=supported[view.id],
            implementation=Thing(id=view.id, kind="implementation", name=view.name),
            stage=writer.text(f"stage.{view.stages[-1].stage}"),
        )


def _unlike(answer: BriefAnswer, writer: Writer) -> Iterator[Statement]:
    """Where the two cities are unlike in what their exchange needs."""
    figures = next((reason.figures for reason in answer.mentor.reasons if reason.part == "similarity"), {})
    if figures.get("language") == 0:
        yield writer.say("ask.language")
    one, other = answer.learner_city, answer.mentor_city
    size = figures.get("size")
    learner = answer.learner.city
    if learner and one.measured_by and other.measured_by and isinstance(size, float) and size < _UNLIKE:
        said = writer.fill(
            "ask.size",
            mentor=answer.mentor.city,
            learner=learner,
            mentors=writer.language.number(other.population or 0),
            learners=writer.language.number(one.population or 0),
        )
        sources = {learner.id: one.measured_by, answer.mentor.city.id: other.measured_by}
        yield writer.tell_by(sources, said)
