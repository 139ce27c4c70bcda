"""Sources: the checksum that says which text the offsets are of."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf.fields import TYPE
from practice_atlas.graph.rdf.nodes import Fact, other, piece, standard
from practice_atlas.ontology.model import Source


def of_source(source: Source, subject: NamedNode) -> Iterator[Fact]:
    """The checksum of the source's text, in the terms of SPDX that DCAT uses."""
    if source.sha256:
        checksum = piece(subject, "checksum")
        yield subject, standard("spdx:checksum"), checksum
        yield checksum, TYPE, standard("spdx:Checksum")
        yield checksum, standard("spdx:algorithm"), standard("spdx:checksumAlgorithm_sha256")
        yield checksum, standard("spdx:checksumValue"), other(source.sha256, "xsd:hexBinary")
