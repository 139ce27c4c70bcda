"""SPARQL 1.1 over what an audience may see: read-only, bounded and unable to reach out."""

from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question, Result
from practice_atlas.graph.sparql.service import SparqlService

__all__ = ["Question", "Result", "SparqlLimits", "SparqlService"]
