"""A listener on loopback that notes whoever comes, and a file nobody may read."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Listener:
    """Where it listens, and what it heard."""

    port: int
    heard: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        """An address that leads to it."""
        return f"http://127.0.0.1:{self.port}/data"


@contextmanager
def listening() -> Iterator[Listener]:
    """Listens until the end, answers nobody."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Listener(server.getsockname()[1])
        thread = threading.Thread(target=_listen, args=(server, listener), daemon=True)
        thread.start()
        yield listener
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _listen(server: socket.socket, listener: Listener) -> None:
    while True:
        try:
            caller, _ = server.accept()
        except OSError:  # shut down
            return
        with caller:
            caller.settimeout(1)
            try:
                listener.heard.append(caller.recv(4096))
            except OSError:
                listener.heard.append(b"")
