"""What people type into the fields of a form, as values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from fastapi import Query

from practice_atlas.api.parameters import LONGEST_NAME
from practice_atlas.ontology.errors import QuestionError

Text = Annotated[str, Query(max_length=LONGEST_NAME)]
Texts = Annotated[list[Text] | None, Query(max_length=50)]


def filled(texts: Iterable[str] | None) -> tuple[str, ...]:
    """What is not empty, once each, without spaces around it."""
    return tuple(dict.fromkeys(text.strip() for text in texts or () if text.strip()))


def whole_number(parameter: str, text: str, least: int, most: int) -> int:
    """A whole number, with or without spaces or commas between its digits. Raises QuestionError."""
    digits = re.sub(r"(?<=\d)[\s,.'’](?=\d{3}\b)", "", text)
    if not re.fullmatch(r"\d{1,12}", digits) or not least <= int(digits) <= most:
        fix = f"Write a whole number from {least} to {most:,}."
        raise QuestionError(parameter, f"{text[:80]!r} cannot be taken", fix=fix)
    return int(digits)
