"""Text files: size, encoding and line ends, before anything tries to understand them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from practice_atlas.ontology.problems import Place, Problem

#: The largest text file that is read. A table of 100,000 learning flows has about 20 MB.
LARGEST: Final = 100 * 1024 * 1024

_BOMS_OF_OTHERS: Final = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"\x00\x00\xfe\xff", "UTF-32"))
_SAVE: Final = "Save it as UTF-8 (in a text editor: Save as, encoding UTF-8; in a spreadsheet: CSV UTF-8)."


def read_text(path: Path, name: str) -> str | Problem:
    """The file's text with line ends as `\\n` and without byte order mark, or what keeps it from being read."""
    size = path.stat().st_size
    if size > LARGEST:
        return Problem(
            Place(name),
            "file.size",
            f"the file has {size / 1024**2:.0f} MB; at most {LARGEST / 1024**2:.0f} MB are read",
            "Split the data set in two, each with its own description.",
        )
    data = path.read_bytes()
    if not data.strip():
        return Problem(Place(name), "file.empty", "the file is empty", "Fill it in, or remove the file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _encoding_problem(name, data, error)
    return line_ends(text)


def line_ends(text: str) -> str:
    """The text with every line end as `\\n`, whichever system wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _encoding_problem(name: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    for bom, encoding in _BOMS_OF_OTHERS:
        if data.startswith(bom):
            return Problem(Place(name, line=1), "file.encoding", f"the file is in {encoding}, not in UTF-8", _SAVE)
    line = data[: error.start].count(b"\n") + 1
    message = f"the byte {data[error.start]:#04x} is not UTF-8; the file is probably in Windows-1252 or Latin-1"
    return Problem(Place(name, line=line), "file.encoding", message, _SAVE)
