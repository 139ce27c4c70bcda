"""Types rows into a workbook with LibreOffice, as a person would. Run by the system's Python, which has `uno`.

Usage: fill.py WORKBOOK ROWS.json TARGET, where ROWS.json holds {sheet: [[text, …], …]} for the rows below the help.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 90
FIRST_ROW = 2  # below the headings and the help


def main(workbook: Path, rows: Path, target: Path) -> None:
    """Opens, types, saves under another name, and stops LibreOffice."""
    with TemporaryDirectory() as profile:
        pipe = f"fill{time.time_ns()}"
        office = subprocess.Popen(
            [
                "soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}",
                f"--accept=pipe,name={pipe};urp;",
            ]
        )  # fmt: skip
        try:
            desktop = connect(pipe)
            document = desktop.loadComponentFromURL(workbook.as_uri(), "_blank", 0, (flag("Hidden", True),))
            type_rows(document, json.loads(rows.read_text(encoding="utf-8")))
            document.storeToURL(target.as_uri(), (flag("FilterName", "Calc MS Excel 2007 XML"),))
            document.close(True)
            desktop.terminate()
            office.wait(PATIENCE)
        finally:
            office.kill()


def type_rows(document: Any, rows: dict[str, list[list[str]]]) -> None:
    """Sets the formula of each cell, which is what typing does: numbers become numbers, text stays text."""
    for name, lines in rows.items():
        sheet = document.Sheets.getByName(name)
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                if text:
                    sheet.getCellByPosition(column, FIRST_ROW + number).setFormula(text)


def connect(pipe: str) -> Any:
    """The running LibreOffice, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def flag(name: str, value: object) -> Any:
    """A named value for LibreOffice."""
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


if __name__ == "__main__":
    main(*(Path(argument).absolute() for argument in sys.argv[1:4]))
