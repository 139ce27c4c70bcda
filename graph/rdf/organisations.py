"""Memberships and offices as the Organization Ontology puts them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf.nodes import Fact, standard, thing
from practice_atlas.ontology.model import Membership


def of_membership(membership: Membership) -> Iterator[Fact]:
    """The short form, which knows no time: left out where an end of the membership is told."""
    if membership.when is None or membership.when.latest is None:
        yield thing(membership.actor), standard("org:memberOf"), thing(membership.organisation)


def of_office(office: NamedNode, person: NamedNode) -> Iterator[Fact]:
    """Whose office it is."""
    yield office, standard("org:member"), person
