"""Kinds of text that fields hold: cleaned, bounded, and safe to keep."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Final

from babel.core import Locale, UnknownLocaleError
from pydantic import AfterValidator, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from practice_atlas.ontology.rules import broken

#: Characters that change how the text around them reads (bidirectional controls) or that no document means (controls).
_HARMFUL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LANGUAGE: Final = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def clean(text: str) -> str:
    """The text in composed form, without outer white space. Raises ValueError for hidden control characters."""
    found = _HARMFUL.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}"
        raise ValueError(f"holds the hidden character {code}; remove it and type the text anew")
    return unicodedata.normalize("NFC", text).strip()


@lru_cache(maxsize=1_024)
def known_language(code: str) -> str:
    """The language code, if CLDR knows it. Raises ValueError otherwise."""
    try:
        if not _LANGUAGE.match(code):
            raise UnknownLocaleError(code)
        Locale.parse(code.partition("-")[0])
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"{code!r} is not a language code; use for example en, fr or ar") from error
    return code


Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n\r]*$"), AfterValidator(clean)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(clean)]
Anchor = Annotated[str, StringConstraints(min_length=1, max_length=160), AfterValidator(clean)]
Language = Annotated[str, AfterValidator(known_language)]
WebAddress = Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]


@dataclass(frozen=True, slots=True)
class NameIn:
    """A name in a language, written `صيدا@ar`: the same notation in YAML, CSV and XLSX."""

    text: str
    language: str

    @classmethod
    def parse(cls, written: str) -> NameIn:
        """Reads `text@language`. Raises ValueError with the rule for anything else."""
        text, at, language = written.rpartition("@")
        if not at or not text.strip():
            raise ValueError(f"{written!r} does not say its language; write name@language, for example Saïda@fr")
        if len(text) > 300:
            raise ValueError("a name of more than 300 characters")
        return cls(clean(text), known_language(language.strip()))

    def __str__(self) -> str:
        return f"{self.text}@{self.language}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Lets models read and write names as text."""
        return core_schema.no_info_plain_validator_function(
            cls._accept,
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def _accept(cls, value: Any) -> NameIn:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise broken(
                "name.form", f"{value!r} is not text", "Write it as text, in quotation marks where YAML needs them."
            )
        try:
            return cls.parse(value)
        except ValueError as error:
            what, _, fix = str(error).partition(". ")
            raise broken("name.form", what, fix or "Mend or remove it.") from error

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        """In JSON Schema: text with a pattern."""
        return {"type": "string", "pattern": "^.+@[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "examples": ["صيدا@ar"]}
