"""Who took part, what came of it, who learned: the statements as PROV and schema.org put them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf.nodes import Fact, standard, thing
from practice_atlas.ontology.model import LearningFlow, Outcome, Participation
from practice_atlas.ontology.semantics import OUTCOMES
from practice_atlas.ontology.vocabularies import FlowState, Role

#: How schema.org calls the roles. An example was shown there, and nothing says that it was there: it has none.
ROLES: Final[dict[Role, str]] = {
    Role.HOST: "schema:attendee",
    Role.ORGANISER: "schema:organizer",
    Role.PRESENTER: "schema:performer",
    Role.PARTICIPANT: "schema:attendee",
    Role.FUNDER: "schema:funder",
    Role.PARTNER: "schema:contributor",
    Role.BENEFICIARY: "schema:attendee",
}


def of_participation(participation: Participation, engagement: NamedNode) -> Iterator[Fact]:
    """The short forms for a named actor that was there."""
    role = ROLES.get(participation.role)
    if participation.actor and role:
        actor = thing(participation.actor)
        yield engagement, standard("prov:wasAssociatedWith"), actor
        yield engagement, standard(role), actor


def of_outcome(outcome: Outcome, subject: NamedNode, engagement: NamedNode) -> Iterator[Fact]:
    """The engagement influenced its target: as an influence with its evidence, and in short."""
    target = thing(outcome.target)
    yield subject, standard("prov:influencer"), engagement
    yield target, standard("prov:qualifiedInfluence"), subject
    yield engagement, NamedNode(OUTCOMES[outcome.relation]), target
    yield engagement, standard("prov:influenced"), target


def of_flow(flow: LearningFlow, subject: NamedNode) -> Iterator[Fact]:
    """The influence hangs on its learner, unless it is still only planned."""
    if flow.learner and flow.state is not FlowState.PLANNED:
        yield thing(flow.learner), standard("prov:qualifiedInfluence"), subject
