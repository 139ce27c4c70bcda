"""The shipped data set beside the report's own text, which is not part of the project (`make test-shared`)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from practice_atlas.cli.main import app
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.projection import PassagePlace
from practice_atlas.graph.questions.entity import evidence
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.loaders import Checked, coverage, read_dataset
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.model import Evidence, Source, Waiver
from practice_atlas.ontology.model.base import Named
from tests.architecture.repository import ROOT, texts

pytestmark = pytest.mark.shared

DATASET: Final = ROOT / "datasets" / "strong-cities-mena"
SOURCES: Final = ROOT.parent / "shared" / "inputs"
REPORT: Final = "source:strong-cities-mena-impact"
#: From so many words in a row on, a text is the publisher's and no longer a way to say something.
COPIED: Final = 8

_MARKUP: Final = re.compile(r"<[^>]*>|\]\([^)]*\)")
_WORD: Final = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def checked() -> Checked:
    return read_dataset(DATASET, sources=SOURCES)


@pytest.fixture(scope="module")
def dataset(checked: Checked) -> Dataset:
    assert checked.problems == ()
    assert checked.dataset is not None
    return checked.dataset


@pytest.fixture(scope="module")
def report(dataset: Dataset) -> str:
    (source,) = (source for source in dataset.every(Source) if source.id == REPORT)
    return (SOURCES / str(source.file)).read_text(encoding="utf-8")


@cache
def words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_MARKUP.sub(" ", text).casefold()))


def stretches(text: str) -> Iterator[tuple[str, ...]]:
    """Every COPIED words in a row."""
    found = words(text)
    return (found[at : at + COPIED] for at in range(len(found) - COPIED + 1))


def test_the_command_finds_no_problem_and_nothing_uncovered() -> None:
    done = CliRunner().invoke(app, ["check", str(DATASET), "--sources", str(SOURCES), "--coverage", "--json"])
    told = json.loads(done.stdout)

    assert done.exit_code == 0
    assert told["problems"] == []
    assert told["coverage"]["complete"] is True
    assert told["counts"]["evidence"] > 100


def test_all_evidence_of_the_report_is_found_once(checked: Checked, dataset: Dataset) -> None:
    cited = {item.id for item in dataset.every(Evidence) if item.source == REPORT}

    assert set(checked.passages) >= cited
    assert len(cited) > 100


def test_every_sentence_is_cited_or_waived_with_a_reason(dataset: Dataset) -> None:
    found = coverage(dataset, SOURCES)
    (covered,) = found.sources

    assert covered.uncovered == ()
    assert covered.cited + covered.waived == covered.sentences
    assert covered.cited > covered.waived
    assert [waiver.id for waiver in dataset.every(Waiver) if len(waiver.reason.split()) < 2] == []


def test_anchors_are_short(dataset: Dataset) -> None:
    anchored: list[Evidence | Waiver] = [*dataset.every(Evidence), *dataset.every(Waiver)]
    long = [
        f"{record.id}: {anchor}"
        for record in anchored
        for anchor in (record.starts, record.ends, record.after or "")
        if len(words(anchor)) > COPIED
    ]

    assert len(anchored) > 100
    assert long == []


def test_no_sentence_of_the_report_stands_in_the_repository(dataset: Dataset, report: str) -> None:
    copied = set(stretches(report)) - set(_names(dataset))
    found = {
        f"{name}: {' '.join(stretch)}"
        for name, text in texts()
        for stretch in stretches(text)
        if stretch in copied
    }  # fmt: skip

    assert len(copied) > 1000
    assert sorted(found) == []


def _names(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    """What is a name, a heading or an anchor, and may therefore stand here in the report's own words."""
    for record in dataset.records.values():
        own = [
            getattr(record, field, None)
            for field in ("name", "title", "section", "size", "starts", "ends", "after", "value")
        ]
        other = [name.text for name in record.names] if isinstance(record, Named) else []
        for text in (*own, *other):
            if text and len(words(text)) <= 3 * COPIED:
                yield from stretches(text)


def test_the_quotation_shown_is_the_passage(checked: Checked, dataset: Dataset, report: str, tmp_path: Path) -> None:
    places = {key: PassagePlace(found.start, found.end, found.sha256) for key, found in checked.passages.items()}
    cited = [item for item in dataset.every(Evidence) if item.source == REPORT]
    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as engine:
        load(engine, dataset, passages=places)
        answers = {item.id: evidence(Reader(engine), item.id, source_text=report) for item in cited}

    quoted = {key: answer.quotation or "" for key, answer in answers.items()}
    assert [
        item.id
        for item in cited
        if not _letters(quoted[item.id]).startswith(_letters(item.starts))
        or not _letters(quoted[item.id]).endswith(_letters(item.ends))
    ] == []
    assert {key: hashlib.sha256(text.encode()).hexdigest() for key, text in quoted.items()} == {
        item.id: checked.passages[item.id].sha256 for item in cited
    }


def _letters(text: str) -> str:
    return "".join(words(text))
