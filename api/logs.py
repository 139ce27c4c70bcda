"""What the service logs: text for people or one JSON object a line, each with the request that it belongs to.

Never a query string, which may hold what somebody pasted; never a header; of a key only its name.
"""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final, TextIO

from practice_atlas.api.settings import LogFormat, Settings

#: The request that is being answered, wherever something is logged about it.
REQUEST_ID: Final[ContextVar[str | None]] = ContextVar("request_id", default=None)
#: One line for each request.
REQUESTS: Final = logging.getLogger("practice_atlas.requests")


class _WithRequest(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Adds the request's id to every record."""
        record.request_id = REQUEST_ID.get()
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request_id, and the fields of a request's line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; a traceback is one text in it."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", None),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in told.items() if value is not None}, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """A line for people; what callers may have written into it cannot begin another."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with its traceback below it."""
        request = getattr(record, "request_id", None)
        message = record.getMessage().translate(_CONTROLS)
        line = f"{self.formatTime(record)} {record.levelname} {message}" + (f" [{request}]" if request else "")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


_CONTROLS: Final = dict.fromkeys((*range(32), 127, 8232, 8233), "·")


class StandardError(logging.StreamHandler[TextIO]):
    """Writes to what standard error is at that moment: work in the background may outlive what it was at the start."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """Standard error as it is now."""
        return sys.stderr


def log_configuration(settings: Settings) -> dict[str, Any]:
    """For `logging.config.dictConfig`, and as uvicorn's `log_config`: everything to standard error."""
    lines = JsonLines if settings.log_format is LogFormat.JSON else PlainLines
    level = settings.log_level.upper()
    quiet = "WARNING" if level == "INFO" else level  # uvicorn's own starting and stopping
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": _WithRequest}},
        "formatters": {"lines": {"()": lines}},
        "handlers": {"stderr": {"()": StandardError, "formatter": "lines", "filters": ["request"]}},
        "loggers": {
            "practice_atlas": {"handlers": ["stderr"], "level": level, "propagate": False},
            "uvicorn": {"handlers": ["stderr"], "level": quiet, "propagate": False},
        },
    }
