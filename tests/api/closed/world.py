"""Records of every audience: of each kind one more for members and one for the hub, and open ones that are partly
closed, in each way in which a closed part could show in what is derived from the whole.
"""

from __future__ import annotations

from typing import Any, Final

from practice_atlas.api.store.keys import Scope
from practice_atlas.ontology.audiences import effective_levels
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.vocabularies import Audience
from tests.support.sample import ROWS, records

#: Who sees more than the public.
CLOSED: Final = (Audience.MEMBERS, Audience.HUB)
#: In every text and identifier of what is closed, with the audience behind it.
MARK: Final = "zqx"
_TEXTS: Final = ("name", "title", "says", "summary", "definition", "starts", "ends", "value", "reason", "purpose")

CALLERS: Final[dict[str, tuple[Scope | None, Audience]]] = {
    "nobody": (None, Audience.PUBLIC),
    "reader": (Scope.READER, Audience.PUBLIC),
    "member": (Scope.MEMBER, Audience.MEMBERS),
    "hub": (Scope.HUB, Audience.HUB),
}


def _copy(row: dict[str, Any], audience: Audience) -> dict[str, Any]:
    marked = {field: f"{text} {MARK}{audience}" for field, text in row.items() if field in _TEXTS}
    return row | marked | {"id": f"{row['id']}-{MARK}{audience}", "audience": audience}


def _partly(audience: Audience) -> tuple[dict[str, Any], ...]:
    """Open records of which this audience sees more than others: better supported, earlier, later, further on."""
    own = f"{MARK}{audience}"
    other, evaluation = f"evidence:other-{own}", f"evidence:evaluation-{own}"
    both = ["evidence:undated-claim", evaluation]
    return (
        # An evaluation by others, years before: it raises the grade and moves the day of whatever cites it.
        {"id": f"source:evaluation-{own}", "title": f"An evaluation {own}", "source_kind": "independent-evaluation",
         "publisher": "institution:evaluator", "published": f"201{audience.level}-03-0{audience.level}",
         "audience": audience},
        {"id": evaluation, "source": f"source:evaluation-{own}", "starts": f"We {own}", "ends": f"saw {own}",
         "says": f"It was seen {own}.", "audience": audience},
        # A closed place in an open source, and an open place in a source that nothing open cites otherwise.
        {"id": other, "source": "source:second", "starts": f"Not {own}", "ends": f"everybody {own}",
         "says": f"Told to few {own}.", "audience": audience},
        {"id": f"institution:guest-{own}", "name": f"Guests {own}", "institution_kind": "ministry",
         "country": "country:jo", "audience": audience},
        # Grade, day, year: of a flow, an engagement, a membership, an intention, a resource, an implementation.
        {"id": f"flow:partly-{audience}", "learner": "city:bela", "teacher": "city:elin", "flow_kind": "adapted",
         "practice": "practice:youth-engagement", "evidence": both},
        {"id": f"engagement:partly-{audience}", "name": f"Meeting {audience}", "engagement_kind": "workshop",
         "evidence": both, "practices": ["practice:youth-council", f"practice:youth-council-{own}"],
         "participations": [
             {"actor": "city:bela", "role": "participant", "evidence": [evaluation]},
             {"actor": "city:bela", "role": "presenter"},
             # Closed by who it is, cited in the open: its source must not count for the meeting.
             {"actor": f"institution:guest-{own}", "role": "funder", "evidence": ["evidence:second"]},
         ],
         "outcomes": [{"relation": "led-to", "target": f"implementation:partly-{audience}", "evidence": [other]}]},
        {"id": f"membership:partly-{audience}", "actor": "city:dalma", "organisation": "institution:hub",
         "role": "member" if audience is Audience.HUB else "chair", "evidence": both},
        {"id": f"intention:partly-{audience}", "intention_kind": "commitment", "actor": "city:bela",
         "summary": f"Bela wants more {audience}.", "practice": "practice:youth-council", "evidence": both,
         "addressees": ["institution:hub", f"institution:guest-{own}"]},
        {"id": f"resource:partly-{audience}", "name": f"A handbook {audience}", "resource_kind": "guide",
         "makers": ["institution:hub", f"institution:guest-{own}"], "evidence": both},
        # The stage it is at, and the days of the stages before: a closed later stage bounds an open earlier one.
        {"id": f"implementation:partly-{audience}", "name": f"Council {audience}", "actor": "city:bela",
         "practice": "practice:youth-council", "evidence": both, "supporters": [f"institution:guest-{own}"],
         "stages": [{"stage": "exploring", "reason": f"It began {own}", "evidence": [other]},
                    {"stage": "designing", "evidence": ["evidence:undated-claim"]},
                    {"stage": "piloting", "when": "2016-04", "evidence": [evaluation]}]},
        {"id": f"partnership:partly-{audience}", "name": f"A pact {audience}", "purpose": "To go on.",
         "partnership_kind": "memorandum-of-understanding", "parties": ["institution:hub", "city:bela"],
         "evidence": both,
         "states": [{"state": "proposed", "evidence": ["evidence:undated-claim"]},
                    {"state": "ended", "when": "2015-06", "evidence": [evaluation]}]},
        # A person with an open and a closed office; an open thing that a closed one is part of, and the reverse.
        {"id": f"person:partly-{audience}", "name": f"B. Deputy {audience}", "evidence": both,
         "offices": [{"role": "Deputy", "organisation": "city:bela", "state": "present"},
                     {"role": "Adviser", "organisation": f"institution:guest-{own}", "state": "present",
                      "evidence": ["evidence:second"]}]},
        # Of a whole without a date the first phase decides, of a flow its engagement: and these are closed.
        {"id": f"engagement:whole-{audience}", "name": f"Programme {audience}", "engagement_kind": "workshop",
         "evidence": ["evidence:undated-claim"]},
        {"id": f"engagement:phase-{own}", "name": f"Phase {own}", "engagement_kind": "workshop", "when": "2013-01",
         "part_of": f"engagement:whole-{audience}", "evidence": ["evidence:undated-claim"], "audience": audience},
        {"id": f"engagement:some-day-{own}", "name": f"Some day {own}", "engagement_kind": "meeting",
         "evidence": ["evidence:undated-claim"], "audience": audience},
        # With one that is undated no day bounds the flow: here it is the others who are told more.
        {"id": f"flow:via-{audience}", "learner": "city:arda", "teacher": "city:elin", "flow_kind": "exposed",
         "practice": "practice:youth-council", "via": [f"engagement:some-day-{own}", "engagement:support"],
         "evidence": ["evidence:undated-claim"]},
        # What disagrees with an open record is partly open: a value of its own, and more evidence for another.
        {"id": f"statement:partly-{audience}", "about": "implementation:elin-council", "field": "size",
         "value": f"some 9{audience.level} people", "evidence": ["evidence:exchange", other]},
        {"id": f"statement:{own}", "about": f"implementation:partly-{audience}", "field": "size",
         "value": f"none at all {own}", "evidence": ["evidence:exchange"], "audience": audience},
    )  # fmt: skip


#: Open, and what the partly closed ones cite in the open: a party's own word, without any date.
_OPEN: Final[tuple[dict[str, Any], ...]] = (
    {"id": "institution:evaluator", "name": "Evaluators", "institution_kind": "civil-society-body",
     "country": "country:tn"},
    {"id": "source:claim", "title": "A claim", "publisher": "institution:hub"},
    {"id": "evidence:undated-claim", "source": "source:claim", "starts": "We say", "ends": "it is",
     "says": "The hub says that it is so."},
    {"id": "source:second", "title": "A second report", "publisher": "institution:ministry", "published": "2020-02"},
    {"id": "evidence:second", "source": "source:second", "starts": "A guest", "ends": "came too",
     "says": "There was a guest."},
)  # fmt: skip


def _everything() -> dict[str, Record]:
    rows = [row for row in ROWS if "audience" not in row]
    copies = (_copy(row, one) for row in rows for one in CLOSED)
    partly = (row for one in CLOSED for row in _partly(one))
    return {record.id: record for record in records(*ROWS, *_OPEN, *copies, *partly)}


#: As they are now.
ALL: Final = _everything()
LEVELS: Final = effective_levels(ALL)


def earlier() -> dict[str, Record]:
    """As they were a revision before: something open otherwise, something closed otherwise, something still closed,
    something not yet closed and something not there yet.
    """
    changed: dict[str, dict[str, Any]] = {
        "city:bela": {"population": 5},
        f"city:bela-{MARK}hub": {"population": 7},
        "city:dalma": {"audience": Audience.MEMBERS},
    }
    missing = {"membership:partly-hub", "statement:partly-members", f"statement:{MARK}hub"}
    then = {key: record.model_copy(update=changed.get(key, {})) for key, record in ALL.items() if key not in missing}
    return then
