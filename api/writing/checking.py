"""Reading, checking and loading as the command line and the service both do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from practice_atlas.api.writing.known import known_identities
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.engines.errors import RevisionConflictError
from practice_atlas.graph.projection import PassagePlace
from practice_atlas.graph.revisions import NOTHING, Revision, current_revision
from practice_atlas.graph.writing import Difference, LoadResult, difference, load
from practice_atlas.loaders import Checked, KnownIdentity, Passage, read_dataset
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.progress import Progress, silent

#: How often a comparison is begun again because a load came in between.
_TRIES: Final = 3
#: Reads a data set with what is known beside it.
Reading = Callable[[Sequence[KnownIdentity]], Checked]


def read_checked(graph: Engine, dataset: Path, sources: Path | None, progress: Progress = silent) -> Checked:
    """A data set from its files, with what the graph knows where it does not stand alone."""
    return checked_with(graph, lambda known: read_dataset(dataset, known=known, sources=sources, progress=progress))


def checked_with(graph: Engine, read: Reading) -> Checked:
    """Reads a data set; where it does not stand alone, again with what the graph already knows.

    Most do, and reading all that the graph knows takes as long as reading a data set of its size.
    """
    checked = read(())
    if not checked.problems or current_revision(graph) is NOTHING:
        return checked
    return read(known_identities(graph))


def load_checked(
    graph: Engine, checked: Checked, progress: Progress = silent, *, made_from: Revision | None = None
) -> LoadResult:
    """Loads what was read; see `graph.writing.load`. Raises InputError where it has problems."""
    if checked.dataset is None:
        raise InputError(checked.problems)
    try:
        return load(graph, checked.dataset, passages=places(checked), progress=progress, made_from=made_from)
    except InputError as error:
        raise _placed(error, checked) from error


def compare_checked(graph: Engine, checked: Checked) -> tuple[Difference, Revision]:
    """What loading it would write, and over which revision.

    Raises InputError where it has problems, and RevisionConflictError where loads come in between again and again.
    """
    if checked.dataset is None:
        raise InputError(checked.problems)
    for _ in range(_TRIES):
        before = current_revision(graph)
        found: Difference | InputError
        try:
            found = difference(graph, checked.dataset, passages=places(checked))
        except InputError as error:
            found = _placed(error, checked)
        if current_revision(graph) != before:
            continue
        if isinstance(found, InputError):
            raise found
        return found, before
    raise RevisionConflictError("The graph changed while it was compared.", fix="Ask again.")


def places(checked: Checked) -> Mapping[str, PassagePlace]:
    """Passages as the graph takes them."""
    found: Mapping[str, Passage] = checked.passages
    return {key: PassagePlace(passage.start, passage.end, passage.sha256) for key, passage in found.items()}


def _placed(error: InputError, checked: Checked) -> InputError:
    """A clash with another data set is told at the place where the record stands."""
    return InputError(
        [replace(problem, place=checked.places.get(problem.record, problem.place)) for problem in error.problems]
    )
