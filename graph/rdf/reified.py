"""RDF 1.2: beside each learning flow that is done and names both its ends, the short statement that it stands behind.

`rdf:reifies` mentions `learner atlas:learnedFrom teacher` without asserting it, so parallel flows stay apart. rdflib
7.6 does not read these files; pyoxigraph does.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from practice_atlas.graph.rdf.nodes import standard, thing
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.model import LearningFlow
from practice_atlas.ontology.semantics import LEARNED_FROM
from practice_atlas.ontology.vocabularies import FlowState


def reified(dataset: Dataset) -> Iterator[Triple]:
    """One triple a flow, by identifier."""
    for flow in sorted(dataset.every(LearningFlow), key=lambda record: record.id):
        if flow.state is FlowState.DONE and flow.learner and flow.teacher:
            short = Triple(thing(flow.learner), NamedNode(LEARNED_FROM), thing(flow.teacher))
            yield Triple(thing(flow.id), standard("rdf:reifies"), short)
