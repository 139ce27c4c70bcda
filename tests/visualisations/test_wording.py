"""Sentences: every kind of entry, in the words of the glossary."""

from __future__ import annotations

from typing import Any

import pytest

from practice_atlas.graph.questions.answers import Entry, Gap, ImplementationView, Leg, StageView, Step, Thing
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.path import path
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import (
    FlowKind,
    FlowState,
    IntentionKind,
    MembershipRole,
    OfficeState,
    OutcomeKind,
    PartnershipState,
    Role,
    Stage,
)
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.messages import ENGLISH
from practice_atlas.visualisations.sentence import Quoted, Sentence, compose
from tests.support.sample import ROWS


def thing(name: str, kind: str = "city") -> Thing:
    """A thing of a name."""
    return Thing(id=f"{kind}:{name.lower()}", kind=kind, name=name)


ARDA, ELIN = thing("Arda"), thing("Elin")
COUNCIL, EXCHANGE = thing("Council", "implementation"), thing("Exchange", "engagement")
HUB, GUIDE, MEMO = thing("Hub", "institution"), thing("Guide", "resource"), thing("Memo", "partnership")
YOUTH = thing("Youth", "practice")

FLOW: dict[str, Any] = {
    "learner": (ELIN,),
    "teacher": (ARDA,),
    "practice": (YOUTH,),
    "via": (EXCHANGE,),
    "led_to": (COUNCIL,),
}
OWN: dict[str, Any] = {"actor": (ELIN,), "implementation": (COUNCIL,), "supporters": (HUB,), "builds_on": (GUIDE,)}
INTENTION: dict[str, Any] = {"actor": (ELIN,), "addressees": (HUB,), "raised_at": (EXCHANGE,), "led_to": (COUNCIL,)}

SAID = [
    ("learned", ELIN, FLOW, {"kind": "inspired", "state": "done"},
     "Elin learned from Arda about Youth, at Exchange, and was inspired to act. It led to Council."),
    ("learned", ELIN, FLOW, {"kind": "exposed", "state": "planned", "adaptation": "Smaller."},
     "Planned: Elin to learn from Arda about Youth, at Exchange. It led to Council. Done differently: Smaller."),
    ("shared", ARDA, FLOW, {"kind": "adapted", "state": "done"},
     "Arda shared its experience of Youth with Elin, at Exchange; Elin built its own from it. It led to Council."),
    ("shared", ARDA, FLOW | {"learner": ()}, {"kind": "exposed", "state": "done", "unnamed_learner": "others"},
     "Arda shared its experience of Youth with others, at Exchange; no effect is stated. It led to Council."),
    ("flow", EXCHANGE, FLOW, {"kind": "inspired", "state": "under-way"},
     "Under way: Elin learning from Arda about Youth, and acting on it. It led to Council."),
    ("stage", ELIN, OWN, {"stage": "paused", "reason": "New mayor."},
     "Elin paused Council. Reason given: New mayor."),
    ("stage", ELIN, OWN, {"stage": "adopted", "size": "9 members"},
     "Elin formally decided on and set up Council. Size as stated: 9 members."),
    ("stage", GUIDE, OWN, {}, "Elin has Council; its stage is not known. It builds on Guide."),
    ("supported", HUB, OWN, {"stage": "piloting"},
     "Elin tried Council on a small scale or for a while. Supported by Hub."),
    ("took-part", ELIN, {"engagement": (EXCHANGE,)}, {"kind": "workshop", "role": "example", "note": "By video."},
     "Elin was shown as an example at Exchange; nothing says that it was there (workshop). By video."),
    ("came-from", COUNCIL, {"engagement": (EXCHANGE,)}, {"kind": "exchange", "relation": "led-to"},
     "Exchange led to Council (exchange)."),
    ("place-of", ELIN, {"engagement": (EXCHANGE,)}, {"kind": "summit"}, "Exchange was held in Elin (summit)."),
    ("phase", EXCHANGE, {"engagement": (thing("First", "engagement"),)}, {}, "First was a phase of Exchange."),
    ("addressed", YOUTH, {"engagement": (EXCHANGE,)}, {}, "Exchange dealt with Youth."),
    ("member", ELIN, {"actor": (ELIN,), "organisation": (HUB,)}, {"role": "co-chair"}, "Elin is co-chair of Hub."),
    ("has-member", HUB, {"actor": (ELIN,), "organisation": (HUB,)}, {"role": "member"}, "Elin is a member of Hub."),
    ("partnership", ELIN, {"partnership": (MEMO,), "parties": (HUB,)},
     {"kind": "twinning", "state": "signed", "purpose": "Peace."},
     "Elin and Hub: Memo (twinning) was signed. Purpose: Peace."),
    ("partnership", MEMO, {"partnership": (MEMO,), "parties": (ELIN, HUB)}, {"kind": "funding"},
     "Elin and Hub: Memo (funding)."),
    ("intention", ELIN, INTENTION, {"kind": "request", "summary": "Help."},
     "Elin asked Hub: Help. Raised at Exchange. It led to Council."),
    ("addressed-by", HUB, INTENTION | {"actor": ()}, {"kind": "offer", "summary": "Help.", "unnamed_actor": "some"},
     "Some made an offer to Hub: Help. Raised at Exchange. It led to Council."),
    ("intention", ELIN, {"actor": (ELIN,)}, {"kind": "request", "summary": "Help."}, "Elin made a request: Help."),
    ("intention", ELIN, {"actor": (ELIN,)}, {"kind": "need", "summary": "Help."}, "Elin has a need: Help."),
    ("office", ELIN, {"person": (thing("A. B.", "person"),)}, {"role": "Mayor", "state": "former"},
     "A. B. was formerly Mayor of Elin."),
    ("made", HUB, {"resource": (GUIDE,)}, {"kind": "guide"}, "Hub made Guide (guide)."),
    ("produced", EXCHANGE, {"resource": (GUIDE,)}, {"kind": "plan"}, "Exchange produced Guide (plan)."),
    ("resource", GUIDE, {"resource": (thing("Plan", "resource"),), "derived_from": (GUIDE,)}, {"kind": "plan"},
     "Plan (plan) was made from Guide."),
    ("resource", YOUTH, {"resource": (GUIDE,)}, {"kind": "guide"}, "Guide (guide) is about Youth."),
    ("has-part", HUB, {"institution": (thing("Office", "institution"),)}, {"kind": "mission"},
     "Office (mission) is part of Hub."),
]  # fmt: skip


@pytest.mark.parametrize(("what", "about", "things", "details", "sentence"), SAID)
def test_entries(what: str, about: Thing, things: dict[str, Any], details: dict[str, str], sentence: str) -> None:
    """As people say it."""
    told = Entry(what=what, record="flow:x", things=things, details=details)

    assert wording.entry(told, about).plain() == sentence


CODES = [
    *(("learned", {"kind": kind.value, "state": state.value}) for kind in FlowKind for state in FlowState),
    *(("shared", {"kind": kind.value, "state": state.value}) for kind in FlowKind for state in FlowState),
    *(("stage", {"stage": stage.value}) for stage in Stage),
    *(("took-part", {"role": role.value, "kind": "workshop"}) for role in Role),
    *(("came-from", {"relation": relation.value}) for relation in OutcomeKind),
    *(("member", {"role": role.value}) for role in MembershipRole),
    *(("partnership", {"state": state.value, "kind": "twinning"}) for state in PartnershipState),
    *(("intention", {"kind": kind.value, "summary": "Help."}) for kind in IntentionKind),
    *(("office", {"state": state.value, "role": "Mayor"}) for state in OfficeState),
]


@pytest.mark.parametrize(("what", "details"), CODES)
def test_every_code_of_the_vocabularies_has_words(what: str, details: dict[str, str]) -> None:
    """Also where nobody is named."""
    said = wording.entry(Entry(what=what, record="flow:x", details=details), ELIN).plain()

    assert said.endswith((".", "Help."))
    assert "{" not in said


def test_words_to_avoid_are_in_no_message() -> None:
    """The glossary names them."""
    avoided = ("node", "edge", "degree", "caused", "cypher", "stakeholder", "transfer", "rank")
    found = [(key, word) for key, text in ENGLISH.items() for word in avoided if word in text.lower().split()]

    assert found == []


def test_all_entries_of_the_sample_can_be_said(reader: Reader) -> None:
    """And none shows the day that was only derived."""
    said = []
    for row in ROWS:
        if row.get("audience") == "hub" or row["id"] == "flow:hidden":
            continue
        answer = entity(reader, row["id"])
        said += [(entry, wording.entry(entry, answer.thing).plain()) for entry in answer.entries]

    assert len(said) > 40
    assert [text for entry, text in said if entry.known_by and entry.known_by in text] == []


def test_steps_of_a_lineage(reader: Reader) -> None:
    """An exchange that was used elsewhere makes nobody a teacher, and says so."""
    steps = {step.record: wording.step(step).plain() for step in lineage(reader, "practice:youth-council").steps}

    assert steps["flow:arda-elin"].startswith("Elin learned from Arda about Youth engagement, and was inspired to act.")
    assert steps["engagement:exchange"].endswith("It is not said that Elin learned from Dalma.")
    assert steps["flow:elin-others"] == "Planned: other cities of the country to learn from Elin about Youth council."


def test_an_exchange_used_for_an_implementation_itself() -> None:
    """Without an engagement in between."""
    step = Step(kind="informed", record="engagement:x", teacher=ARDA, learner=ELIN, via=(EXCHANGE,), led_to=COUNCIL)

    assert wording.step(step).plain().startswith("What Arda learned at Exchange was used for Council.")


def test_implementations_and_their_stages() -> None:
    """With the reason of a pause."""
    paused = StageView(stage="paused", when="2024-05", reason="New mayor.")
    view = ImplementationView(
        id="implementation:x", name="Council", actor=ELIN, practice=YOUTH, stage="paused", size="9"
    )

    assert wording.stage(paused) == "paused (May 2024). Reason given: New mayor."
    assert wording.stage(StageView(stage="in-use")) == "in use (not dated in the source)"
    assert wording.implementation(view).plain() == "Elin paused Council. Size as stated: 9."
    unknown = view.model_copy(update={"stage": None, "size": None})
    assert wording.implementation(unknown).plain() == "Elin has Council; its stage is not known."


def test_legs(reader: Reader) -> None:
    """Learned, or met."""
    learned = path(reader, "city:arda", "city:elin").legs[0]
    met = Leg(how="met", start=ARDA, end=ELIN, engagement=EXCHANGE)

    assert wording.leg(learned).plain().startswith("Elin learned from Arda")
    assert wording.leg(met).plain() == "Arda and Elin both took part in Exchange."


def test_gaps_name_what_they_concern() -> None:
    """By its name where it is at hand."""
    told = Gap(what="empty", record="city:elin", field="latitude", message="Elin: its position is not recorded.")

    assert wording.gap(told, {"city:elin": ELIN}).parts == (ELIN, ": ", "its position is not recorded.")
    assert wording.gap(told, {}).plain() == told.message
    other = told.model_copy(update={"message": "Something else."})
    assert wording.gap(other, {"city:elin": ELIN}).plain() == "Something else."


def test_how_sure() -> None:
    """The letter and what it means."""
    assert wording.how_sure("C") == "one published source (C)"
    assert wording.how_sure(None) == "no evidence cited"


def test_text_of_records_is_never_a_template() -> None:
    """Braces stay braces; several things are listed."""
    said = compose("{a} met {b}{c}", a=["x {b}", ARDA, ELIN], b=(), c="{a}")

    assert said.plain() == "x {b}, Arda and Elin met somebody not named{a}"
    assert isinstance(said.parts[0], Quoted)
    assert (Sentence(("a",)) + Sentence(("b",))).parts == ("ab",)
    assert not Sentence()
    assert Sentence((ARDA, "x")).capitalised().plain() == "Ardax"
