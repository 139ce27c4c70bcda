"""Checks evidence and waivers against the texts of their sources, as far as these are at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from practice_atlas.loaders.checked import Passage
from practice_atlas.loaders.checks.records import Records
from practice_atlas.loaders.evidence.copying import copied_sentence
from practice_atlas.loaders.evidence.find import Missed, find_passage
from practice_atlas.loaders.evidence.searchable import words
from practice_atlas.loaders.evidence.texts import SourceText, Unusable, text_of
from practice_atlas.ontology.model import Evidence, Source, Waiver
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.progress import Progress

_MOST_WORDS: Final = 8


class EvidenceCheck:
    """Finds every passage; `passages` fills while the problems are taken."""

    def __init__(self, records: Records, folders: Sequence[Path], progress: Progress) -> None:
        self._records = records
        self._folders = folders
        self._progress = progress
        self.passages: dict[str, Passage] = {}

    def problems(self) -> Iterator[Problem]:
        """Texts that cannot be used, anchors that copy too much, and passages that are not found once."""
        texts: dict[str, SourceText] = {}
        for source in self._records.every(Source):
            text = text_of(source, self._folders)
            if isinstance(text, Unusable):
                yield self._records.problem(source, text.field, text.rule, text.message, text.fix)
            elif text is not None:
                texts[source.id] = text
        yield from self._anchors(texts)

    def _anchors(self, texts: Mapping[str, SourceText]) -> Iterator[Problem]:
        anchored: list[Evidence | Waiver] = [*self._records.every(Evidence), *self._records.every(Waiver)]
        for done, record in enumerate(anchored, start=1):
            yield from self._lengths(record)
            source = texts.get(record.source)
            if source is not None:
                yield from self._place(record, source)
            if done % 1000 == 0 or done == len(anchored):
                self._progress("Finding evidence", done, len(anchored))

    def _lengths(self, record: Evidence | Waiver) -> Iterator[Problem]:
        for field, anchor in (("starts", record.starts), ("ends", record.ends)):
            count = len(anchor.split())  # an upper bound that is quick to have
            if count > _MOST_WORDS and (count := len(words(anchor))) > _MOST_WORDS:
                message = f"{count} words of the source; at most {_MOST_WORDS} are copied at each end"
                fix = "Take the fewest words that are found once; two are often enough."
                yield self._records.problem(record, field, "evidence.copied", message, fix)

    def _place(self, record: Evidence | Waiver, source: SourceText) -> Iterator[Problem]:
        found = find_passage(source.text, record)
        if isinstance(found, Missed):
            yield self._records.problem(record, found.field, found.rule, found.message, found.fix)
            return
        if isinstance(record, Evidence):
            self.passages[record.id] = found.passage(source.text)
            if copied_sentence(found, source):
                message = "the anchors copy a short sentence whole; sources are pointed at, not copied"
                yield self._records.problem(record, "starts", "evidence.copied", message, "Take fewer words.")
