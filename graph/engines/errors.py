"""What can go wrong with an engine. No exception of a vendor's leaves this room; its text is kept as the cause.

EngineError
├── EngineAddressError      the address is not one that can be opened
├── EngineUnavailableError  nothing answers, it was closed, or it refuses the password
├── EngineBusyError         another writer holds it, or the server asks to try again and went on asking
├── EngineMemoryError       the server's memory is exhausted: final, since the same work needs the same memory again
├── QueryTimeoutError       the answer took longer than the caller allows
├── QueryError              Cypher, a parameter or a result that the engine cannot work with
├── ReadOnlyError           a write, or a way to files, asked where only reading is allowed
├── ConstraintError         two nodes would carry a value that must be unique
└── RevisionConflictError   a statement touched another number of rows than its writer expects
"""

from __future__ import annotations

from practice_atlas.ontology.errors import PracticeAtlasError


class EngineError(PracticeAtlasError):
    """The graph engine could not do what was asked. Whatever it was writing is rolled back."""


class EngineAddressError(EngineError):
    """Neither `embedded:PATH` nor a Neo4j address, or an address that carries a password."""


class EngineUnavailableError(EngineError):
    """The engine cannot be reached, is closed, or turns these credentials away. Asking again later may work."""


class EngineBusyError(EngineError):
    """Somebody else is writing. Nothing is wrong with what was asked."""


class EngineMemoryError(EngineError):
    """The transaction needs more memory than the server gives it.

    Never retried: the next try would fail the same way.
    """


class QueryTimeoutError(EngineError):
    """The question was given up at its deadline; the engine has stopped working on it."""


class QueryError(EngineError):
    """The query cannot be run as it stands. A fault in this program, not in what the user asked."""


class ReadOnlyError(EngineError):
    """Refused before anything changed."""


class ConstraintError(EngineError):
    """A uniqueness constraint refuses the write."""


class RevisionConflictError(EngineError):
    """The graph is not in the state this write was made for, usually because another load came first."""
