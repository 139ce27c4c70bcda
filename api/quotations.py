"""The full text of sources, where an operator has it: for the quotation beside a piece of evidence."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.model import Evidence, Source


def source_text(reader: Reader, identifier: str, folder: Path | None) -> str | None:
    """The text that a piece of evidence lies in; None where it is not at hand or is not the text that was read.

    Raises UnknownEntityError.
    """
    evidence = reader.get(identifier).record
    if folder is None or not isinstance(evidence, Evidence):
        return None
    source = reader.get(evidence.source).record
    if not isinstance(source, Source) or not source.file or not source.sha256:
        return None
    return _text(folder / Path(source.file).name, source.sha256)


@lru_cache(maxsize=16)
def _text(file: Path, sha256: str) -> str | None:
    if not file.is_file():
        return None
    content = file.read_bytes()
    return content.decode("utf-8") if hashlib.sha256(content).hexdigest() == sha256 else None
