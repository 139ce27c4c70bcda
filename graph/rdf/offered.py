"""What a service says of the data that it offers: VoID and DCAT, with a distribution for each dump."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from practice_atlas.graph.rdf.dumping import DumpFile
from practice_atlas.graph.rdf.fields import TYPE
from practice_atlas.graph.rdf.nodes import Fact, named, other, standard, text, whole
from practice_atlas.graph.revisions import Revision

_COMPRESSED = NamedNode("https://www.iana.org/assignments/media-types/application/gzip")
_MEDIA = "https://www.iana.org/assignments/media-types/"


def offered(
    title: str, base: str, revision: Revision, files: Mapping[str, DumpFile], described: bytes
) -> Iterator[Triple]:
    """The data as a whole with its dumps and doors, then `described`: what its data sets say of themselves."""
    own = [quad.triple for quad in parse(described, format=RdfFormat.N_TRIPLES)]
    everything = NamedNode(f"{base}/.well-known/void#data")
    yield from (Triple(*fact) for fact in _whole(everything, title, base, revision, files))
    yield from (Triple(*fact) for fact in _shared(everything, own))
    for file in files.values():
        yield from (Triple(*fact) for fact in _distribution(everything, base, revision, file, own))
    yield from own


def _whole(
    everything: NamedNode, title: str, base: str, revision: Revision, files: Mapping[str, DumpFile]
) -> Iterator[Fact]:
    document = NamedNode(f"{base}/.well-known/void")
    yield document, TYPE, standard("void:DatasetDescription")
    yield document, standard("foaf:primaryTopic"), everything
    yield everything, TYPE, standard("void:Dataset")
    yield everything, TYPE, standard("dcat:Dataset")
    yield everything, standard("dct:title"), named(title, "en")
    yield everything, standard("dcat:version"), text(str(revision.number))
    yield everything, standard("dct:modified"), other(revision.time, "xsd:dateTime")
    yield everything, standard("dcat:landingPage"), NamedNode(f"{base}/")
    yield everything, standard("void:sparqlEndpoint"), NamedNode(f"{base}/sparql")
    for file in files.values():
        if file.media_type == "text/turtle":
            yield everything, standard("void:triples"), whole(file.statements)


def _shared(everything: NamedNode, own: Iterable[Triple]) -> Iterator[Fact]:
    """The data sets in it, and who publishes them under which licence."""
    sets = {item.subject for item in own if item.predicate == standard("dct:license")}
    for item in own:
        if item.subject not in sets:
            continue
        if item.predicate in (standard("dct:license"), standard("dct:publisher"), standard("void:vocabulary"),
                              standard("void:uriSpace")):  # fmt: skip
            yield everything, item.predicate, item.object  # type: ignore[misc]
    for subject in sorted(sets, key=str):
        yield everything, standard("void:subset"), subject  # type: ignore[misc]


def _distribution(
    everything: NamedNode, base: str, revision: Revision, file: DumpFile, own: Iterable[Triple]
) -> Iterator[Fact]:
    address = NamedNode(f"{base}/v1/dumps/{revision.number}/{file.name}")
    here = NamedNode(f"{everything.value}-{file.name}")
    checksum = NamedNode(f"{here.value}-checksum")
    yield everything, standard("dcat:distribution"), here
    yield everything, standard("void:dataDump"), address
    yield here, TYPE, standard("dcat:Distribution")
    yield here, standard("dct:title"), named(file.title, "en")
    yield here, standard("dcat:downloadURL"), address
    yield here, standard("dcat:mediaType"), NamedNode(_MEDIA + file.media_type)
    yield here, standard("dcat:compressFormat"), _COMPRESSED
    yield here, standard("dcat:byteSize"), other(str(file.bytes), "xsd:nonNegativeInteger")
    for licence in sorted({str(item.object) for item in own if item.predicate == standard("dct:license")}):
        yield here, standard("dct:license"), NamedNode(licence[1:-1])
    yield here, standard("spdx:checksum"), checksum
    yield checksum, TYPE, standard("spdx:Checksum")
    yield checksum, standard("spdx:algorithm"), standard("spdx:checksumAlgorithm_sha256")
    yield checksum, standard("spdx:checksumValue"), other(file.sha256, "xsd:hexBinary")
