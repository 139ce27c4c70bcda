"""Every sentence that the views say, as templates in English; catalogues translate them (`languages/`).

Words follow the glossary: *learned from*, *shared with*, *how sure*; nothing is ever said to have been caused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from practice_atlas.visualisations import pairing_messages, recorded_messages
from practice_atlas.visualisations.languages.speaking import translated

ENGLISH: Final[Mapping[str, str]] = {
    "nobody": "somebody not named",
    "and": " and ",
    "stop": ".",
    # learning flows: who, then at which engagement, then how far it went
    "flow.done": "{learner} learned from {teacher} about {practice}",
    "flow.under-way": "Under way: {learner} learning from {teacher} about {practice}",
    "flow.planned": "Planned: {learner} to learn from {teacher} about {practice}",
    "shared.done": "{teacher} shared its experience of {practice} with {learner}",
    "shared.under-way": "Under way: {teacher} sharing its experience of {practice} with {learner}",
    "shared.planned": "Planned: {teacher} to share its experience of {practice} with {learner}",
    "flow.via": ", at {via}",
    "flow.done.exposed": "; no effect is stated",
    "flow.done.inspired": ", and was inspired to act",
    "flow.done.adapted": ", and built its own from it",
    "flow.under-way.exposed": "",
    "flow.under-way.inspired": ", and acting on it",
    "flow.under-way.adapted": ", and building its own from it",
    "flow.planned.exposed": "",
    "flow.planned.inspired": "",
    "flow.planned.adapted": "",
    "shared.done.exposed": "; no effect is stated",
    "shared.done.inspired": "; {learner} was inspired to act",
    "shared.done.adapted": "; {learner} built its own from it",
    "flow.led-to": " It led to {led_to}.",
    "flow.adaptation": " Done differently: {adaptation}",
    # an exchange that was used elsewhere
    "informed.through": "What {teacher} learned at {exchange} was used in {through}, which led to {led_to}",
    "informed.direct": "What {teacher} learned at {exchange} was used for {led_to}",
    "informed.not-a-flow": " It is not said that {learner} learned from {teacher}.",
    # stages of an implementation
    "stage.requested": "{actor} asked for support for {implementation}",
    "stage.exploring": "{actor} explored ways to do this: {implementation}",
    "stage.committed": "{actor} announced or approved {implementation}",
    "stage.designing": "{actor} started to plan or design {implementation}",
    "stage.piloting": "{actor} tried {implementation} on a small scale or for a while",
    "stage.adopted": "{actor} formally decided on and set up {implementation}",
    "stage.in-use": "{implementation} is reported as working in {actor}; the decision is not known",
    "stage.paused": "{actor} paused {implementation}",
    "stage.ended": "{actor} ended {implementation}",
    "stage.unknown": "{actor} has {implementation}; its stage is not known",
    "stage.reason": " Reason given: {reason}",
    "stage.size": " Size as stated: {size}.",
    "stage.supporters": " Supported by {supporters}.",
    "stage.builds-on": " It builds on {builds_on}.",
    # engagements
    "took-part.host": "{about} hosted {engagement}",
    "took-part.organiser": "{about} organised {engagement}",
    "took-part.presenter": "{about} presented its experience at {engagement}",
    "took-part.participant": "{about} took part in {engagement}",
    "took-part.funder": "{about} funded {engagement}",
    "took-part.partner": "{about} was a partner in {engagement}",
    "took-part.beneficiary": "{about} was supported through {engagement}",
    "took-part.example": "{about} was shown as an example at {engagement}; nothing says that it was there",
    "engagement.kind": " ({kind})",
    "note": " {note}",
    "came-from.informed": "What was exchanged at {engagement} was used in {about}",
    "came-from.led-to": "{engagement} led to {about}",
    "place-of": "{engagement} was held in {about}",
    "phase": "{engagement} was a phase of {about}",
    "addressed": "{engagement} dealt with {about}",
    # memberships, partnerships, offices
    "member.member": "{actor} is a member of {organisation}",
    "member.co-chair": "{actor} is co-chair of {organisation}",
    "member.chair": "{actor} holds the chair of {organisation}",
    "partnership.with": "{about} and {parties}: {partnership} ({kind})",
    "partnership.between": "{parties}: {partnership} ({kind})",
    "partnership.proposed": " was proposed",
    "partnership.active": " is at work; whether it was signed is not stated",
    "partnership.signed": " was signed",
    "partnership.renewed": " was renewed",
    "partnership.dormant": " shows no activity",
    "partnership.ended": " ended",
    "partnership.purpose": " Purpose: {purpose}",
    "office.present": "{person} was {role} of {about} when the source appeared",
    "office.former": "{person} was formerly {role} of {about}",
    # intentions
    "intention.need": "{actor} has a need: {summary}",
    "intention.request": "{actor} asked {addressees}: {summary}",
    "intention.request.open": "{actor} made a request: {summary}",
    "intention.offer": "{actor} made an offer: {summary}",
    "intention.offer.to": "{actor} made an offer to {addressees}: {summary}",
    "intention.recommendation": "{actor} recommended: {summary}",
    "intention.recommendation.to": "{actor} recommended to {addressees}: {summary}",
    "intention.commitment": "{actor} promised: {summary}",
    "intention.commitment.to": "{actor} promised {addressees}: {summary}",
    "intention.raised-at": " Raised at {raised_at}.",
    "intention.led-to": " It led to {led_to}.",
    # resources and bodies
    "made": "{about} made {resource} ({kind})",
    "produced": "{about} produced {resource} ({kind})",
    "resource.derived": "{resource} ({kind}) was made from {about}",
    "resource.about": "{resource} ({kind}) is about {about}",
    "has-part": "{institution} ({kind}) is part of {about}",
    # connections of two cities
    "leg.met": "{start} and {end} both took part in {engagement}",
    # ties of a network that are no learning flows
    "tie.partnership": "{start} and {end}: {record}",
    "tie.support": "{start} supported {record} of {end}",
    "tie.work": "{start} worked with {end}: {record}",
    "tie.more": " and {number} more",
    "network.title": "Who learned from whom",
    "network.around": "Who learned from whom, around {name}",
    "network.flows": "Shows learning that has happened; ties of institutions are drawn thin.",
    "network.unnamed": "Not drawn: learning flows with an end that the source does not name ({number}).",
    "network.planned": "Not drawn: learning flows that are planned or under way ({number}).",
    "network.cut": "Further items are left out for the sake of reading; open one of those shown to see around it.",
    # dates
    "date.none": "not dated in the source",
    "date.from-to": "from {start} to {end}",
    "date.since": "since {start}",
    "date.until": "until {end}",
    "date.between": "between {start} and {end}",
    "date.end-of": "the end of {when}",
    "date.by": "at some time up to {end}",
    "date.after": "at some time since {start}",
    "date.about": "about {date}",
    "date.perhaps": "perhaps {date}",
    "date.perhaps-about": "perhaps about {date}",
    "date.decade": "the {decade}s",
    "date.century": "some time in {start}–{end}",
    "date.some-year": "{date} of a year that is not stated",
    "date.some-month": "{date}, the month not stated",
    "date.some-day": "{date}, the day not stated",
    "date.either": " or ",
    "date.other": "as written: {date}",
    # how sure
    "sure.none": "no evidence cited",
    "sure": "{label} ({grade})",
    **pairing_messages.ENGLISH,
    **recorded_messages.ENGLISH,
}


def message(key: str) -> str:
    """The template of a key in the language that is spoken. Raises KeyError for one that no table has: a fault in this
    program.
    """
    return translated(ENGLISH[key])


def has_message(key: str) -> bool:
    """Whether there is such a template."""
    return key in ENGLISH
