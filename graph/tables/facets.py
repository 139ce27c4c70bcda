"""By what the things of each kind can be chosen.

A facet is a pattern from the thing `n` to a value, read once a revision. Everything between the two has a level, and
the most closed of them decides who sees that `n` has the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue.told import told
from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.vocabularies import (
    CityKind,
    Directness,
    EngagementKind,
    FlowKind,
    FlowState,
    InstitutionKind,
    IntentionKind,
    MembershipRole,
    OfficeState,
    PartnershipKind,
    PartnershipState,
    ResourceKind,
    Role,
    SourceKind,
    Stage,
    Vocabulary,
)


@dataclass(frozen=True, slots=True)
class Facet:
    """What a value is and where it stands.

    `patterns` lead from `n` to the value; `levels` are the names in them that have a level; `since` is the day from
    which `n` has the value; `codes` is the vocabulary of the value, else it is a thing or a plain text. With a
    `history`, of all values of one history only the newest counts: the stages of an implementation.
    """

    patterns: tuple[str, ...]
    value: str = "v.id"
    levels: tuple[str, ...] = ("v",)
    since: str = "null"
    codes: type[Vocabulary] | None = None
    history: str = "null"
    position: str = "null"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kind of thing that values are, where the patterns say so."""
        found = {label for pattern in self.patterns for label in _LABEL.findall(pattern)}
        return tuple(sorted(_KIND_OF[label] for label in found))


_LABEL: Final = re.compile(r"\(v:(\w+)\)")
_KIND_OF: Final = {layout.label_of(kind): kind for kind in (*BY_KIND, "country")}


def _own(label: str, field: str, codes: type[Vocabulary] | None = None) -> Facet:
    return Facet((f"(n:{label})",), value=f"n.{field}", levels=(), codes=codes)


def _to(label: str, *ways: str, levels: tuple[str, ...] = ("v",), since: str = "null") -> Facet:
    return Facet(tuple(f"(n:{label}){way}" for way in ways), levels=levels, since=since)


def _stage(label: str, way: str = "") -> Facet:
    """The stages that implementations are at; of an implementation `n` itself, or of those that `way` leads to."""
    start = f"(n:{label}){way}" if way else f"(n:{label})"
    owner = "i" if way else "n"
    return Facet(
        (f"{start}-[:HAS_STAGE]->(s:StageAssertion)",),
        value="s.stage",
        levels=(owner, "s"),
        since=told("s.known_by"),
        codes=Stage,
        history=f"{owner}.id",
        position="s.position",
    )


_SINCE_IT_WAS: Final = told("i.known_by")
_ITS_IMPLEMENTATIONS: Final = "<-[:IMPLEMENTED_BY]-(i:Implementation)"

#: Facets by kind of thing. `year` and `grade` of dated things are columns of their own (`table.py`).
FACETS: Final[Mapping[str, Mapping[str, Facet]]] = MappingProxyType(
    {
        "city": {
            "country": _to("City", "-[:IN]->(v:Country)"),
            "kind": _own("City", "city_kind", CityKind),
            "practice": _to(
                "City", f"{_ITS_IMPLEMENTATIONS}-[:OF]->(v:Practice)", levels=("i", "v"), since=_SINCE_IT_WAS
            ),
            "theme": _to(
                "City", f"{_ITS_IMPLEMENTATIONS}-[:OF]->(p:Practice)-[:IN_THEME]->(v:Theme)", levels=("i", "p", "v"),
                since=_SINCE_IT_WAS,
            ),
            "stage": _stage("City", _ITS_IMPLEMENTATIONS),
            "member-of": _to("City", "<-[:MEMBER]-(m:Membership)-[:OF]->(v:Institution)", levels=("m", "v")),
            "partner": _to("City", "<-[:PARTY]-(a:Partnership)-[:PARTY]->(v:Institution)", levels=("a", "v")),
        },
        "institution": {
            "country": _to("Institution", "-[:IN]->(v:Country)"),
            "kind": _own("Institution", "institution_kind", InstitutionKind),
            "part-of": _to("Institution", "-[:PART_OF]->(v:Institution)"),
            "role": Facet(
                ("(n:Institution)-[r:TOOK_PART]->(e:Engagement)",), value="r.role", levels=("r", "e"),
                since=told("e.known_by"), codes=Role,
            ),
        },
        "person": {
            "organisation": _to("Person", "-[r:HOLDS_OFFICE]->(v)", levels=("r", "v")),
            "state": Facet(
                ("(n:Person)-[r:HOLDS_OFFICE]->(v)",), value="r.state", levels=("r", "v"), codes=OfficeState
            ),
        },
        "theme": {"broader": _to("Theme", "-[:BROADER]->(v:Theme)")},
        "practice": {
            "theme": _to("Practice", "-[:IN_THEME]->(v:Theme)"),
            "broader": _to("Practice", "-[:BROADER]->(v:Practice)"),
            "country": _to(
                "Practice", "<-[:OF]-(i:Implementation)-[:IMPLEMENTED_BY]->(a)-[:IN]->(v:Country)",
                levels=("i", "a", "v"), since=_SINCE_IT_WAS,
            ),
            "stage": _stage("Practice", "<-[:OF]-(i:Implementation)"),
        },
        "resource": {
            "kind": _own("Resource", "resource_kind", ResourceKind),
            "practice": _to("Resource", "-[:ABOUT]->(v:Practice)"),
            "theme": _to("Resource", "-[:IN_THEME]->(v:Theme)"),
            "partner": _to("Resource", "-[:MADE_BY]->(v:Institution)"),
        },
        "engagement": {
            "country": _to("Engagement", "-[:IN]->(v:Country)", "-[:HELD_IN]->(c:City)-[:IN]->(v:Country)"),
            "kind": _own("Engagement", "engagement_kind", EngagementKind),
            "practice": _to("Engagement", "-[:ADDRESSES]->(v:Practice)"),
            "theme": _to("Engagement", "-[:ADDRESSES]->(v:Theme)"),
            "city": _to("Engagement", "<-[r:TOOK_PART]-(v:City)", levels=("r", "v")),
            "partner": _to("Engagement", "<-[r:TOOK_PART]-(v:Institution)", levels=("r", "v")),
            "role": Facet(("(n:Engagement)<-[r:TOOK_PART]-(v)",), value="r.role", levels=("r", "v"), codes=Role),
        },
        "implementation": {
            "country": _to("Implementation", "-[:IMPLEMENTED_BY]->(a)-[:IN]->(v:Country)", levels=("a", "v")),
            "city": _to("Implementation", "-[:IMPLEMENTED_BY]->(v:City)"),
            "practice": _to("Implementation", "-[:OF]->(v:Practice)"),
            "theme": _to("Implementation", "-[:OF]->(p:Practice)-[:IN_THEME]->(v:Theme)", levels=("p", "v")),
            "stage": _stage("Implementation"),
            "partner": _to("Implementation", "-[:SUPPORTED_BY]->(v:Institution)"),
        },
        "flow": {
            "country": _to(
                "LearningFlow", "-[:LEARNER]->(a)-[:IN]->(v:Country)", "-[:TEACHER]->(a)-[:IN]->(v:Country)",
                levels=("a", "v"),
            ),
            "learner": _to("LearningFlow", "-[:LEARNER]->(v)"),
            "teacher": _to("LearningFlow", "-[:TEACHER]->(v)"),
            "practice": _to("LearningFlow", "-[:ABOUT]->(v:Practice)"),
            "theme": _to(
                "LearningFlow", "-[:ABOUT]->(v:Theme)", "-[:ABOUT]->(p:Practice)-[:IN_THEME]->(v:Theme)"
            ),
            "kind": _own("LearningFlow", "flow_kind", FlowKind),
            "state": _own("LearningFlow", "state", FlowState),
            "stage": _stage("LearningFlow", "-[:LED_TO]->(i:Implementation)"),
            "engagement-kind": Facet(
                ("(n:LearningFlow)-[:VIA]->(v:Engagement)",), value="v.engagement_kind", codes=EngagementKind
            ),
            "partner": _to(
                "LearningFlow", "-[:VIA]->(e:Engagement)<-[r:TOOK_PART]-(v:Institution)", levels=("e", "r", "v")
            ),
        },
        "membership": {
            "organisation": _to("Membership", "-[:OF]->(v:Institution)"),
            "role": _own("Membership", "role", MembershipRole),
            "country": _to("Membership", "-[:MEMBER]->(a)-[:IN]->(v:Country)", levels=("a", "v")),
        },
        "partnership": {
            "kind": _own("Partnership", "partnership_kind", PartnershipKind),
            "city": _to("Partnership", "-[:PARTY]->(v:City)"),
            "partner": _to("Partnership", "-[:PARTY]->(v:Institution)"),
            "country": _to("Partnership", "-[:PARTY]->(a)-[:IN]->(v:Country)", levels=("a", "v")),
            "practice": _to("Partnership", "-[:ABOUT]->(v:Practice)"),
            "theme": _to("Partnership", "-[:ABOUT]->(v:Theme)"),
            "state": Facet(
                ("(n:Partnership)-[:HAS_STATE]->(s:PartnershipAssertion)",), value="s.state", levels=("s",),
                since=told("s.known_by"), codes=PartnershipState, history="n.id", position="s.position",
            ),
        },
        "intention": {
            "kind": _own("Intention", "intention_kind", IntentionKind),
            "city": _to("Intention", "-[:BY]->(v:City)"),
            "country": _to("Intention", "-[:BY]->(a)-[:IN]->(v:Country)", levels=("a", "v")),
            "practice": _to("Intention", "-[:ABOUT]->(v:Practice)"),
            "theme": _to("Intention", "-[:ABOUT]->(v:Theme)"),
            "partner": _to("Intention", "-[:ADDRESSED_TO]->(v:Institution)"),
        },
        "source": {
            "kind": _own("Source", "source_kind", SourceKind),
            "publisher": _to("Source", "-[:PUBLISHED_BY]->(v:Institution)"),
            "language": _own("Source", "language"),
        },
        "evidence": {
            "source": _to("Evidence", "-[:FROM]->(v:Source)"),
            "directness": _own("Evidence", "directness", Directness),
        },
    }
)  # fmt: skip

#: Kinds that have a day and a grade of their own: they can be chosen by year and by how sure they are.
DATED: Final = frozenset(
    ("engagement", "implementation", "flow", "membership", "partnership", "intention", "resource", "source")
)
YEAR: Final = "year"
GRADE: Final = "grade"
#: What has a country also has its regions.
COUNTRY: Final = "country"
REGION: Final = "region"


def facets_of(kind: str) -> tuple[str, ...]:
    """The names of what a kind can be chosen by."""
    own = [name for facet in FACETS.get(kind, {}) for name in ((facet, REGION) if facet == COUNTRY else (facet,))]
    return (*own, YEAR, GRADE) if kind in DATED else tuple(own)


#: Kinds that have lists: all but what only describes (statements of sources, waivers).
LISTED: Final = tuple(kind for kind in BY_KIND if kind in FACETS)
