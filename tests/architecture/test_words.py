"""Interface texts say *learned from* and *how sure*; some words are never shown to people."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any, Final

import typer

from practice_atlas.cli.main import app
from practice_atlas.visualisations import messages
from tests.architecture.repository import files, name_of, python, tree

#: Put together here, so that nobody finds them by searching and takes this file for an interface.
_WORDS: Final = ("node", "edge", "vertex", "degree", "cypher", "caused", "stakeholder")
BANNED: Final = re.compile(rf"\b(?:{'|'.join(_WORDS)})(?:s|es)?\b", re.IGNORECASE)
#: The one sentence that may name what is not claimed.
DISCLAIMER: Final = "nothing here says that one thing caused another"
_SCRIPT: Final = re.compile(r"<(script|style)\b.*?</\1>|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"""\b(?:aria-label|title|alt|placeholder|content)=("[^"]*"|'[^']*')""")
_TAG: Final = re.compile(r"<[^>]*>", re.DOTALL)


def _violations(shown: Iterator[tuple[str, str]]) -> list[str]:
    texts = list(shown)
    assert texts, "nothing was looked at"
    return [f"{where}: {found.group()} in {text[:100]!r}" for where, text in texts for found in BANNED.finditer(text)]


def test_the_pattern_finds_what_it_is_for() -> None:
    assert BANNED.search("3 " + "nodes of the graph")
    assert not BANNED.search("knowledge of cities")


def test_pages() -> None:
    assert _violations(_templates()) == []


def _templates() -> Iterator[tuple[str, str]]:
    for path in files():
        if path.suffix == ".html" and name_of(path).startswith("visualisations/"):
            text = _SCRIPT.sub(" ", path.read_text(encoding="utf-8"))
            attributes = " ".join(_ATTRIBUTE.findall(text))
            shown = f"{_TAG.sub(' ', text)} {attributes}"
            yield name_of(path), " ".join(shown.split()).replace(DISCLAIMER, "")


def test_messages() -> None:
    tables = {name: value for name, value in vars(messages).items() if isinstance(value, dict)}
    texts = ((f"{name}[{key!r}]", str(value)) for name, table in tables.items() for key, value in table.items())

    assert _violations((where, text) for where, text in texts if not where.startswith("__")) == []


def test_sentences_in_code() -> None:
    """Texts of several words in the rooms that speak to people; single words are keys of libraries."""
    assert _violations(_sentences()) == []


def _sentences() -> Iterator[tuple[str, str]]:
    for path in python("visualisations", "cli", "api"):
        docstrings = {id(found) for found in _docstrings(tree(path))}
        for found in ast.walk(tree(path)):
            is_text = isinstance(found, ast.Constant) and isinstance(found.value, str)
            if isinstance(found, ast.Constant) and is_text and id(found) not in docstrings and " " in str(found.value):
                yield f"{name_of(path)}:{found.lineno}", str(found.value)


def _docstrings(module: ast.Module) -> Iterator[ast.expr]:
    for found in ast.walk(module):
        if isinstance(found, ast.Module | ast.ClassDef | ast.FunctionDef) and found.body:
            first = found.body[0]
            if isinstance(first, ast.Expr):
                yield first.value


def test_help_of_the_command_line() -> None:
    told = list(_help(typer.main.get_command(app), "practice-atlas"))

    assert len(told) > 100
    assert _violations(iter(told)) == []


def _help(command: Any, path: str) -> Iterator[tuple[str, str]]:
    """Help of a command, its parameters and its commands; typer's own classes are not public."""
    yield path, command.help or ""
    for parameter in command.params:
        yield f"{path} {parameter.name}", getattr(parameter, "help", None) or ""
    for name, child in getattr(command, "commands", {}).items():
        yield from _help(child, f"{path} {name}")
