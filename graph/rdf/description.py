"""What a data set says of itself: DCAT and VoID, its countries, its concept schemes, its graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf.fields import TYPE, described
from practice_atlas.graph.rdf.nodes import Fact, named, piece, standard, text, thing, whole
from practice_atlas.graph.rdf.statements import PRACTICES, THEMES
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.model import BY_KIND, RECORDS
from practice_atlas.ontology.semantics import COUNTRY, ONTOLOGY
from practice_atlas.ontology.terms import THINGS

_LICENCES = "https://spdx.org/licenses/"


def address(info: DatasetInfo) -> NamedNode:
    """The data set as a thing."""
    return NamedNode(f"{THINGS}dataset/{info.id}")


def of_dataset(info: DatasetInfo) -> Iterator[Fact]:
    """Title, publisher, licence, version: what does not depend on who reads it."""
    subject = address(info)
    publisher = piece(subject, "publisher")
    yield subject, TYPE, standard("void:Dataset")
    yield from described(info, subject)
    yield subject, standard("dct:identifier"), text(info.id)
    yield subject, standard("dct:publisher"), publisher
    yield publisher, TYPE, standard("foaf:Agent")
    yield publisher, standard("foaf:name"), text(info.publisher)
    yield subject, standard("dct:license"), _licence(info, subject)
    yield subject, standard("void:vocabulary"), NamedNode(ONTOLOGY)
    yield subject, standard("void:uriSpace"), text(THINGS)


def of_counts(dataset: Dataset, triples: int) -> Iterator[Fact]:
    """How many records of each class the reader may see, and how many triples say so, without this description."""
    subject = address(dataset.info)
    yield subject, standard("void:entities"), whole(len(dataset.records))
    yield subject, standard("void:triples"), whole(triples)
    for kind, count in dataset.counts.items():
        partition = piece(subject, kind)
        yield subject, standard("void:classPartition"), partition
        yield partition, standard("void:class"), NamedNode(BY_KIND[kind].class_term.iri)
        yield partition, standard("void:entities"), whole(count)


def of_graphs(info: DatasetInfo, graphs: Mapping[NamedNode, str]) -> Iterator[Fact]:
    """The graphs its records lie in, and the source that each tells of (an empty text: none)."""
    subject = address(info)
    for graph, source in graphs.items():
        yield subject, standard("void:subset"), graph
        yield graph, TYPE, standard("void:Dataset")
        if source:
            yield subject, standard("dct:source"), thing(source)
            yield graph, standard("dct:source"), thing(source)


def of_countries(identifiers: Iterable[str]) -> Iterator[Fact]:
    """The countries that records name."""
    for identifier in sorted(identifiers):
        code = identifier.partition(":")[2]
        subject = thing(identifier)
        yield subject, TYPE, NamedNode(COUNTRY)
        yield subject, TYPE, standard("schema:Country")
        yield subject, standard("dct:identifier"), text(identifier)
        yield subject, standard("skos:notation"), text(code.upper())
        yield subject, standard("rdfs:label"), named(country_name(code, "en"), "en")


def of_schemes(dataset: Dataset) -> Iterator[Fact]:
    """The concept schemes of the practices and themes that there are."""
    titles = {"practice": (PRACTICES, "Practices"), "theme": (THEMES, "Themes")}
    for kind in (record.kind for record in RECORDS if record.kind in titles and record.kind in dataset.counts):
        scheme, title = titles[kind]
        yield scheme, TYPE, standard("skos:ConceptScheme")
        yield scheme, standard("dct:title"), named(title, "en")


def _licence(info: DatasetInfo, subject: NamedNode) -> NamedNode:
    """The licence's page at SPDX, where the name is one that SPDX could have."""
    is_name = info.licence.isascii() and all(letter.isalnum() or letter in ".-+" for letter in info.licence)
    return NamedNode(_LICENCES + info.licence) if is_name else piece(subject, "licence")
