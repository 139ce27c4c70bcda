"""The exceptions of Practice Atlas. Each carries what went wrong and what to do about it.

PracticeAtlasError
├── InputError            records that break a rule (carries every Problem found, never only the first)
├── UnknownEntityError    an identifier or name that nothing in the graph answers to (carries suggestions)
├── QuestionError         a question that cannot be asked as it stands (a bad date, a wrong kind)
└── EngineError           the graph engine; its tree stands in graph/engines/errors.py
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from practice_atlas.ontology.problems import Problem


class PracticeAtlasError(Exception):
    """Something a caller can act on: `message` says what happened, `fix` what to do. Shown without a traceback."""

    def __init__(self, message: str, *, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class InputError(PracticeAtlasError):
    """Input that breaks rules. `problems` holds all of them, in the order of their places."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        count = len(problems)
        super().__init__(
            f"{count} problem{'s' if count != 1 else ''} found; nothing was loaded.",
            fix="Mend each place named and check again.",
        )
        self.problems = tuple(problems)


class UnknownEntityError(PracticeAtlasError):
    """Nothing is known under this name, or more than one thing is: `suggestions` are ids to choose from."""

    def __init__(self, message: str, *, suggestions: Sequence[str] = ()) -> None:
        fix = (
            f"Did you mean {', '.join(suggestions)}?"
            if suggestions
            else "Search for the beginning of its name, or another spelling."
        )
        super().__init__(message, fix=fix)
        self.suggestions = tuple(suggestions)


class QuestionError(PracticeAtlasError):
    """A parameter of a question is wrong; `parameter` names it."""

    def __init__(self, parameter: str, message: str, *, fix: str) -> None:
        super().__init__(message, fix=fix)
        self.parameter = parameter
