"""What is wrong with what somebody typed into a form: all of it, so that nobody mends one field to hear of the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from practice_atlas.api.refused import Refusal
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError

Value = TypeVar("Value")


class Faults:
    """Collects refusals, in the order in which fields are read."""

    def __init__(self) -> None:
        self.found: list[Refusal] = []

    def take(self, read: Callable[[], Value], otherwise: Value) -> Value:
        """What was read, or something else to go on with where it was refused."""
        try:
            return read()
        except (QuestionError, UnknownEntityError) as error:
            self.found.append(error)
            return otherwise

    def add(self, error: Refusal) -> None:
        """A refusal that several fields lead to."""
        self.found.append(error)
