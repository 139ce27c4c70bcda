"""What the views say about recorded pairings and reminders, as templates in English; part of `messages`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ENGLISH: Final[Mapping[str, str]] = {
    "pairing.proposed": "proposed",
    "pairing.agreed": "agreed",
    "pairing.under-way": "under way",
    "pairing.led-to": "led to something",
    "pairing.declined": "declined",
    "pairing.called-off": "called off",
    "pairing.ended": "ended, no outcome known",
    # what is recorded, by the stage it is at
    "paired.proposed": "{mentor} is proposed as mentor of {learner} for {subject}",
    "paired.agreed": "{mentor} and {learner} agreed that {learner} learns about {subject}",
    "paired.under-way": "{learner} is learning from {mentor} about {subject}",
    "paired.led-to": "{learner} learned from {mentor} about {subject}; it led to {led_to}",
    "paired.declined": "{mentor} was proposed as mentor of {learner} for {subject}, which was declined",
    "paired.called-off": "{mentor} was to mentor {learner} for {subject}, which was called off",
    "paired.ended": "{learner} learned from {mentor} about {subject}; what became of it is not known",
    "paired.nothing-open": "something that is not shown here",
    # what the recommendations said
    "said.named": "Recommended then: place {rank} of {total}, {band}, score {score}",
    "said.candidate": "A candidate then, but not among the first: place {rank} of {total}, {band}, score {score}",
    "said.not": "Not recommended then",
    "said.reason": "Not recommended then. {reason}",
    # what became of all
    "track.share": "{numerator} of {denominator} that are over led to something",
    "track.share.few": "Not enough yet to tell a share: over so far {over}, needed {enough}",
    "track.none-over": "None is over yet",
    "track.wait": "Half of {pairings} within {days} days",
    "track.wait.few": "Not enough yet: so far {pairings}, needed {enough}",
    # what to ask about again
    "remind.pairing": "Nothing was recorded since",
    "remind.engagement": "What became of {thing} is not known",
    "remind.flow": "What came of this is not known: {thing}",
    "remind.ask": "Ask {ask}",
    "remind.ask.more": "Ask {ask} and {more} more",
    "remind.ask.nobody": "Whom to ask is not recorded",
    "remind.told-since": "Sources tell of learning between the two since: record what it led to",
    "remind.what.pairing": "recorded pairings",
    "remind.what.engagement": "engagements",
    "remind.what.flow": "learning flows",
}
