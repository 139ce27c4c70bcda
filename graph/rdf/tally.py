"""How many different triples the records of each data set give, counted while they are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf.nodes import Fact, thing
from practice_atlas.ontology.dataset import Dataset

#: The facts of each subject, each once.
Grouped = Mapping[NamedNode, Mapping[Fact, None]]


class Tally:
    """Counts the records of some data sets, each record once, however many graphs it is told in.

    Only what a record says of another thing (a membership: that a city is a member) can also be said by a third; those
    triples are kept to be counted once, the others are not.
    """

    def __init__(self, datasets: Sequence[Dataset]) -> None:
        self._datasets = datasets
        self._own = {dataset.info.id: 0 for dataset in datasets}
        self._of_others: dict[str, set[Fact]] = {dataset.info.id: set() for dataset in datasets}
        self._counted: set[str] = set()

    def lacks(self, identifier: str) -> bool:
        """Whether the record has not been counted yet."""
        return identifier not in self._counted

    def add(self, identifier: str, facts: Grouped) -> None:
        """Counts all that a record says, for each data set that holds it."""
        self._counted.add(identifier)
        start = thing(identifier).value
        for dataset in self._datasets:
            if identifier not in dataset.records:
                continue
            for subject, said in facts.items():
                if subject.value.startswith(start):
                    self._own[dataset.info.id] += len(said)
                else:
                    self._of_others[dataset.info.id].update(said)

    def total(self, dataset: Dataset) -> int:
        """The count so far."""
        return self._own[dataset.info.id] + len(self._of_others[dataset.info.id])
