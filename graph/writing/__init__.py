"""Writing a data set into the graph: one transaction that writes only differences and makes a revision."""

from practice_atlas.graph.writing.load import Difference, LoadResult, difference, load

__all__ = ["Difference", "LoadResult", "difference", "load"]
