"""How a model says which rule a value breaks."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def broken(rule: str, message: str, fix: str) -> PydanticCustomError:
    """An error that carries the rule's name and the way to mend it, for models to raise."""
    return PydanticCustomError("rule", "{message}", {"rule": rule, "message": message, "fix": fix})
