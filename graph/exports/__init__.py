"""Exports for other tools: the network (GraphML, GEXF) and the learning flows as a table with names (CSV, XLSX)."""

from practice_atlas.graph.exports.network import write_gexf, write_graphml
from practice_atlas.graph.exports.table import write_csv, write_xlsx

__all__ = ["write_csv", "write_gexf", "write_graphml", "write_xlsx"]
