"""What must not stand in any file, and what every public function must have. Each test lists every violation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from tests.architecture.repository import ROOMS, name_of, python, texts, tree

#: Put together here, so that this file does not match itself.
_HOMES: Final = "|".join(("work", "root", "home", "Users"))
MACHINE_PATH: Final = re.compile(rf"(?<![\w.:/-])/(?:{_HOMES})/[\w.-]|[A-Z]:\\Users")
_REGISTRIES: Final = (
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "(?:org|com)"), ("yarnpkg", "com"), ("repo1", "maven", "org"),
    ("repo", "maven", "apache", "org"), ("crates", "io"), ("proxy", "golang", "org"), ("docker", "io"), ("ghcr", "io"),
)  # fmt: skip
REGISTRY: Final = re.compile("|".join(rf"\b{chr(92)}.".join(parts) for parts in _REGISTRIES), re.IGNORECASE)
UNFINISHED: Final = re.compile(rf"\b(?:{'TO' + 'DO'}|{'FIX' + 'ME'}|{'HA' + 'CK'})\b")


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found.group()}"
        for name, text in texts()
        for found in pattern.finditer(text)
    ]


def test_the_patterns_find_what_they_are_for() -> None:
    assert MACHINE_PATH.search("see /" + "home/ann/x")
    assert not MACHINE_PATH.search("https://example.org/" + "home/ann")
    assert REGISTRY.search("https://files." + "pythonhosted" + ".org/x")
    assert UNFINISHED.search("# TO" + "DO later")


def test_no_path_of_somebodys_machine() -> None:
    assert _found(MACHINE_PATH) == []


def test_no_host_of_a_package_registry() -> None:
    assert _found(REGISTRY) == []


def test_nothing_is_left_for_later() -> None:
    assert _found(UNFINISHED) == []


def test_no_exception_is_swallowed_unseen() -> None:
    violations = [
        f"{name_of(path)}:{handler.lineno}"
        for path in python(*ROOMS, "src", "tests")
        for handler in ast.walk(tree(path))
        if isinstance(handler, ast.ExceptHandler) and _catches_all(handler) and not _raises_again(handler)
    ]

    assert violations == []


def _catches_all(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id == "Exception") or _is_base(kind) for kind in caught
    )


def _is_base(kind: ast.expr | None) -> bool:
    return isinstance(kind, ast.Name) and kind.id == "BaseException"


def _raises_again(handler: ast.ExceptHandler) -> bool:
    """Cleaning up after anything at all is allowed where it ends with a bare `raise`."""
    last = handler.body[-1]
    return _is_base(handler.type) and isinstance(last, ast.Raise) and last.exc is None


def test_whatever_is_public_says_what_it_is() -> None:
    violations = [
        f"{name_of(path)}:{line} {name}"
        for path in python(*ROOMS, "src")
        for line, name in _undocumented(tree(path))
    ]  # fmt: skip

    assert violations == []


def _undocumented(module: ast.Module) -> Iterator[tuple[int, str]]:
    if not ast.get_docstring(module):
        yield 1, "the module"
    for thing in module.body:
        if isinstance(thing, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not thing.name.startswith("_"):
            if not ast.get_docstring(thing):
                yield thing.lineno, thing.name
            yield from _undocumented_methods(thing)


def _undocumented_methods(owner: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(owner, ast.ClassDef) and not any(
        isinstance(base, ast.Name) and base.id == "Protocol" for base in owner.bases
    ):
        for method in owner.body:
            is_public = isinstance(method, ast.FunctionDef) and not method.name.startswith("_")
            if isinstance(method, ast.FunctionDef) and is_public and not ast.get_docstring(method):
                yield method.lineno, f"{owner.name}.{method.name}"
