"""Reading exports back, for tests: with pyoxigraph and with rdflib, as canonical N-Quads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse
from rdflib import Dataset as RdflibDataset

from practice_atlas.graph.rdf import canonical_lines

#: Names of the formats with named graphs: ours, pyoxigraph's, rdflib's.
WITH_GRAPHS: Final = {
    "trig": (RdfFormat.TRIG, "trig"),
    "nquads": (RdfFormat.N_QUADS, "nquads"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
}

#: rdflib 7.6 calls functions of its own that it has deprecated when it parses or writes named graphs.
QUIET_RDFLIB: Final = pytest.mark.filterwarnings(r"ignore:.* is deprecated, use .*:DeprecationWarning:rdflib")


def canonical(quads: Iterable[Quad]) -> bytes:
    """One text for what is said."""
    return b"".join(canonical_lines(quads))


def by_pyoxigraph(path: Path, kind: str) -> bytes:
    """The file as pyoxigraph reads it."""
    return canonical(parse(path.read_bytes(), format=WITH_GRAPHS[kind][0]))


def by_rdflib(path: Path, kind: str) -> bytes:
    """The file as rdflib reads it and writes it again."""
    found = RdflibDataset()
    found.parse(path, format=WITH_GRAPHS[kind][1])
    return canonical(parse(found.serialize(format="nquads").encode(), format=RdfFormat.N_QUADS))


def union(quads: Iterable[Quad]) -> bytes:
    """All graphs as one."""
    return canonical(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
