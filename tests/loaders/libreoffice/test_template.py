"""The template, filled in with a real LibreOffice, loads."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from practice_atlas.loaders import read_dataset, write_template
from practice_atlas.ontology.model import City, LearningFlow

FILL = Path(__file__).with_name("fill.py")

ROWS: dict[str, list[dict[str, str]]] = {
    "dataset": [{"id": "typed", "title": "Typed by hand", "publisher": "Somebody", "licence": "CC-BY-4.0",
                 "language": "en", "version": "1"}],
    "sources": [{"id": "source:paper", "title": "A paper", "published": "2024-01"}],
    "evidence": [{"id": "evidence:one", "source": "source:paper", "starts": "Saida told", "ends": "in spring",
                  "says": "Saida told Fes of its council."}],
    "practices": [{"id": "practice:council", "name": "Youth council"}],
    "cities": [
        {"id": "city:saida-lb", "name": "Saida", "names": "صيدا@ar; Saïda@fr", "country": "country:lb",
         "latitude": "33.55", "longitude": "35.37", "population": "163554"},
        {"id": "city:fes-ma", "name": "Fes", "country": "country:ma"},
    ],
    "flows": [{"id": "flow:one", "learner": "Fes", "teacher": "صيدا", "practice": "Youth council",
               "flow_kind": "inspired", "evidence": "evidence:one", "when": "[2024-03..2024-05]"}],
}  # fmt: skip


def by_columns(template: Path) -> dict[str, list[list[str]]]:
    """The rows in the order of the template's own headings."""
    workbook = load_workbook(template)
    laid: dict[str, list[list[str]]] = {}
    for sheet, rows in ROWS.items():
        headings: list[Any] = [cell.value for cell in workbook[sheet][1]]
        laid[sheet] = [[row.get(heading, "") for heading in headings] for row in rows]
    return laid


def test_a_template_filled_in_libreoffice_loads(tmp_path: Path) -> None:
    template, rows, filled = tmp_path / "template.xlsx", tmp_path / "rows.json", tmp_path / "filled.xlsx"
    write_template(template, "xlsx")
    rows.write_text(json.dumps(by_columns(template)), encoding="utf-8")

    command = ["/usr/bin/python3", str(FILL), str(template), str(rows), str(filled)]
    subprocess.run(command, check=True, timeout=240, capture_output=True)
    checked = read_dataset(filled)

    assert [str(problem) for problem in checked.problems] == []
    assert checked.dataset is not None
    assert [city.name for city in checked.dataset.every(City)] == ["Saida", "Fes"]
    (flow,) = checked.dataset.every(LearningFlow)
    assert (flow.teacher, flow.learner) == ("city:saida-lb", "city:fes-ma")
    assert flow.when is not None
    assert flow.when.text == "[2024-03..2024-05]"
    assert next(checked.dataset.every(City)).population == 163554
