"""Catalogues of translations: one `.po` file a language, with the English text as the key.

Read when a language is first spoken, and kept: some 100 ms. Nothing is compiled beforehand, so what a translator
changes in the file is what the service says after its next start.
"""

from __future__ import annotations

import io
import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from practice_atlas.visualisations.languages.language import Language

FOLDER: Final = Path(__file__).parent
#: Begins a line in the head of a catalogue that no native speaker has read: pages say so until the line is taken out.
DRAFT: Final = "Draft:"
#: French sets a space that does not break before these signs, and within its quotation marks.
_FRENCH: Final = re.compile(r" (?=[:;?!»])|(?<=«) ")


def path_of(language: Language) -> Path:
    """Where the catalogue of a language is; English needs none."""
    return FOLDER / f"{language.value}.po"


def catalogue(language: Language) -> Catalog:
    """The catalogue as its file says it. Raises PoFileError for a file that is none: a fault in this program."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language.value, abort_invalid=True)


class _Translations(GNUTranslations):
    """Finds a text that is only known with its plural too, as the name of a kind; not every Python 3.11 does."""

    def gettext(self, message: str) -> str:
        """See the standard library."""
        told = super().gettext(message)
        return told if told != message else self.ngettext(message, message, 1)


@cache
def translations(language: Language) -> NullTranslations:
    """What looks messages up; in English they are their own translation."""
    if language is Language.ENGLISH:
        return NullTranslations()
    written = catalogue(language)
    if language is Language.FRENCH:
        for message in written:
            if isinstance(message.string, str):
                message.string = _FRENCH.sub("\u00a0", message.string)
            elif message.string:
                message.string = tuple(_FRENCH.sub("\u00a0", text) for text in message.string)
    compiled = io.BytesIO()
    write_mo(compiled, written)
    compiled.seek(0)
    return _Translations(compiled)


@cache
def is_draft(language: Language) -> bool:
    """Whether the translation waits for a native speaker to read it."""
    return language is not Language.ENGLISH and DRAFT in catalogue(language).header_comment
