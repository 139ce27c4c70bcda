"""Why these two, what happened before, and what is uncertain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from practice_atlas.graph.pairings.answers import Reason
from practice_atlas.graph.pairings.brief_answers import BriefAnswer, Met
from practice_atlas.visualisations.brief.document import Statement
from practice_atlas.visualisations.brief.languages import Language
from practice_atlas.visualisations.brief.parties import learner_of, step
from practice_atlas.visualisations.brief.writer import Writer


def why(answer: BriefAnswer, writer: Writer) -> tuple[Statement, ...]:
    """How good a fit it is, then the parts of the score."""
    mentor, language = answer.mentor, writer.language
    fit = writer.say(
        f"band.{mentor.band}",
        score=language.share(mentor.score),
        rank=language.number(mentor.rank),
        candidates=language.number(answer.candidates),
    )
    parts = [statement for reason in mentor.reasons for statement in _part(reason, writer)]
    return (fit, *parts)


def before(answer: BriefAnswer, writer: Writer) -> tuple[Statement, ...]:
    """Learning between the two, and engagements of both."""
    learned = [statement for told in answer.learned for statement in step(told, writer)]
    met = [statement for told in answer.met for statement in _met(told, answer, writer)]
    return (
        *(learned if answer.learned else [writer.say("before.none")]),
        *_more("before.more", answer.learned_total - len(answer.learned), writer),
        *(met if answer.met else [writer.say("met.none")]),
        *_more("met.more", answer.met_total - len(answer.met), writer),
    )


def doubts(answer: BriefAnswer, writer: Writer) -> tuple[Statement, ...]:
    """What speaks against it, what it stands and falls with, and what is left out. Written last: it counts that."""
    return (*_doubts(answer, writer), *_left_out(answer, writer), writer.say("unknown"), writer.say("caution"))


def _part(reason: Reason, writer: Writer) -> Iterable[Statement]:
    language = writer.language
    key = f"why.{reason.part}"
    if language.has_message(f"{key}.none") and not any(reason.figures.values()):
        key = f"{key}.none"
    slots = {name: _figure(value, language) for name, value in reason.figures.items()}
    label = writer.text(f"part.{reason.part}")
    measure = writer.text("adds", adds=language.share(reason.adds), weight=language.share(reason.weight))
    if not reason.records:
        return [writer.say(key, label=label, measure=measure, **slots)]
    return writer.tell(
        key, records=reason.records, evidence=reason.evidence, label=label, measure=measure, **slots
    )  # fmt: skip


def _figure(value: float | str | None, language: Language) -> str:
    if value is None:
        return language.message("figure.unknown")
    return value if isinstance(value, str) else language.number(value)


def _met(told: Met, answer: BriefAnswer, writer: Writer) -> tuple[Statement, ...]:
    def roles(codes: Iterable[str]) -> str:
        return writer.text("comma").join(writer.text(f"role.{code}") for code in codes)

    return writer.tell(
        "met",
        records=[told.engagement.id],
        evidence=told.evidence,
        engagement=told.engagement,
        learner=learner_of(answer, writer),
        mentor=answer.mentor.city,
        learner_roles=roles(told.learner_roles),
        mentor_roles=roles(told.mentor_roles),
        date=writer.language.when(told.engagement.when),
    )


def _more(key: str, number: int, writer: Writer) -> list[Statement]:
    return [writer.say(key, number=writer.language.number(number))] if number > 0 else []


def _doubts(answer: BriefAnswer, writer: Writer) -> Iterator[Statement]:
    mentor = answer.mentor
    records = [basis.record for basis in mentor.basis]
    pieces = [piece for basis in mentor.basis for piece in basis.evidence]
    for doubt in mentor.doubts:
        if doubt == "no-track-record":
            yield writer.say(f"doubt.{doubt}")
        else:
            yield from writer.tell(f"doubt.{doubt}", records=records, evidence=pieces)
    if any(reason.without is None for reason in mentor.reasons):
        yield from writer.tell("without", records=records, evidence=pieces, mentor=mentor.city)
    low, high = (writer.language.number(rank) for rank in (mentor.rank_low, mentor.rank_high))
    if mentor.tied:
        yield writer.say("tied")
    if low != high:
        yield writer.say("bounds", low=low, high=high)


def _left_out(answer: BriefAnswer, writer: Writer) -> Iterable[Statement]:
    yield from _more("undated", answer.left_out, writer)
    yield from _more("unsupported", writer.unsupported, writer)
