"""Writing a data set into the graph: one transaction that writes only differences and makes a revision."""

from practice_atlas.graph.writing.load import Difference, LoadResult, difference, hash_of, load
from practice_atlas.graph.writing.restore import Holdings, restore

__all__ = ["Difference", "Holdings", "LoadResult", "difference", "hash_of", "load", "restore"]
