"""Which process works on something, told so that another process of the same machine can see whether it is gone.

A number alone would not do: the kernel gives it to others later. With the moment at which the process began, and the
boot and the container it runs in, it means one process. Of another machine or container nothing can be said, nor where
the kernel does not tell: then only silence does.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_PROC: Final = Path("/proc")


class _Process(NamedTuple):
    """Its number in this machine's present boot and container, and when it began."""

    where: str
    number: int
    began: str


def this_process() -> str | None:
    """This process; None where the kernel does not tell enough."""
    where, began = _where(), _began(os.getpid())
    return None if where is None or began is None else f"{where} {os.getpid()} {began}"


def is_gone(owner: str | None) -> bool:
    """Whether a process is certainly over."""
    process = _read(owner)
    return process is not None and process.where == _where() and _began(process.number) != process.began


def _read(owner: str | None) -> _Process | None:
    match (owner or "").split(" "):
        case [where, number, began] if number.isascii() and number.isdecimal():
            return _Process(where, int(number), began)
        case _:
            return None


@cache
def _where() -> str | None:
    """The boot of this machine and the container within it."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{os.readlink(_PROC / 'self/ns/pid')}"
    except OSError:
        return None


def _began(number: int) -> str | None:
    """When a process began, in ticks since the boot; None for one that is over or only waits to be buried."""
    try:
        told = (_PROC / str(number) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    state, *fields = told.rpartition(")")[2].split()  # its name stands in brackets, and may hold any letters
    return None if state in ("Z", "X") else fields[18]
