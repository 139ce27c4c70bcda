"""Places. A municipality acts, a place lies somewhere: two things, joined by `dct:spatial`, never by `owl:sameAs`."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf.fields import TYPE
from practice_atlas.graph.rdf.nodes import Fact, decimal, piece, standard, thing
from practice_atlas.ontology.model import City, Engagement


def of_city(city: City, subject: NamedNode) -> Iterator[Fact]:
    """The place a municipality lies in, its coordinates, and what gazetteers call it.

    GeoNames describes the place, of which two municipalities may have one. Wikidata's ids are those of the cities.
    """
    place = piece(subject, "place")
    yield subject, standard("dct:spatial"), place
    yield place, TYPE, standard("dct:Location")
    if city.latitude is not None and city.longitude is not None:
        yield place, TYPE, standard("geo:SpatialThing")
        yield place, standard("geo:lat"), decimal(city.latitude)
        yield place, standard("geo:long"), decimal(city.longitude)
    if city.geonames:
        gazetteer = NamedNode(f"https://sws.geonames.org/{city.geonames}/")
        yield subject, standard("dct:spatial"), gazetteer
        yield place, standard("schema:sameAs"), gazetteer
    if city.wikidata:
        yield subject, standard("schema:sameAs"), NamedNode(f"http://www.wikidata.org/entity/{city.wikidata}")


def of_engagement(engagement: Engagement, subject: NamedNode) -> Iterator[Fact]:
    """Where it was held, as a place: the municipality there need not have had a part in it."""
    if engagement.held_in:
        yield subject, standard("schema:location"), piece(thing(engagement.held_in), "place")
