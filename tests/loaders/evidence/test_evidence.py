"""Evidence against the texts at hand, and what of them nobody cites."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from practice_atlas.loaders import Checked, coverage, read_dataset
from practice_atlas.loaders.evidence import texts
from tests.loaders.small import CITED, CITIES, check, rules, write

REPORT = """A Report

In March, the cities met in Saida, and mayors took part. They spoke of youth councils. Nobody noted the hour.
The end
"""
SOURCE = "- {id: source:report, title: A report, file: report.txt}\n"
NEED = "- {id: intention:one, intention_kind: need, actor: Saida, summary: Time., evidence: [evidence:one]}\n"


def _write(folder: Path, **tables: str) -> Path:
    return write(folder, {"cities": CITIES, **CITED, "intentions": NEED, **tables})


def _evidence(starts: str, ends: str) -> str:
    return f"- {{id: evidence:one, source: source:report, starts: '{starts}', ends: '{ends}', says: So it was.}}\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT)
    return folder


def test_passages_are_offsets_into_the_text(tmp_path: Path, sources: Path) -> None:
    checked = read_dataset(_write(tmp_path / "data"), sources=sources)

    assert checked.problems == ()
    passage = checked.passages["evidence:one"]
    said = REPORT[passage.start : passage.end]
    assert said == "In March, the cities met in Saida, and mayors took part"
    assert passage.sha256 == hashlib.sha256(said.encode()).hexdigest()


def test_texts_beside_the_data_set_are_found(tmp_path: Path, sources: Path) -> None:
    folder = _write(tmp_path / "data")
    sources.rename(folder / "sources")

    assert list(read_dataset(folder).passages) == ["evidence:one"]


def test_without_the_text_nothing_is_said_of_passages(tmp_path: Path) -> None:
    checked = read_dataset(_write(tmp_path / "data"), sources=tmp_path / "nowhere")

    assert (checked.problems, dict(checked.passages)) == ((), {})


@pytest.mark.parametrize(
    ("starts", "ends", "refused"),
    [
        ("They spoke of", "youth councils", True),
        ("They spoke", "youth councils", False),
        ("They spoke of youth councils", "councils", True),
        ("They spoke", "councils", False),
        ("They spoke", "hour", False),
        ("In March", "youth councils", False),
        ("A Report", "Report", False),
    ],
)
def test_short_sentences_are_not_copied_whole(
    starts: str, ends: str, refused: bool, tmp_path: Path, sources: Path
) -> None:
    checked = read_dataset(_write(tmp_path / "data", evidence=_evidence(starts, ends)), sources=sources)

    assert rules(checked) == (["evidence.copied"] if refused else [])


def test_a_link_out_of_the_folder_of_sources_is_not_followed(tmp_path: Path, sources: Path) -> None:
    (tmp_path / "secret.txt").write_text(REPORT)
    (sources / "report.txt").unlink()
    (sources / "report.txt").symlink_to(tmp_path / "secret.txt")

    checked = read_dataset(_write(tmp_path / "data"), sources=sources)

    assert rules(checked) == ["source.file"]


def test_a_text_that_is_too_large_is_not_read(tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LARGEST", 10)

    assert rules(read_dataset(_write(tmp_path / "data"), sources=sources)) == ["file.size"]


def _checked(tmp_path: Path, sources: Path, waivers: str = "") -> Checked:
    more = {"waivers": waivers} if waivers else {}
    return read_dataset(_write(tmp_path / "data", **more), sources=sources)


def test_coverage_lists_what_nobody_cites_or_waives(tmp_path: Path, sources: Path) -> None:
    waivers = """
- {id: waiver:title, source: source:report, starts: A Report, ends: Report, reason: A heading.}
- {id: waiver:end, source: source:report, starts: The end, ends: end, reason: A heading.}
"""
    dataset = _checked(tmp_path, sources, waivers).dataset
    assert dataset is not None

    found = coverage(dataset, sources)

    assert [(passage.line, passage.text) for passage in found.uncovered] == [
        (3, "They spoke of youth councils."), (3, "Nobody noted the hour."),
    ]  # fmt: skip
    assert not found.complete
    (source,) = found.sources
    assert (source.sentences, source.cited, source.waived, source.file) == (5, 1, 2, "report.txt")
    first = found.uncovered[0]
    assert REPORT[first.start : first.end].strip() == first.text


def test_evidence_and_a_waiver_cover_a_sentence_together(tmp_path: Path, sources: Path) -> None:
    (sources / "report.txt").write_text("In March mayors took part as well as many and several other people did.")
    waivers = "- {id: waiver:rest, source: source:report, starts: as well, ends: and several, reason: Chatter.}\n"
    dataset = _checked(tmp_path, sources, waivers).dataset
    assert dataset is not None

    assert coverage(dataset, sources).complete


def test_sources_without_a_text_are_absent(tmp_path: Path, sources: Path) -> None:
    dataset = check(tmp_path / "data", cities=CITIES, sources=SOURCE + "- {id: source:web, title: Page}\n").dataset
    assert dataset is not None
    (sources / "report.txt").unlink()

    found = coverage(dataset, sources)

    assert found.absent == ("source:report", "source:web")
    assert found.complete
