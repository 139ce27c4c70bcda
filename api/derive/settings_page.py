"""The page of the settings for operators: a chapter from each class of api/settings.py."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from practice_atlas.api.derive.marks import MARK
from practice_atlas.api.settings import CHAPTERS, PREFIX

_INTRODUCTION: Final = f"""# Settings of the service

<!-- {MARK} -->

Every setting is an environment variable. An empty one counts as not set; options of `practice-atlas serve` go before
the environment; a value that cannot be is refused at the start, with the variable's name. Lists are written with
commas. Secrets are shown nowhere: not in logs, not by `practice-atlas doctor`, not in messages.
"""
_PLAIN: Final = {
    str: "text",
    bool: "`true` or `false`",
    int: "a whole number",
    float: "a number",
    Path: "a path",
    SecretStr: "a secret",
}


def settings_page() -> str:
    """`docs/settings.md`."""
    lines = [line for chapter in CHAPTERS for line in _chapter(chapter)]
    return "\n".join([_INTRODUCTION, *lines]).rstrip("\n") + "\n"


def _chapter(chapter: type[BaseModel]) -> Iterator[str]:
    yield f"## {chapter.__doc__}"
    yield ""
    yield "| variable | takes | default | meaning |"
    yield "|---|---|---|---|"
    for name, field in chapter.model_fields.items():
        takes, default = _takes(field.annotation), _default(field)
        yield f"| `{PREFIX}{name.upper()}` | {takes} | {default} | {field.description} |"
    yield ""


def _takes(kind: Any) -> str:
    if get_origin(kind) in (Union, UnionType):
        return _takes(next(item for item in get_args(kind) if item is not type(None)))
    if get_origin(kind) is tuple:
        return "a list"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ", ".join(f"`{item.value}`" for item in kind)
    return _PLAIN[kind]


def _default(field: FieldInfo) -> str:
    value = field.get_default()
    if field.is_required():
        return "a folder of your own"
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value.value if isinstance(value, Enum) else value}`"
