"""Who calls, and what that lets him see and do. Everything else asks the `Caller`, nobody looks at headers again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request

from practice_atlas.api.settings import Settings
from practice_atlas.api.store.keys import Key
from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.ontology.vocabularies import Audience


class Role(StrEnum):
    """What a caller is; each may do what those before it may."""

    ANONYMOUS = "anonymous"
    READER = "reader"
    MEMBER = "member"
    HUB = "hub"
    EDITOR = "editor"
    ADMIN = "admin"

    def includes(self, other: Role) -> bool:
        """Whether it may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Caller:
    """One caller: the key's id and name (None: no key was given), the role, and whose view that gives."""

    role: Role
    audience: Audience
    key: str | None = None
    name: str | None = None


class UnknownCallerError(PracticeAtlasError):
    """A key is needed, or the one given is not in force. `given` says which."""

    def __init__(self, *, given: bool) -> None:
        message = "This key is not known, or was revoked." if given else "A key is needed here."
        super().__init__(message, fix="Send a key in force as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'.")
        self.given = given


class ForbiddenError(PracticeAtlasError):
    """The caller is known and may not do this."""

    def __init__(self, needed: Role) -> None:
        super().__init__(f"This needs a key of the role {needed}.", fix="Ask the operator for such a key.")


def anonymous(settings: Settings) -> Caller:
    """Whoever gave no key."""
    return Caller(Role.ANONYMOUS, settings.audience)


def caller_of(key: Key) -> Caller:
    """Whoever gave this key."""
    return Caller(Role(key.scope.value), key.scope.audience, key.id, key.name)


def current_caller(request: Request) -> Caller:
    """The caller of a request that is to be answered. Raises UnknownCallerError where a key is needed."""
    caller: Caller = request.state.caller
    settings: Settings = request.app.state.settings
    if caller.role is Role.ANONYMOUS and not settings.anonymous:
        raise UnknownCallerError(given=False)
    return caller


CurrentCaller = Annotated[Caller, Depends(current_caller)]


def requires(role: Role) -> Callable[[Request], Caller]:
    """A dependency for routes that only some may use: `Annotated[Caller, Depends(requires(Role.EDITOR))]`.

    Answers 401 without a key, 403 with one of a lesser role.
    """

    def allowed(request: Request) -> Caller:
        caller: Caller = request.state.caller
        if caller.role.includes(role):
            return caller
        raise ForbiddenError(role) if caller.key else UnknownCallerError(given=False)

    return allowed
