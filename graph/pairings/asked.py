"""What is asked of a mentor: which practices count, how much, and in which words the learner wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.pairings.learners import Learner, Want
from practice_atlas.graph.pairings.taxonomy import Taxonomy, taxonomy
from practice_atlas.graph.pairings.weights import Closeness
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What is wanted: `subjects` are practices and themes, `wants` those of the learner's that led to them.

    `closeness` has a place for each practice by name and one more, for what is no practice: how close it is to what is
    wanted, 0 for what does not count; `words` how like the wanted words it is; `within` whether it is what is wanted
    itself, or a form of it, and not only the practice above.
    """

    subjects: tuple[str, ...]
    wants: tuple[Want, ...]
    closeness: Values
    words: Values
    within: NDArray[np.bool_]


def asked(reader: Reader, learner: Learner, practice: str | None, rules: Closeness) -> Asked:
    """One practice, or whatever the learner wants. Raises UnknownEntityError; QuestionError where it wants nothing."""
    known = taxonomy(reader)
    if practice is not None:
        if reader.thing(practice).kind != "practice":
            raise QuestionError("practice", f"{practice} is no practice", fix="Name a practice.")
        subjects: tuple[str, ...] = (practice,)
        wants = tuple(want for want in learner.wants if _bears_on(known, want.subject, practice))
    else:
        subjects, wants = tuple(dict.fromkeys(want.subject for want in learner.wants)), learner.wants
    if not subjects:
        raise QuestionError(
            "practice",
            "nothing is known that this city needs, asked for or promised by then",
            fix="Name the practice that it looks for.",
        )
    closeness = _closeness(known, subjects, rules)
    words = known.alike(" ".join([known.text_of(subjects), *(want.summary for want in wants)]))
    within = np.zeros(len(known.practices) + 1, np.bool_)
    within[[known.practices.known(form) for subject in subjects for form in known.forms_of(subject)]] = True
    within[-1] = False
    return Asked(subjects, wants, closeness, np.append(words[: len(known.practices)], 0.0), within)


def _bears_on(known: Taxonomy, subject: str, practice: str) -> bool:
    """Whether wanting one thing says something of wanting the other: one is a form of the other, or lies in it."""
    return practice in known.forms_of(subject) or subject in known.forms_of(practice)


def _closeness(known: Taxonomy, subjects: Sequence[str], rules: Closeness) -> Values:
    found = np.zeros(len(known.practices) + 1)
    for subject in subjects:
        for place, close in known.close_to(subject, rules).items():
            found[place] = max(found[place], close)
    found[-1] = 0.0
    return found
