"""Data sets as quads: one named graph for each source, and one for what each data set knows of its own.

A statement lies in the graph of every source that its evidence is in: so each graph is all that one source supports,
and their union, in which a repeated triple is one, is all that is known. What cites nothing (gazetteer data of cities,
themes, sources) lies in the graph of its data set. Evidence and waivers lie in the graph of their own source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from pyoxigraph import NamedNode, Quad, Triple

from practice_atlas.graph.rdf import description
from practice_atlas.graph.rdf.nodes import Fact, piece, thing
from practice_atlas.graph.rdf.statements import Narrator, Said
from practice_atlas.graph.rdf.tally import Tally
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.links import parts, targets
from practice_atlas.ontology.model import Evidence, Record, Waiver
from practice_atlas.ontology.vocabularies import Audience

#: Start and end, in characters, of evidence whose source's text was at hand, by identifier of the evidence.
Passages = Mapping[str, tuple[int, int]]
NO_PASSAGES: Passages = MappingProxyType({})


def quads(
    datasets: Dataset | Iterable[Dataset], *, audience: Audience = Audience.PUBLIC, passages: Passages = NO_PASSAGES
) -> Iterator[Quad]:
    """All that the audience may see, graph by graph: sources first, in each its records by identifier."""
    return Export(datasets, audience, passages).quads()


def triples(
    datasets: Dataset | Iterable[Dataset], *, audience: Audience = Audience.PUBLIC, passages: Passages = NO_PASSAGES
) -> Iterator[Triple]:
    """The union of the graphs, record by record. The rare triple that two records state comes twice."""
    return Export(datasets, audience, passages).triples()


class Export:
    """One export of some data sets for one audience. Keeps an index of records by graph, and no triples."""

    def __init__(self, datasets: Dataset | Iterable[Dataset], audience: Audience, passages: Passages) -> None:
        given = [datasets] if isinstance(datasets, Dataset) else list(datasets)
        self._all = visible(_merged(given), audience)
        self.datasets = sorted((self._open(dataset) for dataset in given), key=lambda dataset: dataset.info.id)
        self._narrator = Narrator(self._all, passages)

    def quads(self) -> Iterator[Quad]:
        """See the function of this name."""
        for graph, facts in self._graphs():
            yield from (Quad(*fact, graph) for fact in facts)

    def lines(self) -> Iterator[bytes]:
        """The same as lines of N-Quads, each with its end, without making quads first: a third of the time."""
        texts: dict[NamedNode, str] = {}
        for graph, facts in self._graphs():
            ending = f" {graph} .\n"
            subject, beginning = None, ""
            for node, predicate, value in facts:
                if node is not subject:
                    subject, beginning = node, f"{node} "
                said = texts.get(predicate) or texts.setdefault(predicate, f"{predicate} ")
                yield f"{beginning}{said}{value}{ending}".encode()

    def _graphs(self) -> Iterator[tuple[NamedNode, Iterable[Fact]]]:
        """The facts of each graph, a record at a time."""
        by_source = self._records_by_source()
        tally = Tally(self.datasets)
        for source in sorted(filter(None, by_source)):
            graph = source_graph(source)
            for facts in self._graph(source, by_source[source], tally):
                yield graph, facts
        for dataset in self.datasets:
            graph = dataset_graph(dataset)
            for facts in self._graph("", [key for key in by_source[""] if key in dataset.records], tally):
                yield graph, facts
            yield graph, self._description(dataset, tally.total(dataset))

    def triples(self) -> Iterator[Triple]:
        """See the function of this name."""
        tally = Tally(self.datasets)
        for dataset in self.datasets:
            for identifier in sorted(filter(tally.lacks, dataset.records)):
                facts = _grouped(self._narrator.tell(dataset.records[identifier]))
                tally.add(identifier, facts)
                yield from (Triple(*fact) for said in facts.values() for fact in said)
            yield from (Triple(*fact) for fact in self._description(dataset, tally.total(dataset)))

    def _graph(self, source: str, records: Iterable[str], tally: Tally) -> Iterator[Iterable[Fact]]:
        for identifier in sorted(records):
            record = self._all[identifier]
            told = list(self._narrator.tell(record))
            here = [said for said in told if source in self._sources(record, said.evidence)]
            facts = _grouped(here)
            if tally.lacks(identifier):
                tally.add(identifier, facts if len(here) == len(told) else _grouped(told))
            yield chain.from_iterable(facts.values())

    def _description(self, dataset: Dataset, triples: int) -> Iterator[Fact]:
        records = dataset.records.values()
        sources = sorted({source for record in records for source in self._sources_of(record) if source})
        yield from description.of_countries({country for record in records for country in _countries(record)})
        yield from description.of_schemes(dataset)
        yield from description.of_dataset(dataset.info)
        yield from description.of_graphs(
            dataset.info, {**{source_graph(source): source for source in sources}, dataset_graph(dataset): ""}
        )
        yield from description.of_counts(dataset, triples)

    def _records_by_source(self) -> dict[str, list[str]]:
        """Which records say something in the graph of each source; an empty text stands for the data sets' own."""
        found: dict[str, list[str]] = defaultdict(list)
        for record in self._all.values():
            for source in self._sources_of(record):
                found[source].append(record.id)
        return found

    def _open(self, dataset: Dataset) -> Dataset:
        """The data set as the audience may see it."""
        return Dataset.of(dataset.info, (self._all[key] for key in dataset.records if key in self._all))

    def _sources_of(self, record: Record) -> set[str]:
        found = set(self._sources(record, record.evidence))
        for _, _, part in parts(record):
            found.update(self._sources(record, part.evidence or record.evidence))
        return found

    def _sources(self, record: Record, evidence: Sequence[str]) -> Sequence[str]:
        """The sources whose graphs a statement lies in; an empty text stands for the data set's own."""
        if isinstance(record, Evidence | Waiver):
            return (record.source,)
        cited = (self._all.get(identifier) for identifier in evidence)
        return tuple({record.source for record in cited if isinstance(record, Evidence)}) or ("",)


def source_graph(source: str) -> NamedNode:
    """The graph of all that a source supports."""
    return piece(thing(source), "statements")


def dataset_graph(dataset: Dataset) -> NamedNode:
    """The graph of what a data set states without a source."""
    return piece(description.address(dataset.info), "statements")


def _merged(datasets: Iterable[Dataset]) -> dict[str, Record]:
    """All records. Where two data sets hold one identifier, the more closed record decides who may see it."""
    merged: dict[str, Record] = {}
    for dataset in datasets:
        for identifier, record in dataset.records.items():
            known = merged.get(identifier)
            if known is None or record.audience.level > known.audience.level:
                merged[identifier] = record
    return merged


def _grouped(told: Iterable[Said]) -> dict[NamedNode, dict[Fact, None]]:
    """Each fact once, the facts of a subject together, so that files are short and read well."""
    by_subject: dict[NamedNode, dict[Fact, None]] = {}
    for said in told:
        for fact in said.facts:
            by_subject.setdefault(fact[0], {})[fact] = None
    return by_subject


def _countries(record: Record) -> Iterator[str]:
    return (target for target in targets(record) if kind_of(target) == "country")
