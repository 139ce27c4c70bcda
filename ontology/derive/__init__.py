"""The derived artefacts: one function each, of the model's shape alone, so that none of them can come to disagree."""

from practice_atlas.ontology.derive.artefacts import ARTEFACTS, Artefact, differing, write

__all__ = ["ARTEFACTS", "Artefact", "differing", "write"]
