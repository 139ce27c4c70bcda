"""The messages to the process that holds a store: a question, and the two descriptors its answer is written to."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import Final

_LENGTH: Final = struct.Struct("!I")
READY: Final = b"ready"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it arrived."""

    message: bytes
    answer: int
    outcome: int


def send(control: socket.socket, message: bytes, answer: int, outcome: int) -> None:
    """Sends a question. Raises OSError when nobody is there any more."""
    socket.send_fds(control, [_LENGTH.pack(len(message))], [answer, outcome])
    control.sendall(message)


def receive(control: socket.socket) -> Asked | None:
    """Waits for a question; None when there will be no more."""
    head, descriptors, _, _ = socket.recv_fds(control, _LENGTH.size, 2)
    if len(head) < _LENGTH.size or len(descriptors) < 2:
        return None
    (left,) = _LENGTH.unpack(head)
    parts: list[bytes] = []
    while left:
        part = control.recv(min(left, 65_536))
        if not part:
            return None
        parts.append(part)
        left -= len(part)
    return Asked(b"".join(parts), *descriptors)
