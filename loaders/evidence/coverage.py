"""Which passages of a source nobody cites: what a steward may have overlooked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from practice_atlas.loaders.evidence.find import Found, find_passage
from practice_atlas.loaders.evidence.sentences import Sentence
from practice_atlas.loaders.evidence.texts import SourceText, text_of
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.model import Evidence, Source, Waiver


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence of a source that neither evidence nor a waiver covers: its line, offsets and words."""

    source: str
    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """How many sentences of a source are cited, waived and neither."""

    source: str
    file: str
    sentences: int
    cited: int
    waived: int
    uncovered: tuple[Uncovered, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of all sources whose text is at hand; `absent` are the sources whose text is not."""

    sources: tuple[SourceCoverage, ...]
    absent: tuple[str, ...]

    @property
    def uncovered(self) -> tuple[Uncovered, ...]:
        """The uncovered sentences of all sources at hand."""
        return tuple(passage for source in self.sources for passage in source.uncovered)

    @property
    def complete(self) -> bool:
        """Whether every sentence of every source at hand is cited or waived."""
        return not self.uncovered


def coverage(dataset: Dataset, sources: Path) -> Coverage:
    """Compares the sources' texts in a folder with the evidence and waivers of a checked data set."""
    covered, absent = [], []
    for source in dataset.every(Source):
        text = text_of(source, (sources,))
        if isinstance(text, SourceText):
            covered.append(_of_source(source, text, dataset))
        else:
            absent.append(source.id)
    return Coverage(tuple(covered), tuple(absent))


def _of_source(source: Source, text: SourceText, dataset: Dataset) -> SourceCoverage:
    cited = _Mask(text, (record for record in dataset.every(Evidence) if record.source == source.id))
    waived = _Mask(text, (record for record in dataset.every(Waiver) if record.source == source.id))
    uncited = [sentence for sentence in text.sentences if not cited.covers(sentence)]
    missing = [sentence for sentence in uncited if not waived.covers(sentence) and not cited.covers(sentence, waived)]
    return SourceCoverage(
        source=source.id,
        file=source.file or "",
        sentences=len(text.sentences),
        cited=len(text.sentences) - len(uncited),
        waived=len(uncited) - len(missing),
        uncovered=tuple(
            Uncovered(source.id, sentence.line, sentence.start, sentence.end, sentence.text(text.text))
            for sentence in missing
        ),
    )


class _Mask:
    """The letters of a text that some passages cover."""

    def __init__(self, source: SourceText, records: Iterable[Evidence | Waiver]) -> None:
        self._covered = bytearray(len(source.text.letters))
        for record in records:
            found = find_passage(source.text, record)
            if isinstance(found, Found):
                self._covered[found.begin : found.end] = b"\x01" * (found.end - found.begin)

    def covers(self, sentence: Sentence, other: _Mask | None = None) -> bool:
        """Whether most letters of the sentence are covered, here or (if given) in the other mask."""
        stretch = slice(sentence.begin_letter, sentence.end_letter)
        letters: Sequence[int] = self._covered[stretch]
        if other is not None:
            letters = [mine or theirs for mine, theirs in zip(letters, other._covered[stretch], strict=True)]
        return 2 * sum(letters) > sentence.end_letter - sentence.begin_letter
