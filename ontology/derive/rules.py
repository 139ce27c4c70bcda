"""The rules that hold between fields, as data: the models check them in Python, SHACL and JSON Schema declare them.

A test compares all three on the same cases, so that a rule changed in one place is missed in none.
"""

from __future__ import annotations

from typing import Final

from practice_atlas.ontology.model import Intention, LearningFlow, Participation, Partnership, Person
from practice_atlas.ontology.model.base import Model

#: Exactly one of two fields is given: a named actor, or in words whom the source does not name.
EITHER: Final[dict[type[Model], tuple[tuple[str, str], ...]]] = {
    LearningFlow: (("learner", "unnamed_learner"), ("teacher", "unnamed_teacher")),
    Participation: (("actor", "unnamed"),),
    Intention: (("actor", "unnamed_actor"),),
}

#: At least one of these fields is given.
ALTERNATIVES: Final[dict[type[Model], tuple[tuple[str, ...], ...]]] = {LearningFlow: (("practice", "theme"),)}

#: Two fields that never name the same thing.
DIFFERENT: Final[dict[type[Model], tuple[tuple[str, str], ...]]] = {LearningFlow: (("learner", "teacher"),)}

#: How many values a field with many has at least.
AT_LEAST: Final[dict[tuple[type[Model], str], int]] = {(Partnership, "parties"): 2, (Person, "offices"): 1}
