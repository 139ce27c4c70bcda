"""Typst, given a folder without files to read, no packages, and no fonts but ours: equal data give equal bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

#: Noto in Latin, Greek, Cyrillic and Arabic, and its signs: see SOURCE.md there.
FONTS: Final = Path(__file__).parent / "brief" / "fonts"


def typeset(template: bytes, told: Mapping[str, str], timestamp: datetime | None = None, **form: Any) -> bytes:
    """What a template makes of texts, which reach it as data and are never read as markup. `form` is Typst's, for
    example `format="pdf"`. Raises typst.TypstError, and TypeError where it is more than one file.
    """
    with TemporaryDirectory(prefix="practice-atlas-typeset-") as empty:
        compiler = typst.Compiler(
            template, root=empty, font_paths=_fonts(), ignore_system_fonts=True, package_path=empty,
            package_cache_path=empty, sys_inputs=dict(told),
        )  # fmt: skip
        made = compiler.compile(timestamp=timestamp, **form)
    if not isinstance(made, bytes):
        raise TypeError("Typst made something else than one file")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
