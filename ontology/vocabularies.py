"""The controlled words. Each member carries a label and a definition; they are published as SKOS concept schemes."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A controlled list: a member is `code, label, definition`. Order is meaningful where the docstring says so."""

    label: str
    definition: str

    def __new__(cls, code: str, label: str, definition: str) -> Self:
        """Builds the member; the code is its value."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.definition = definition
        return member


class Audience(Vocabulary):
    """Who may see a record, from open to closed."""

    PUBLIC = "public", "public", "Anyone."
    MEMBERS = "members", "members", "Member cities and the hub."
    HUB = "hub", "hub", "The hub's own staff."

    @property
    def level(self) -> int:
        """0 for public, rising as the audience narrows."""
        return _LEVELS[self]


_LEVELS = {audience: level for level, audience in enumerate(Audience)}


class CityKind(Vocabulary):
    """What kind of local government a city record stands for."""

    CITY = "city", "city", "A municipality or commune with its own council or mayor."
    COMBINED_AUTHORITY = "combined-authority", "combined authority", "A body that several councils form together."
    GOVERNORATE = "governorate", "governorate", "A first-level government above municipalities."
    DISTRICT = "district", "district", "A second-level government between governorate and municipality."
    REGION = "region", "region", "An elected region or province."


class InstitutionKind(Vocabulary):
    """What kind of body an institution is."""

    MINISTRY = "ministry", "ministry", "A ministry of a national government."
    NATIONAL_COMMITTEE = (
        "national-committee",
        "national committee",
        "A committee or commission of a national government.",
    )
    LOCAL_AUTHORITIES_ASSOCIATION = (
        "association-of-local-authorities",
        "association of local authorities",
        "An association of councils or mayors.",
    )
    INTERGOVERNMENTAL = "intergovernmental-body", "intergovernmental body", "A body founded by several states."
    MISSION = "mission", "mission", "A mission or field office that an intergovernmental body sends."
    NETWORK = "network", "network", "A membership network of cities or of practitioners."
    NETWORK_OFFICE = "network-office", "network office", "A hub, secretariat or committee of a network."
    FOUNDATION = "foundation", "foundation", "A foundation."
    RELIGIOUS_BODY = "religious-body", "religious body", "A religious institution."
    CIVIL_SOCIETY = "civil-society-body", "civil society body", "A civil society organisation."
    PROGRAMME = "programme", "programme", "A rehabilitation or support programme or centre that acts as a body."
    DONOR = "donor", "donor", "A body that funds."
    LOCAL_COMMITTEE = (
        "local-committee",
        "local committee",
        "A committee of local actors, such as a local prevention committee.",
    )


class ResourceKind(Vocabulary):
    """What kind of thing a resource is."""

    GUIDE = "guide", "guide", "A guide or handbook."
    FRAMEWORK = "framework", "framework", "A framework that describes how something is organised."
    ROADMAP = "roadmap", "roadmap", "A plan of steps and responsibilities."
    TOOLKIT = "toolkit", "toolkit", "Tools, templates or training material."
    STRATEGY = "strategy", "strategy", "A strategy that a government adopted."
    PLAN = "plan", "plan", "An action plan."
    MEDIA = "media", "media", "Videos, newspapers and the like."
    SYSTEM = "system", "system", "A technical system."


class EngagementKind(Vocabulary):
    """What kind of activity an engagement is."""

    WORKSHOP = "workshop", "workshop", "People work on a subject together, with trainers or peers."
    ROUNDTABLE = "roundtable", "roundtable", "Representatives discuss a subject."
    VIRTUAL_SESSION = "virtual-session", "virtual session", "A meeting held online."
    EXCHANGE = "exchange", "exchange", "Cities meet to share experience."
    ADVISORY_SUPPORT = "advisory-support", "advisory support", "Experts accompany a city over time."
    SIMULATION = "simulation", "simulation", "An exercise that plays a situation through."
    CONSULTATION = "consultation", "consultation", "Residents or officials are heard."
    SUMMIT = "summit", "summit", "A large meeting of a network's members."
    AGREEMENT = "agreement", "agreement", "Parties sign or announce an agreement."
    PROGRAMME = "programme", "programme", "A series of activities under one name."
    MEETING = "meeting", "meeting", "A meeting of another kind."


class Role(Vocabulary):
    """What an actor did at an engagement."""

    HOST = "host", "host", "Received the others."
    ORGANISER = "organiser", "organiser", "Convened or ran it."
    PRESENTER = "presenter", "presenter", "Showed its own experience."
    PARTICIPANT = "participant", "participant", "Took part."
    FUNDER = "funder", "funder", "Paid for it."
    PARTNER = "partner", "partner", "Worked on it with the organiser."
    BENEFICIARY = "beneficiary", "supported", "Was the one it was held for."
    EXAMPLE = (
        "example",
        "shown as an example",
        "Its practice was shown as a comparative example; nothing says that it was there.",
    )


class Stage(Vocabulary):
    """The stage of an implementation, in order; `paused` and `ended` can follow any. `in-use`: reported as working, the
    decision unknown."""

    REQUESTED = "requested", "requested", "Asked for support to do it."
    EXPLORING = "exploring", "exploring", "Explored ways to do it."
    COMMITTED = "committed", "committed", "Announced or approved it."
    DESIGNING = "designing", "designing", "Started to plan or design it."
    PILOTING = "piloting", "piloting", "Tried it on a small scale or for a while."
    ADOPTED = "adopted", "adopted", "Formally decided and set it up."
    IN_USE = "in-use", "in use", "Reported as working; the decision is not known."
    PAUSED = "paused", "paused", "Stopped for the time being."
    ENDED = "ended", "ended", "Stopped for good."

    @property
    def rank(self) -> int:
        """Position in the list above, from 0."""
        return list(Stage).index(self)


class FlowKind(Vocabulary):
    """How far a learning flow went, from weak to strong."""

    EXPOSED = "exposed", "was shown", "Was shown or told of it; no effect is stated."
    INSPIRED = "inspired", "was inspired by", "Acted, or planned to, because of it."
    ADAPTED = "adapted", "adapted", "Built its own from it; includes replication."

    @property
    def rank(self) -> int:
        """0 for exposed, rising with strength."""
        return list(FlowKind).index(self)


class FlowState(Vocabulary):
    """Whether a learning flow has happened. Only `done` draws arrows."""

    PLANNED = "planned", "planned", "Intended or promised."
    UNDER_WAY = "under-way", "under way", "Begun."
    DONE = "done", "done", "Has happened."


class OutcomeKind(Vocabulary):
    """How an engagement or a record bears on another."""

    INFORMED = "informed", "informed", "What was exchanged was used in the other."
    LED_TO = "led-to", "led to", "The other came about because of it."


class OfficeState(Vocabulary):
    """Whether the source calls the office present or former."""

    PRESENT = "present", "in office", "In office when the source appeared."
    FORMER = "former", "formerly in office", "No longer in office when the source appeared."


class PartnershipKind(Vocabulary):
    """What kind of agreement a partnership is."""

    MEMORANDUM = "memorandum-of-understanding", "memorandum of understanding", "A signed memorandum."
    STRATEGIC = "strategic-partnership", "strategic partnership", "A standing cooperation, its form not stated."
    PROJECT = "project-partnership", "project partnership", "A cooperation on one programme or project."
    TWINNING = "twinning", "twinning", "A pairing of two cities."
    FUNDING = "funding", "funding", "One party funds the other."


class PartnershipState(Vocabulary):
    """The state of a partnership at a date."""

    PROPOSED = "proposed", "proposed", "Intended."
    ACTIVE = "active", "active", "Working; whether it was signed is not stated."
    SIGNED = "signed", "signed", "Signed."
    RENEWED = "renewed", "renewed", "Renewed."
    DORMANT = "dormant", "dormant", "No activity."
    ENDED = "ended", "ended", "Over."


class IntentionKind(Vocabulary):
    """What an intention is."""

    NEED = "need", "need", "Something an actor lacks or calls a priority."
    REQUEST = "request", "request", "Something an actor asked another for."
    OFFER = "offer", "offer", "Something an actor offers."
    RECOMMENDATION = "recommendation", "recommendation", "Something that a meeting or an expert recommends."
    COMMITMENT = "commitment", "commitment", "Something an actor promised to do."


class MembershipRole(Vocabulary):
    """What a member is in an organisation."""

    MEMBER = "member", "member", "A member."
    CO_CHAIR = "co-chair", "co-chair", "Shares the chair."
    CHAIR = "chair", "chair", "Holds the chair."


class SourceKind(Vocabulary):
    """What kind of document a source is; decides the grade of what it supports."""

    PUBLISHED = (
        "published",
        "published by a party or partner",
        "A report, page or release of somebody with a part in what it tells.",
    )
    INDEPENDENT_EVALUATION = (
        "independent-evaluation",
        "independent evaluation",
        "An evaluation by somebody without a part in it.",
    )
    REFERENCE = "reference", "reference work", "A gazetteer, register or the like."


class Directness(Vocabulary):
    """Whether the source says it or the curator concluded it."""

    DIRECT = "direct", "stated", "The passage says so."
    INFERRED = "inferred", "inferred by the curator", "The curator concluded it from the passage."


class Grade(Vocabulary):
    """How well a statement is supported; derived, never entered."""

    A = "A", "independent evaluation", "An independent evaluation says so."
    B = "B", "two independent sources", "Two sources of different publishers, neither a party, say so."
    C = "C", "one published source", "One source of somebody who is not a party says so."
    D = "D", "a party says so", "Only sources or speakers that are a party to it say so."


VOCABULARIES: tuple[type[Vocabulary], ...] = (
    Audience, CityKind, InstitutionKind, ResourceKind, EngagementKind, Role, Stage, FlowKind, FlowState, OutcomeKind,
    OfficeState, PartnershipKind, PartnershipState, IntentionKind, MembershipRole, SourceKind, Directness, Grade,
)  # fmt: skip
