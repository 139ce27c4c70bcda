"""The texts of the sources that are at hand. They are read from a folder of sources and from nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from practice_atlas.loaders.evidence.searchable import SearchableText
from practice_atlas.loaders.evidence.sentences import Sentence, sentences_of
from practice_atlas.ontology.model import Source

#: A book has about 1 MB.
LARGEST: Final = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one source, ready to be searched."""

    text: SearchableText
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a text cannot be used: the source's field, the rule, and what to say."""

    field: str
    rule: str
    message: str
    fix: str


def text_of(source: Source, folders: Sequence[Path]) -> SourceText | Unusable | None:
    """The source's text from the first folder that has it; None if it is not at hand."""
    if source.file is None:
        return None
    if "/" in source.file or "\\" in source.file or source.file in (".", ".."):
        fix = "Write the name alone; the text is looked for in the folder of sources."
        return Unusable("file", "source.file", f"{source.file!r} is a path, not the name of a file", fix)
    for folder in folders:
        path = folder / source.file
        if path.is_file():
            if not path.resolve().is_relative_to(folder.resolve()):
                fix = "Put the file itself into the folder of sources."
                return Unusable("file", "source.file", f"{source.file!r} leads out of the folder of sources", fix)
            return _read(path, source)
    return None


def _read(path: Path, source: Source) -> SourceText | Unusable:
    if path.stat().st_size > LARGEST:
        message = f"the text has more than {LARGEST // 1024**2} MB"
        return Unusable("file", "file.size", message, "Keep the text alone, without pictures.")
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if source.sha256 is not None and digest != source.sha256:
        message = f"the text at hand is another than the one recorded: its SHA-256 is {digest}"
        fix = "Get the text that the curator used or, if the evidence was made for this one, correct sha256."
        return Unusable("sha256", "source.hash", message, fix)
    try:
        original = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"line {line} of the text is not UTF-8"
        return Unusable("file", "file.encoding", message, "Save the text as UTF-8.")
    text = SearchableText.of(original)
    return SourceText(text, tuple(sentences_of(text)))
