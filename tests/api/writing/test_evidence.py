"""Evidence of what is sent is looked for in the texts that the operator keeps, and only there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.ontology.dataset import Dataset
from tests.api.client import serving
from tests.api.writing.editing import Editing, document
from tests.support.sample import INFO, records

CHECK = "/v1/datasets/check"


def dataset(starts: str = "Three cities", file: str = "report.txt") -> Dataset:
    """A city, a source and a passage in it."""
    return Dataset.of(
        INFO,
        records(
            {"id": "source:report", "title": "A report", "file": file, "published": "2024"},
            {
                "id": "evidence:a",
                "source": "source:report",
                "starts": starts,
                "ends": "their work",
                "says": "They met.",
            },
            {"id": "city:a", "name": "A", "country": "country:lb", "evidence": ["evidence:a"]},
        ),
    )


@pytest.fixture
def editor(settings: Settings, tmp_path: Path) -> Iterator[Editing]:
    """An editor of a service that keeps a text."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "report.txt").write_text("In May three cities told the others of their work, at length.\n")
    (tmp_path / "secret.txt").write_text("three cities and their work\n")
    with serving(settings.model_copy(update={"sources": sources})) as client:
        yield Editing(client)


def test_evidence_is_found_or_a_problem(editor: Editing) -> None:
    found = editor.send("POST", CHECK, document(dataset()))
    missed = editor.send("POST", CHECK, document(dataset("Four cities")))
    unasked = editor.send("POST", f"{CHECK}?evidence=false", document(dataset("Four cities")))

    assert (found.status_code, found.json()["evidence_found"]) == (200, 1)
    assert (missed.status_code, unasked.status_code) == (422, 200)
    assert missed.json()["problems"][0]["rule"].startswith("evidence.")


def test_a_record_keeps_its_passage_when_another_changes(editor: Editing) -> None:
    assert editor.load(dataset()).status_code == 200
    path = f"/v1/datasets/{INFO.id}/records"

    changed = editor.send("PUT", f"{path}/city:a", {"name": "Á", "country": "country:lb", "evidence": ["evidence:a"]})
    missed = editor.send(
        "PUT", f"{path}/evidence:a", {"source": "source:report", "starts": "Four", "ends": "work", "says": "x"}
    )

    assert changed.json()["changed"] == ["city:a"]
    assert (missed.status_code, missed.json()["problems"][0]["record"]) == (422, "evidence:a")


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/passwd", ".."])
def test_no_other_file_is_looked_into(editor: Editing, file: str) -> None:
    refused = editor.send("POST", CHECK, document(dataset(file=file)))

    assert refused.status_code == 422
    assert {item["rule"] for item in refused.json()["problems"]} & {"source.file", "text.form"}


def test_wanting_evidence_without_texts_is_told(settings: Settings) -> None:
    with serving(settings) as client:
        refused = Editing(client).send("POST", f"{CHECK}?evidence=true", document(dataset()))

    assert (refused.status_code, refused.json()["parameter"]) == (422, "evidence")
