"""Questions to begin with, each of which answers something about the shipped report.

They take MINUS where something must not be so: on a million triples a join in FILTER NOT EXISTS took 451 s, MINUS
0.2 s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Example:
    """A query with what it asks, in words."""

    asks: str
    query: str


EXAMPLES: Final = (
    Example(
        "Who learned which practice from whom?",
        """SELECT ?learned ?practice ?from ?sure
WHERE {
  ?flow a atlas:LearningFlow ;
        atlas:learner / atlas:name ?learned ;
        atlas:teacher / atlas:name ?from ;
        atlas:practice / atlas:name ?practice ;
        atlas:grade ?sure .
}
ORDER BY ?practice ?learned""",
    ),
    Example(
        "On what evidence, and where in which source?",
        """SELECT ?statement ?says ?source ?starts ?ends
WHERE {
  ?flow a atlas:LearningFlow ;
        rdfs:label ?statement ;
        atlas:evidence ?evidence .
  ?evidence atlas:says ?says ;
            atlas:starts ?starts ;
            atlas:ends ?ends ;
            atlas:source / dct:title ?source .
}
ORDER BY ?statement
LIMIT 50""",
    ),
    Example(
        "Which cities have both learned and shared?",
        """SELECT ?city (COUNT(DISTINCT ?taught) AS ?shared) (COUNT(DISTINCT ?took) AS ?learned)
WHERE {
  ?taught atlas:teacher ?place .
  ?took atlas:learner ?place .
  ?place a atlas:LocalGovernment ; atlas:name ?city .
}
GROUP BY ?city
ORDER BY DESC(?shared) ?city""",
    ),
    Example(
        "Which practices were shared, though nobody is known to do them?",
        """SELECT DISTINCT ?practice
WHERE {
  ?flow atlas:practice ?shared .
  ?shared atlas:name ?practice .
  MINUS { ?implementation a atlas:Implementation ; atlas:practice ?shared }
}
ORDER BY ?practice""",
    ),
    Example(
        "What was certainly so by the end of 2024?",
        """SELECT ?kind (COUNT(?thing) AS ?known)
WHERE {
  ?thing a ?kind ; atlas:knownBy ?day .
  FILTER (?day <= "2024-12-31"^^xsd:date && STRSTARTS(STR(?kind), STR(atlas:)))
}
GROUP BY ?kind
ORDER BY DESC(?known)""",
    ),
    Example(
        "How much does each source say?",
        """SELECT ?graph (COUNT(*) AS ?statements)
WHERE { GRAPH ?graph { ?thing ?property ?value } }
GROUP BY ?graph
ORDER BY DESC(?statements)""",
    ),
    Example(
        "The learning between cities as a graph of its own",
        """CONSTRUCT { ?learner atlas:learnedFrom ?teacher }
WHERE { ?flow a atlas:LearningFlow ; atlas:learner ?learner ; atlas:teacher ?teacher }""",
    ),
)
