"""Lists as tables for spreadsheets: names beside identifiers, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from fastapi import Response
from openpyxl import Workbook

from practice_atlas.graph.exports.cells import harmless, text_cell
from practice_atlas.graph.questions.answers import ListAnswer, PagedAnswer, Row
from practice_atlas.graph.questions.rows import columns_of
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.links import reference_fields
from practice_atlas.ontology.model import BY_KIND, Record
from practice_atlas.visualisations import wording

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | float
Table = list[list[Cell]]


def with_tables(responses: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """The description of a route's answers, with the tables that it also gives."""
    tables = {media.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for media in (CSV, XLSX)}
    responses[200]["content"] |= tables
    return responses


def as_table(answer: ListAnswer, form: str, kind: str, fields: Sequence[str] = ()) -> Response:
    """The rows of a kind as a file to download: `form` is csv or xlsx; with `fields` only these columns."""
    model = BY_KIND[kind]
    table = list(_table(answer, [name for name in columns_of(model) if not fields or name in fields], model))
    return as_file(answer, form, table, model.table)


def as_file(answer: PagedAnswer, form: str, table: Table, name: str) -> Response:
    """Rows, the first of which are headings, as a file to download: `form` is csv or xlsx."""
    return _as_csv(answer, table, name) if form == "csv" else _as_xlsx(answer, table, name)


def _as_csv(answer: PagedAnswer, table: Table, name: str) -> Response:
    """The rows as CSV: UTF-8 with a byte order mark, so that Excel reads Arabic, and formulas quoted."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in table)
    return _download(("\ufeff" + file.getvalue()).encode(), CSV, f"{name}.csv", answer)


def _as_xlsx(answer: PagedAnswer, table: Table, name: str) -> Response:
    """The rows as a workbook, with a sheet that says of which revision they are; every text is text, none a formula."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(table):
        sheet.append([text_cell(sheet, cell, bold=number == 0) if isinstance(cell, str) else cell for cell in row])
    about = workbook.create_sheet("about")
    for fact, value in (
        ("revision", answer.revision),
        ("as of", str(answer.as_of or "")),
        ("rows in all", answer.total),
    ):
        about.append([text_cell(about, fact), text_cell(about, str(value))])
    file = io.BytesIO()
    workbook.save(file)
    return _download(file.getvalue(), XLSX, f"{name}.xlsx", answer)


def _table(answer: ListAnswer, columns: Sequence[str], model: type[Record]) -> Iterator[list[Cell]]:
    """Headings, then the rows; the same columns on every page."""
    references = {shape.name for shape in reference_fields(model)}
    details = [name for name in columns if name not in references]
    things = [name for name in columns if name in references]
    counts = list(dict.fromkeys(name for row in answer.rows for name in row.counts))
    ends = [heading for name in things for heading in (name, f"{name} id")]
    headings = ("name", "id", "country", "known by", "how sure", *details, *ends, *counts, "evidence")
    yield [heading.replace("_", " ") for heading in headings]
    for row in answer.rows:
        yield [
            *_own(row),
            *("" if row.details.get(name) is None else row.details[name] or 0 for name in details),
            *_named(row, things),
            *(row.counts[name] for name in counts),
            "; ".join(row.evidence),
        ]


def _own(row: Row) -> list[Cell]:
    country = country_name(row.thing.country) if row.thing.country else ""
    sure = wording.how_sure(row.grade) if row.grade else ""
    return [row.thing.name, row.thing.id, country, row.known_by or "", sure]


def _named(row: Row, fields: Sequence[str]) -> Iterator[Cell]:
    for field in fields:
        named = row.things.get(field, ())
        yield "; ".join(thing.name for thing in named)
        yield "; ".join(thing.id for thing in named)


def _download(content: bytes, media: str, file: str, answer: PagedAnswer) -> Response:
    """As a file; headers say how many rows there are in all, and where to go on."""
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "X-Total-Count": str(answer.total)}
    if answer.next:
        headers["X-Next"] = answer.next
    return Response(content, media_type=media, headers=headers)
