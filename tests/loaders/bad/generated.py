"""Bad inputs that are too large or too binary to be kept: they are made when the tests run."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from practice_atlas.loaders import write_template
from tests.loaders.bad.workbooks import CITIES, book, repack

_MEGABYTE: Final = 1024 * 1024
_DESCRIPTION: Final = 'id: bad\ntitle: A data set\npublisher: Practice Atlas\nlicence: CC0-1.0\nversion: "1"\n'
_DOCTYPE: Final = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>'

Build = Callable[[Path], Path]


def _folder(where: Path, cities: bytes) -> Path:
    where.mkdir()
    (where / "dataset.yaml").write_text(_DESCRIPTION)
    (where / "cities.yaml").write_bytes(cities)
    return where


def yaml_huge(where: Path) -> Path:
    """A file one megabyte over the limit."""
    folder = _folder(where, b"")
    with (folder / "cities.yaml").open("wb") as file:
        file.truncate(101 * _MEGABYTE)
    return folder


def yaml_deep_flow(where: Path) -> Path:
    """100,000 brackets."""
    return _folder(where, b"[" * 100_000)


def yaml_deep_block(where: Path) -> Path:
    """A thousand lists inside one another, on lines."""
    return _folder(where, b"".join(b"%s- a:\n" % (b"  " * level) for level in range(1000)))


def yaml_deep_field(where: Path) -> Path:
    """Deep nesting inside a record, with a good one after it."""
    good = b"- id: city:fes-ma\n  name: Fes\n  country: country:ma\n"
    return _folder(where, b"- id: city:saida-lb\n  names: " + b"{a: " * 50_000 + b"\n" + good)


def yaml_one_line(where: Path) -> Path:
    """A list of six megabytes on one line, which cannot be cut into records."""
    return _folder(where, b"[" + b"{id: city:saida-lb, name: Saida}, " * 190_000 + b"]")


def xlsx_encrypted(where: Path) -> Path:
    """What a password makes of a workbook."""
    path = where.with_suffix(".xlsx")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le"))
    return path


def xls_old(where: Path) -> Path:
    """A workbook of before 2007."""
    path = where.with_suffix(".xls")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "Workbook".encode("utf-16-le"))
    return path


def xlsx_bomb(where: Path) -> Path:
    """120 MB of blanks in a sheet of 120 KB."""
    path = book(where.with_suffix(".xlsx"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package, package.open("xl/media/a.xml", "w") as part:
        for _ in range(120):
            part.write(b" " * _MEGABYTE)
    return path


def xlsx_many_parts(where: Path) -> Path:
    """Three thousand empty parts."""
    return repack(book(where.with_suffix(".xlsx")), {}, {f"xl/media/{n}.png": b"" for n in range(3000)})


def xlsx_macro(where: Path) -> Path:
    """A workbook that carries a program."""
    return repack(book(where.with_suffix(".xlsm")), {}, {"xl/vbaProject.bin": b"macro"})


def xlsx_external(where: Path) -> Path:
    """A workbook that takes values from another."""
    return repack(book(where.with_suffix(".xlsx")), {}, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def xlsx_entities(where: Path) -> Path:
    """Entities in the workbook's own part."""
    path = book(where.with_suffix(".xlsx"))
    return repack(path, {"xl/workbook.xml": lambda content: _DOCTYPE + content})


def xlsx_entities_hidden(where: Path) -> Path:
    """Entities behind a long comment."""
    path = book(where.with_suffix(".xlsx"))
    behind = b"<!--" + b" " * 9000 + b"-->" + _DOCTYPE
    return repack(path, {"xl/worksheets/sheet2.xml": lambda content: behind + content})


def xlsx_truncated(where: Path) -> Path:
    """The first half of a download."""
    path = book(where.with_suffix(".xlsx"))
    path.write_bytes(path.read_bytes()[:2000])
    return path


def xlsx_damaged(where: Path) -> Path:
    """A sheet that is not XML."""
    path = book(where.with_suffix(".xlsx"))
    return repack(path, {"xl/worksheets/sheet2.xml": lambda content: content[: len(content) // 2]})


def xlsx_without_relations(where: Path) -> Path:
    """A package whose parts do not know of each other."""
    path = book(where.with_suffix(".xlsx"))
    return repack(path, {"xl/_rels/workbook.xml.rels": lambda _: b"<Relationships/>"})


def package_of_another_kind(where: Path) -> Path:
    """A zip file that is no workbook."""
    path = where.with_suffix(".ods")
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return path


def text_named_xlsx(where: Path) -> Path:
    """CSV with the wrong name."""
    path = where.with_suffix(".xlsx")
    path.write_text("id,name\n")
    return path


def xlsx_merged(where: Path) -> Path:
    """The country of two cities in one merged cell."""
    rows = (*CITIES, ("city:tyre-lb", "Tyre", None))
    return book(where.with_suffix(".xlsx"), {"cities": rows}, lambda workbook: workbook["cities"].merge_cells("C2:C3"))


def xlsx_formulas(where: Path) -> Path:
    """Formulas in the identifier, the name and the evidence."""
    rows = (CITIES[0], ("city:saida-lb", "=UPPER(A2)", "Lebanon"), ('="city:"&B3', "Fes", "ma"))
    meetings = (
        ("id", "name", "engagement_kind", "held_in", "evidence"),
        ("engagement:one", "A meeting", "meeting", "city:fes-ma", "=evidence!A2"),
    )
    return book(where.with_suffix(".xlsx"), {"cities": rows, "engagements": meetings})


def xlsx_hidden_sheet(where: Path) -> Path:
    """A hidden sheet with a record that is wrong as well."""

    def hide(workbook: Workbook) -> None:
        workbook["themes"].sheet_state = "veryHidden"

    return book(where.with_suffix(".xlsx"), {"themes": (("id", "name"), ("theme:Youth", "Youth"))}, hide)


def xlsx_dates(where: Path) -> Path:
    """Dates that Excel made of what was typed: a number, a month, a time, one in a text field, and one beyond."""
    heading = ("id", "title", "published", "retrieved", "licence")
    rows: list[tuple[Any, ...]] = [
        heading,
        ("source:number", "A number", 45308, 2024, "CC0-1.0"),
        ("source:month", "A month", date(2024, 1, 1), date(2024, 1, 17), "CC0-1.0"),
        ("source:time", "A time", datetime(2024, 1, 17, 10, 30), "2024-01", date(2024, 1, 17)),
        ("source:beyond", "Beyond", 99_999_999, 2024.5, "CC0-1.0"),
    ]

    def formats(workbook: Workbook) -> None:
        workbook["sources"]["C3"].number_format = "mmm yyyy"
        workbook["sources"]["D3"].number_format = 'dd"." mm yyyy'
        workbook["sources"]["C5"].number_format = "yyyy-mm-dd"

    return book(where.with_suffix(".xlsx"), {"sources": rows}, formats)


def xlsx_kinds_of_cells(where: Path) -> Path:
    """An error, a truth value, and numbers where text belongs."""
    rows = (
        ("id", "name", "country", "population", "note"),
        ("city:saida-lb", "#REF!", "Lebanon", 200000, 12),
        ("city:fes-ma", True, "Morocco", 12.5, 0.5),
    )
    return book(where.with_suffix(".xlsx"), {"cities": rows})


def xlsx_unknown_sheets(where: Path) -> Path:
    """Sheets that are no tables."""
    return book(where.with_suffix(".xlsx"), {"citys": (("id",),), "Sheet1": ()})


def xlsx_headings(where: Path) -> Path:
    """Headings that are missing, unknown, repeated and blank."""
    rows = (("id", "contry", "Country", "country", None), ("city:saida-lb", "x", "Lebanon", "Libya", "stray"))
    return book(where.with_suffix(".xlsx"), {"cities": rows, "themes": ((None, None), ("theme:youth", "Youth"))})


def xlsx_far_row(where: Path) -> Path:
    """A stray cell at the end of the sheet."""
    return book(where.with_suffix(".xlsx"), None, lambda workbook: workbook["cities"].cell(1_048_576, 1, "stray"))


def xlsx_wrong_size(where: Path) -> Path:
    """A sheet that says it has one cell; what stands beyond is read and is wrong."""
    path = book(where.with_suffix(".xlsx"), {"cities": (*CITIES, ("city:tyre-lb", "Tyre", "Lebbanon"))})

    def shrink(content: bytes) -> bytes:
        return content.replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1:A1"')

    return repack(path, {"xl/worksheets/sheet2.xml": shrink})


def xlsx_unfilled(where: Path) -> Path:
    """A template as it was handed out."""
    path = where.with_suffix(".xlsx")
    write_template(path, "xlsx")
    return path


GENERATED: Final[dict[str, Build]] = {
    build.__name__.replace("_", "-"): build
    for build in (
        yaml_huge, yaml_deep_flow, yaml_deep_block, yaml_deep_field, yaml_one_line, xlsx_encrypted, xls_old, xlsx_bomb,
        xlsx_many_parts, xlsx_macro, xlsx_external, xlsx_entities, xlsx_entities_hidden, xlsx_truncated, xlsx_damaged,
        xlsx_without_relations, package_of_another_kind, text_named_xlsx, xlsx_merged, xlsx_formulas, xlsx_hidden_sheet,
        xlsx_dates, xlsx_kinds_of_cells, xlsx_unknown_sheets, xlsx_headings, xlsx_far_row, xlsx_wrong_size,
        xlsx_unfilled,
    )
}  # fmt: skip
