"""Pairings as text for a terminal: each mentor with its reasons, what they rest on, and what speaks against it."""

from __future__ import annotations

from practice_atlas.cli.telling import heading, line, marks, named, own_part
from practice_atlas.graph.pairings.answers import (
    GoingPairing,
    Interest,
    LearnerTold,
    Mentor,
    MentorsAnswer,
    NextPracticesAnswer,
    OpportunitiesAnswer,
    OwnDoing,
    Suggested,
)
from practice_atlas.visualisations import pairing_words as words
from practice_atlas.visualisations import recorded_words
from practice_atlas.visualisations.dates import in_words
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
    _going(answer.going, answer.learner)
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


@own_part.register
def _next(answer: NextPracticesAnswer, numbers: dict[str, int]) -> None:
    who = named(answer.learner.city) if answer.learner.city else "the city described"
    heading(f"What {who} could do next ({len(answer.practices)} of {answer.total})")
    for practice in answer.practices:
        line(f"  {practice.practice.name} ({len(practice.mentors)} of {practice.mentors_total} mentors)")
        _interest(practice.interest, practice.own, numbers)
        for factor in practice.likelihood.factors if practice.likelihood else ():
            line(f"      {words.factor(factor)}.")
            for one in factor.precedents:
                line(f"          {words.precedent(one).plain()}. {marks(one.evidence, numbers)}")
        for mentor in practice.mentors:
            _suggested(mentor, numbers)
    for said in words.learned_from(answer):
        line(said)
    _going(answer.going, answer.learner)
    _end(answer)


@own_part.register
def _opportunities(answer: OpportunitiesAnswer, numbers: dict[str, int]) -> None:
    heading(f"Where practices could be replicated ({len(answer.opportunities)} of {answer.total})")
    for told in answer.opportunities:
        line(f"  {named(told.learner)}: {told.practice.name}")
        _interest(told.interest, told.own, numbers)
        _suggested(told.mentor, numbers)
        if told.instead_of:
            line(f"      {words.instead_of(told.instead_of).plain()}")
        if told.beyond_cap:
            line(f"      {message('beyond-cap')}")
    if answer.opportunities:
        line(f"A mentor is named {answer.cap} times at most; left out by quotas: {answer.passed_over}.")
    if answer.paired:
        line(f"Not proposed again, since the two are paired for it already: {answer.paired}.")
    for region in answer.exposure:
        line(f"  {region.region}: mentors {region.mentors}, learners {region.learners}")
    _end(answer)


def _going(going: tuple[GoingPairing, ...], learner: LearnerTold) -> None:
    if learner.city is None:
        return
    for told in going:
        since = in_words(told.since.isoformat())
        line(f"  Recorded: {recorded_words.going(told, learner.city).plain()}, since {since} [{told.id}]")


def _interest(told: tuple[Interest, ...], own: tuple[OwnDoing, ...], numbers: dict[str, int]) -> None:
    for interest in told:
        line(f"      {words.interest(interest).plain()}. {marks(interest.evidence, numbers)}")
    if not told:
        line(f"      {message('interest.none')}")
    for doing in own:
        line(f"      {words.own(doing).plain()}. {marks(doing.evidence, numbers)}")


def _suggested(mentor: Suggested, numbers: dict[str, int]) -> None:
    line(f"      With {named(mentor.city)}: {words.suggestion(mentor)}")
    for basis in mentor.basis:
        line(f"          {words.basis(basis, mentor.city).plain()}. {marks(basis.evidence, numbers)}")


def _end(answer: NextPracticesAnswer | OpportunitiesAnswer) -> None:
    if answer.insufficient:
        line(f"  {words.insufficient(answer)}")
    else:
        line(words.caution(answer))
    line(f"Algorithm {answer.algorithm}, version {answer.version}.")
