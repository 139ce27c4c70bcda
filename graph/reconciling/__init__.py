"""Reconciliation: which city, institution or practice a name in somebody's table means, and what is known of it."""

from practice_atlas.graph.reconciling.extension import PROPERTIES, Property, Reference, extend
from practice_atlas.graph.reconciling.reconcile import Candidate, Query, describe, reconcile
from practice_atlas.graph.reconciling.suggesting import suggest

__all__ = ["PROPERTIES", "Candidate", "Property", "Query", "Reference", "describe", "extend", "reconcile", "suggest"]
