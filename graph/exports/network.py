"""The network for Gephi, yEd, Cytoscape and the like."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import networkx as nx

from practice_atlas.graph.snapshot import Snapshot

_GEXF: Final = "http://www.gexf.net/1.2draft"


def write_graphml(snapshot: Snapshot, path: Path) -> None:
    """Writes GraphML; the same revision gives the same bytes."""
    nx.write_graphml_xml(_prepared(snapshot), path, encoding="utf-8", prettyprint=True)


def write_gexf(snapshot: Snapshot, path: Path) -> None:
    """Writes GEXF 1.2. networkx stamps today's date on it; that of the revision goes in its place."""
    buffer = BytesIO()
    nx.write_gexf(_prepared(snapshot), buffer, encoding="utf-8", prettyprint=True)
    ET.register_namespace("", _GEXF)
    tree = ET.fromstring(buffer.getvalue())  # noqa: S314 - our own text, written one line above
    meta = tree.find(f"{{{_GEXF}}}meta")
    if meta is not None:
        meta.set("lastmodifieddate", snapshot.revision.time[:10])
    path.write_bytes(ET.tostring(tree, encoding="utf-8", xml_declaration=True))


def _prepared(snapshot: Snapshot) -> nx.MultiDiGraph[str]:
    """A copy in identifier order, with labels, described by its revision and audience.

    No key is called `id` or `type`.
    """
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title="Practice Atlas",
        revision=snapshot.revision.number,
        content=snapshot.revision.content,
        audience=snapshot.audience.value,
    )
    for node in sorted(snapshot.graph.nodes):
        attributes = snapshot.graph.nodes[node]
        ordered.add_node(node, label=_printable(attributes["name"]), **_clean(attributes))
    for number, (start, end, key) in enumerate(sorted(snapshot.graph.edges(keys=True))):
        attributes = snapshot.graph.edges[start, end, key]
        ordered.add_edge(start, end, key=f"r{number}", label=attributes["relation"], **_clean(attributes))
    return ordered


def _clean(attributes: dict[str, str | int | float]) -> dict[str, str | int | float]:
    return {key: _printable(value) if isinstance(value, str) else value for key, value in attributes.items()}


def _printable(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold; the model refuses them, so this is for safety's sake alone."""
    return "".join(letter for letter in text if letter in "\t\n\r" or ord(letter) >= 0x20)
