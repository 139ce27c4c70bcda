"""Learning flows as a table with names beside the identifiers, as people expect it in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from practice_atlas.graph.exports.cells import harmless, text_cell
from practice_atlas.graph.snapshot import Snapshot
from practice_atlas.ontology.chronology import Chronology
from practice_atlas.ontology.grades import grade
from practice_atlas.ontology.model import LearningFlow
from practice_atlas.ontology.naming import called

HEADINGS: Final = (
    "teacher", "learner", "practice", "how far it went", "state", "when", "known by", "engagements", "led to",
    "how sure", "evidence", "teacher id", "learner id", "practice id", "flow id",
)  # fmt: skip


def write_csv(snapshot: Snapshot, path: Path) -> None:
    """Writes CSV (UTF-8 with a byte order mark, so that Excel reads Arabic), cells that look like formulas quoted."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows([harmless(cell) for cell in row] for row in _rows(snapshot))


def write_xlsx(snapshot: Snapshot, path: Path) -> None:
    """Writes an Excel workbook with the flows and a sheet about the export; every cell is text, none a formula."""
    with path.open("wb") as file:  # before the work, so that a path that cannot be written is told at once
        _workbook(snapshot).save(file)


def _workbook(snapshot: Snapshot) -> Workbook:
    workbook = Workbook(write_only=True)
    flows = workbook.create_sheet("learning flows")
    flows.freeze_panes = "A2"
    flows.append([text_cell(flows, heading, bold=True) for heading in HEADINGS])
    for row in _rows(snapshot):
        flows.append([text_cell(flows, text) for text in row])
    about = workbook.create_sheet("about")
    revision = snapshot.revision
    facts = (("revision", revision.number), ("content", revision.content), ("audience", snapshot.audience.value))
    for name, value in facts:
        about.append([text_cell(about, name), text_cell(about, str(value))])
    return workbook


def _rows(snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
    records = snapshot.records
    chronology = Chronology(records)
    for identifier in sorted(records):
        flow = records[identifier]
        if not isinstance(flow, LearningFlow):
            continue
        known_by = chronology.known_by(flow.id)
        support = grade(flow, flow.evidence, records)
        about = flow.practice or flow.theme
        yield (
            flow.unnamed_teacher or called(flow.teacher, records),
            flow.unnamed_learner or called(flow.learner, records),
            called(about, records),
            flow.flow_kind.label,
            flow.state.label,
            flow.when.text if flow.when else "",
            known_by.isoformat() if known_by else "",
            "; ".join(called(target, records) for target in flow.via),
            called(flow.led_to, records) if flow.led_to else "",
            f"{support.value}: {support.label}" if support else "",
            "; ".join(flow.evidence),
            flow.teacher or "",
            flow.learner or "",
            about or "",
            flow.id,
        )
