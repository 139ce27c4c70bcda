"""Why a request to write is refused before or instead of a load. Nothing was written where one of these is raised.

WritingError
├── UnreadableError   the body is of a kind that no data set comes in
├── TooMuchError      more than the service takes at once
├── MalformedError    the body is not what its media type says, or a header cannot be understood
├── UnderWayError     another load is under way, and went on for longer than this one waits
├── StaleError        the graph is not at the revision that the caller knows
├── NoRoomError       the disk does not take what was sent
└── StoppedError      the service is being stopped
"""

from __future__ import annotations

from practice_atlas.ontology.errors import PracticeAtlasError


class WritingError(PracticeAtlasError):
    """Nothing was written."""


class UnreadableError(WritingError):
    """A media type or encoding that is not read."""


class TooMuchError(WritingError):
    """Too many bytes, files or records for one request."""


class MalformedError(WritingError):
    """`parameter` names what cannot be understood: the body or a header."""

    def __init__(self, message: str, *, fix: str, parameter: str = "body") -> None:
        super().__init__(message, fix=fix)
        self.parameter = parameter


class UnderWayError(WritingError):
    """`job` is the load that is under way, where it is one of this service's."""

    def __init__(self, message: str, *, job: str | None = None) -> None:
        fix = f"Wait for it: /v1/jobs/{job}" if job else "Wait until it is done, and send this again."
        super().__init__(message, fix=fix)
        self.job = job


class StaleError(WritingError):
    """`etag` is that of the revision that the graph is at."""

    def __init__(self, etag: str) -> None:
        super().__init__(
            "The graph has changed since the revision that If-Match names.",
            fix="Look at what it holds now, and send this again with its ETag.",
        )
        self.etag = etag


class NoRoomError(WritingError):
    """A full disk, or a folder that may not be written: the operator's log says which."""

    def __init__(self) -> None:
        super().__init__("There is no room for what was sent; nothing was written.", fix="Tell the operator.")


class StoppedError(WritingError):
    """Told while work is under way; what was being written is taken back."""

    def __init__(self) -> None:
        super().__init__("The service was stopped before this was done; nothing was written.", fix="Send it again.")
