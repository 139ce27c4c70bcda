"""What a brief says, as templates in English. French and Arabic have tables with the same keys and the same slots.

What pages and terminal say of pairings too comes from their table, so that it is said in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from practice_atlas.visualisations.pairing_messages import ENGLISH as PAIRINGS

#: Keys of the pairings' table that a brief needs; every doubt there is among them.
_PARTS: Final = ("readiness", "fit", "similarity", "shared", "track", "capacity")
_SHARED: Final = (
    *(f"part.{part}" for part in _PARTS),
    *(f"why.{part}" for part in _PARTS),
    "why.shared.none",
    "why.track.none",
    "figure.unknown",
    *(key for key in PAIRINGS if key.startswith("doubt.")),
    "caution",
)

TABLE: Final[Mapping[str, str]] = {
    **{key: PAIRINGS[key] for key in _SHARED},
    "why.fit": "Likeness from 0 (none) to 1 (the same): by kind of practice {closeness}, by words {words}.",
    "why.similarity": (
        "Likeness from 0 (none) to 1 (the same): size {size}, kind of government {kind}, language {language}, what "
        "both want {wants}."
    ),
    "and": " and ",
    "comma": ", ",
    "somebody": "somebody not named",
    "title": "Engagement brief: {learner} and {mentor}",
    "practice": "Practice: {practice}",
    "state": "As known on {day} (revision {revision}).",
    "state.as-of": "Tells only what was certainly so by {day}.",
    "state.as-of-year": "Tells only what was certainly so by the end of {year}.",
    # who
    "heading.who": "Who",
    "role.learner": "Looks for a mentor",
    "role.mentor": "Could mentor",
    "fact": "{label}:",
    "fact.country": "Country",
    "fact.kind": "Kind of government",
    "fact.inhabitants": "Inhabitants",
    "fact.languages": "Languages of government (Unicode CLDR)",
    "fact.working": "Languages it works in",
    "learner.new": "a new member ({country})",
    "learner.described": (
        "It is new here: what stands above was said by whoever asked for this brief, or "
        "is usual in its country. Nothing of it is documented yet."
    ),
    "want.need": "{city} needs this: {subject}.",
    "want.request": "{city} asked for support with this: {subject}.",
    "want.commitment": "{city} promised to work on this: {subject}.",
    "doing": "In {city}: {implementation} ({practice}). Stage: {stage}, {date}.",
    "doing.no-stage": "In {city}: {implementation} ({practice}). At which stage is not known.",
    # learning flows
    "flow.done": "{learner} learned from {teacher}: {practice}. How far it went: {kind}.",
    "flow.under-way": "Under way: {learner} is learning from {teacher}: {practice}.",
    "flow.planned": "Planned: {learner} is to learn from {teacher}: {practice}.",
    "flow.via": " At: {via}.",
    "flow.led-to": " It led to: {led_to}.",
    "flow.date": " When: {date}.",
    "kind.exposed": "it was told of it, no effect is stated",
    "kind.inspired": "it was inspired to act",
    "kind.adapted": "it built its own from it",
    # why these two
    "heading.why": "Why these two",
    "band.good": "A good fit for this practice: score {score} of 1, place {rank}; candidates: {candidates}.",
    "band.possible": "A possible fit for this practice: score {score} of 1, place {rank}; candidates: {candidates}.",
    "band.weak": "A weak fit for this practice: score {score} of 1, place {rank}; candidates: {candidates}.",
    "tied": "Others have the same score.",
    "bounds": "Weighed somewhat otherwise, its place would be between {low} and {high}.",
    "adds": "{adds} of {weight}",
    "why.intro": (
        "These reasons are about {mentor} as a mentor. Those without a number in brackets are worked out from what is "
        "known of both cities."
    ),
    # what happened before
    "heading.before": "What happened before",
    "before.none": "No learning from one to the other is known.",
    "before.more": "Further learning flows between the two that are not told here: {number}.",
    "met": "Both were at this: {engagement}. {learner} as {learner_roles}, {mentor} as {mentor_roles}. When: {date}.",
    "met.none": "They are not known to have been at the same engagement.",
    "met.more": "Further engagements of both that are not told here: {number}.",
    # what to ask
    "heading.ask": "What to ask",
    "ask.intro": "These questions follow from what is doubtful or not known. Leave out what does not fit.",
    "ask.stage-unknown": "At which stage is this in {mentor} today: {practice}? Who decided on it, and when?",
    "ask.broader-only": "What {mentor} is known for is broader: {subjects}. What of it serves for this: {practice}?",
    "ask.single-source": "Which documents, figures or partners could confirm what is told of {mentor}?",
    "ask.self-claimed": "Who, besides the parties themselves, has seen or evaluated this in {mentor}?",
    "ask.inferred": "Does {mentor} itself work in this way, with which staff and means?",
    "ask.old": "What has changed in {mentor} since the newest source on it?",
    "ask.no-track-record": "Has another city learned from {mentor} already, and what came of it?",
    "ask.undated": "Since when has {implementation} been at this stage ({stage})? No date is known.",
    "ask.outcome": "What did {learner} do with what it learned from {teacher}? Nothing is known to have come of it.",
    "ask.going": "What has become of the learning that was planned or begun: {learner} from {teacher}?",
    "ask.wanted": "What exactly does {city} want to reach, by when and with which means? It is about: {subject}.",
    "ask.own": "How far has {city} come with {implementation}, and what stands in its way? Last known stage: {stage}.",
    "ask.language": "In which language will the two work? No language of government of both is known.",
    "ask.size": "What of it depends on size? {mentor} has {mentors} inhabitants, {learner} {learners}.",
    "ask.again": "What would {mentor} do otherwise if it began again?",
    # what is uncertain
    "heading.doubts": "What is uncertain",
    "doubts.intro": "What asks for caution about {mentor} as a mentor.",
    "without": "Without these places in the sources {mentor} would not be proposed.",
    "undated": "Statements left out because nothing bounds their day: {number}.",
    "unsupported": "Statements left out because no place in a source can be shown for them: {number}.",
    "unknown": "What is not told here is not known; that is not to say that it is not so.",
    # places in the sources
    "heading.places": "Places in the sources",
    "places.intro": (
        "Of each passage only the section and the first and last words are given. The line before them is the "
        "curator's own."
    ),
    "place.inferred": "concluded by the curator",
    "source": "Source {letter}:",
    "place.whole": "The source as a whole.",
    "made": "Made by Practice Atlas: algorithm {algorithm}, version {version}, weights fixed beforehand.",
    "machine": "",
    # stages and roles
    "stage.requested": "support was asked for",
    "stage.exploring": "ways to do it are explored",
    "stage.committed": "announced or approved",
    "stage.designing": "being planned or designed",
    "stage.piloting": "being tried",
    "stage.adopted": "adopted",
    "stage.in-use": "in use",
    "stage.paused": "paused",
    "stage.ended": "ended",
    "role.host": "host",
    "role.organiser": "organiser",
    "role.presenter": "presenter of its own experience",
    "role.participant": "participant",
    "role.funder": "funder",
    "role.partner": "partner",
    "role.beneficiary": "the one it was held for",
    "city.city": "city or municipality",
    "city.combined-authority": "combined authority",
    "city.governorate": "governorate",
    "city.district": "district",
    "city.region": "region",
    # dates
    "date.none": "not dated in the source",
    "date.from-to": "from {start} to {end}",
    "date.since": "since {start}",
    "date.until": "until {end}",
    "date.about": "about {date}",
    "date.perhaps": "perhaps {date}",
    "date.perhaps-about": "perhaps about {date}",
    "date.other": "as written: {date}",
}
