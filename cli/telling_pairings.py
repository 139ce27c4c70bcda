"""Pairings as text for a terminal: each mentor with its reasons, what they rest on, and what speaks against it."""

from __future__ import annotations

from practice_atlas.cli.telling import heading, line, marks, named, own_part
from practice_atlas.graph.pairings.answers import LearnerTold, Mentor, MentorsAnswer
from practice_atlas.visualisations import pairing_words as words
from practice_atlas.visualisations.messages import message


@own_part.register
def _mentors(answer: MentorsAnswer, numbers: dict[str, int]) -> None:
    who = named(answer.learner.city) if answer.learner.city else "the city described"
    what = ", ".join(thing.name for thing in answer.subjects)
    heading(f"Who could mentor {who}: {what} ({len(answer.mentors)} of {answer.total})")
    _learner(answer.learner, numbers)
    for mentor in answer.mentors:
        _mentor(mentor, numbers)
    if answer.insufficient:
        line(f"  {words.insufficient(answer)}")
    for group in answer.not_proposed:
        cities = ", ".join(named(city) for city in group.cities)
        more = f" and {group.total - len(group.cities)} more" if group.total > len(group.cities) else ""
        line(f"  Not proposed: {cities}{more}. {message(f'not-proposed.{group.reason}')}.")
    if answer.mentors:
        line(message("caution"))
    line(f"Algorithm {answer.algorithm}, version {answer.version}.")


def _learner(learner: LearnerTold, numbers: dict[str, int]) -> None:
    for want in learner.wants:
        line(f"  {words.want(want).plain()}. {marks(want.evidence, numbers)}")
    for own in learner.own:
        line(f"  {words.own(own).plain()}. {marks(own.evidence, numbers)}")


def _mentor(mentor: Mentor, numbers: dict[str, int]) -> None:
    line(f"  {named(mentor.city)}: {words.place(mentor)}")
    for basis in mentor.basis:
        line(f"      {words.basis(basis, mentor.city).plain()}. {marks(basis.evidence, numbers)}")
    for reason in mentor.reasons:
        line(f"      {words.part(reason)}: {words.number(reason.adds)} of {words.number(reason.weight)}. "
             f"{words.why(reason)} {words.without(reason, mentor)}".rstrip())  # fmt: skip
    if mentor.learned_before:
        line(f"      {message('learned-before')}")
    for doubt in mentor.doubts:
        line(f"      But: {words.doubt(doubt)}")
