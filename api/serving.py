"""How the service is run: one process with an application, or several that each make their own from the environment."""

from __future__ import annotations

import sys
from typing import Any, Final

from fastapi import FastAPI

from practice_atlas.api.app import create_app
from practice_atlas.api.logs import log_configuration
from practice_atlas.api.settings import Settings, settings_of

#: What each worker makes its application with. Workers are new processes: nothing that is open is handed to them.
FACTORY: Final = f"{__name__}:from_environment"
_PROTOCOL: Final = "practice_atlas.api.limits.protocol:WatchedProtocol"
#: Bytes of the head of a request.
_LARGEST_HEAD: Final = 16 * 1024


#: Seconds after which a thread that computes lets another one go on; Python's own are ten times as many. The thread
#: that takes requests and sends answers waits for its turn some three times a request: side by side on a busy machine
#: a tenth to a fifth more answers a second.
_SWITCHING: Final = 0.0005


def served_app(settings: Settings) -> FastAPI:
    """The service in a process that does nothing else."""
    sys.setswitchinterval(_SWITCHING)
    return create_app(settings)


def from_environment() -> FastAPI:
    """The service with the settings of the environment. Raises SettingsError."""
    return served_app(settings_of())


def server_options(settings: Settings) -> dict[str, Any]:
    """uvicorn's options; proxies are the application's business, since only it knows which are trusted."""
    return {
        "host": settings.host,
        "port": settings.port,
        "http": _PROTOCOL,
        "ws": "none",
        "lifespan": "on",
        "access_log": False,
        "log_config": log_configuration(settings),
        "server_header": False,
        "proxy_headers": False,
        "limit_concurrency": settings.connections,
        "h11_max_incomplete_event_size": _LARGEST_HEAD,
        "timeout_keep_alive": 5,
        "timeout_graceful_shutdown": settings.stop_seconds,
    }
