"""What the views say about pairings, as templates in English; part of the tables of `messages`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ENGLISH: Final[Mapping[str, str]] = {
    # how good a fit; never a rank of cities as such
    "band.good": "a good fit",
    "band.possible": "a possible fit",
    "band.weak": "a weak fit",
    "mentor.place": "score {score}, place {rank}",
    "mentor.place.tied": "score {score}, place {rank}, shared with others",
    "mentor.bounds": " (between {low} and {high} if the parts are weighed somewhat otherwise)",
    "mentor.bounds.none": " (the same if the parts are weighed somewhat otherwise)",
    "mentor.standing": "Score {score}, place {rank} of {total}",
    "mentor.standing.tied": "Score {score}, place {rank} of {total}, shared with others",
    # what makes a city a candidate
    "basis.in-use": "{city}: {subject} is in use",
    "basis.adopted": "{city} has adopted {subject}",
    "basis.taught": "{city} shared its experience of {subject}",
    # the parts of the score
    "part.readiness": "Has something to show",
    "part.fit": "Close to what is wanted",
    "part.similarity": "Like the learner",
    "part.shared": "They have met",
    "part.track": "What became of earlier exchanges",
    "part.capacity": "Free to mentor",
    "part.near": "Near",
    "part.preferred": "Lies where you would rather look",
    "part.popularity": "Taught often",
    "why.readiness": "Independent sources that tell of it: {sources}.",
    "why.fit": "By kind of practice {closeness}, by words {words}.",
    "why.similarity": "Size {size}, kind of government {kind}, language {language}, what both want {wants}.",
    "why.shared": "At engagements that both were at; those with few cities count more.",
    "why.shared.none": "They are not known to have been at the same engagement.",
    "why.track": "Learning flows from it: {taught}; of these, something is known to have followed: {followed}.",
    "why.track.none": "Nobody is known to have learned from it.",
    "why.capacity": "Learning from it now, or about to: {mentees}.",
    "why.capacity.recorded": (
        "Learning from it now, or about to: {mentees}; of these, {recorded} by pairings that are recorded here alone."
    ),
    "why.near": "{kilometres} km away, as the crow flies.",
    "why.near.unknown": "How far it is, is not known.",
    "why.preferred": "As you asked.",
    "why.popularity": "Learning flows from it: {taught}.",
    "figure.unknown": "not known",
    # how the algorithms work
    "answers.mentors": "who could mentor a city",
    "answers.next-practices": "what a city could do next",
    "answers.opportunities": "where practices could be replicated",
    "answers.backtest": "back-tests, from the terminal",
    "takes.nothing": "nothing more than any answer: evidence",
    "made.readiness": (
        "The stage that the city has reached (having taught it alone counts half), the more the more independent "
        "sources say so."
    ),
    "made.fit": (
        "How close what it knows is to what is wanted, by kind of practice (the same, a form of it, the one right "
        "above) and by how like the words are."
    ),
    "made.similarity": (
        "Size, kind of government, language, and what both want: the mean of what is known; a half where nothing is."
    ),
    "made.shared": "The engagements that both were at; those with few cities count more.",
    "made.track": (
        "How often something followed from what it taught, as is surely reached: few learners say little, however well "
        "it went."
    ),
    "made.capacity": "How many learn from it now, or are about to.",
    "made.near": "How far away it lies, as the crow flies; a half at 500 km.",
    "made.preferred": "Whether it lies in a region that you named.",
    # what speaks against it
    "doubt.stage-unknown": "At which stage it is itself is not documented; only that it shared its experience.",
    "doubt.broader-only": "What it knows is the broader practice, not the one asked for.",
    "doubt.single-source": "One source alone tells of it.",
    "doubt.self-claimed": "Only the city itself, or a party to it, says so.",
    "doubt.inferred": "That it does this itself was concluded by the curator; no passage says so directly.",
    "doubt.old": "The newest that is told of it is more than three years older than the rest of what is known.",
    "doubt.no-track-record": "Nobody is known to have learned from it yet.",
    # what would change it
    "without.gone": "Without the evidence of this reason, it would not be proposed.",
    "without.score": "Without the evidence of this reason, its score would be {score}.",
    "without.piece.gone": "It would not be proposed without:",
    "without.piece.score": "Its score would be {score} instead of {instead} without:",
    "learned-before": "The learner has learned from it before.",
    # why others are not proposed
    "not-proposed.paused": "Paused or ended it",
    "not-proposed.paired": "Paired with the learner for this already",
    "not-proposed.busy": "As many learn from it now as is allowed",
    "not-proposed.avoided": "Lies where you would rather not look",
    # why nobody is
    "insufficient.nobody-known": (
        "Insufficient evidence: no city is known to do this, or to have shared its experience of it."
    ),
    "insufficient.not-by-then": (
        "Insufficient evidence: by {day}, no city was certainly known to do this. Somebody is known later."
    ),
    "insufficient.nobody-proposed": (
        "Nobody is proposed: of those who have something to show, each has a reason against it."
    ),
    "insufficient.next.nobody-known": (
        "Insufficient evidence: no other city is known to do, or to have shared its experience of, a practice that "
        "this one does not have."
    ),
    "insufficient.next.not-by-then": (
        "Insufficient evidence: by {day}, no other city was certainly known to do a practice that this one did not "
        "have. Somebody is known later."
    ),
    "insufficient.opportunities.nobody-known": (
        "Insufficient evidence: no city is known to be interested in such a practice that another could mentor."
    ),
    "insufficient.opportunities.not-by-then": (
        "Insufficient evidence: by {day}, no city was certainly known to be interested in such a practice that another "
        "could mentor. Some are known later."
    ),
    "insufficient.next.not-ranked": (
        "Insufficient evidence: of the practices that this city could take up, none is known to have been taken up by "
        "another on a day that a source tells."
    ),
    "want.need": "It needs {subject}",
    "want.request": "It asked for support with {subject}",
    "want.commitment": "It promised to work on {subject}",
    # what a city could do next, and where practices could be replicated
    "interest.need": "It needs {subject}",
    "interest.request": "It asked for support with {subject}",
    "interest.commitment": "It promised to work on {subject}",
    "interest.shown": "It was shown {subject}",
    "interest.none": "Nothing is known of its interest.",
    "suggested": "{band}; score {score}",
    # how likely a city is to take a practice up, compared with others: what goes together with it, never what causes it
    "factor.readiness": "It has taken up {taken} of the {begun} practices that were there",
    "factor.neighbours": "Of the {near} cities with the likest history, {have} have taken it up",
    "factor.ties": "After the cities that have it, it took up {rate} of what they had, on average",
    "factor.similar practices": "How like it is to what the city has, going by who else has both: {alike} of 1",
    "factor.similar practices.unknown": "Nothing that the city has taken up can be compared with it",
    "factor.theme": "Practices of its theme that the city has taken up: {taken}",
    "factor.theme.unknown": "Its theme is not told",
    "factor.momentum": "Cities that took it up from {from} on: {recent}",
    "factor.share": "Of {cities} cities, {have} have taken it up",
    "factor.age": "It was first taken up in {first}",
    "factor.likelier": "{factor}. That makes it likelier than usual",
    "factor.less": "{factor}. That makes it less likely than usual",
    "factor.neither": "{factor}. That is as usual",
    "precedent": "{city} took up {practice} in {year}",
    "learned-from": (
        "Compared by how likely the city is to take them up in {year}, as learned from who took up what before: "
        "{adoptions} dated adoptions, years from {first} on, {cities} cities. What is told goes together with taking "
        "something up; nothing here says that it brings it about, and no probability is claimed."
    ),
    "not-ranked": (
        "Not compared: {many}, since no city is known to have taken them up before {year}, or this one once has."
    ),
    "instead-of": "Instead of {city}, who is named for as many others as the cap allows",
    "beyond-cap": "Each of its mentors is named for as many others as the cap allows.",
    "aside.sure": "How sure: {sure}",
    "want.said": "As you said.",
    "own": "It has one itself: {implementation}, {stage}",
    "caution.learned": (
        "A short list to start a conversation with, not a verdict: its order is learned from few years of what sources "
        "happen to tell, and mentors are chosen by weights that are fixed by design."
    ),
    "caution": (
        "A short list to start a conversation with, not a verdict: its weights are fixed by design, and no record of "
        "past pairings was there to test them on."
    ),
}
