"""What the process that answers one question can still do: compute, and write its answer. It cannot reach out.

It keeps four descriptors (nothing to read, the answer, nothing to write, what became of it) and may have no fifth: so
neither a socket nor a file can be opened, whatever a query persuades the store to try. The kernel ends it at the
deadline by itself, even where nobody else has time to look.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import signal
import sys
from typing import Final

from practice_atlas.graph.sparql.limits import SparqlLimits

ANSWER: Final = 1
OUTCOME: Final = 3
_DESCRIPTORS: Final = 4
#: More than a process that holds a store ever has open.
_HIGHEST: Final = 65_536
_DIE_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG


def confine(answer: int, outcome: int, limits: SparqlLimits) -> None:
    """Gives up all but the two descriptors, which become ANSWER and OUTCOME, and most of what a process may use."""
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    _die_with_parent()
    address_space = _address_space() + limits.memory_bytes
    _keep(answer, outcome)
    _limit(resource.RLIMIT_AS, address_space)
    _limit(resource.RLIMIT_CPU, int(limits.seconds) + 1)
    _limit(resource.RLIMIT_NOFILE, _DESCRIPTORS)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)


def die_by_alarms() -> None:
    """Signals as the kernel has them by default: what this process inherited would be Python's, which wait."""
    for number in (signal.SIGALRM, signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)


def _keep(answer: int, outcome: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    kept = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, _DESCRIPTORS) for descriptor in (nothing, answer, nothing, outcome)]
    for place, descriptor in enumerate(kept):
        os.dup2(descriptor, place)
    os.closerange(_DESCRIPTORS, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], _HIGHEST))


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _address_space() -> int:
    """Bytes of address space in use; most of it is the store, which is shared with the process that loaded it."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except FileNotFoundError:  # no Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _die_with_parent() -> None:
    if sys.platform == "linux":
        _LIBC.prctl(_DIE_WITH_PARENT, signal.SIGKILL)


_LIBC: Final = ctypes.CDLL(None)
