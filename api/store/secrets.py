"""The secret of an API key: how it looks, how it is made, and how it is kept.

`atlas_PREFIX_SECRET`: the prefix finds the key among the others and is shown in lists; the secret is 256 random bits.
Nobody can guess that many, stolen hash or not, so scrypt's cost is set for the service (4 MB and some 10 ms) and not
for the short passwords that people choose.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

_PREFIX_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_PREFIX_LENGTH: Final = 8
_FORM: Final = re.compile(rf"atlas_([{_PREFIX_LETTERS}]{{{_PREFIX_LENGTH}}})_([A-Za-z0-9_-]{{43}})", re.ASCII)
_COST: Final = {"n": 2**12, "r": 8, "p": 1, "dklen": 32}


@dataclass(frozen=True, slots=True)
class Hashed:
    """What is kept of a secret."""

    salt: bytes
    hash: bytes = field(repr=False)


def make_secret() -> tuple[str, str]:
    """A new prefix, and the text that is shown once."""
    prefix = "".join(secrets.choice(_PREFIX_LETTERS) for _ in range(_PREFIX_LENGTH))
    return prefix, f"atlas_{prefix}_{secrets.token_urlsafe(32)}"


def prefix_of(presented: str) -> str | None:
    """The prefix of what looks like a key; None for anything else."""
    found = _FORM.fullmatch(presented)
    return found.group(1) if found else None


def hashed(presented: str) -> Hashed:
    """What to keep of a secret."""
    salt = secrets.token_bytes(16)
    return Hashed(salt, _scrypt(presented, salt))


def fits(presented: str, kept: Hashed) -> bool:
    """Whether this is the secret that was kept; takes equally long for every wrong one."""
    return hmac.compare_digest(_scrypt(presented, kept.salt), kept.hash)


def fingerprint(presented: str) -> bytes:
    """What a presented key is remembered by in memory, so that a dump of it holds no secret."""
    return hashlib.sha256(presented.encode()).digest()


def _scrypt(presented: str, salt: bytes) -> bytes:
    return hashlib.scrypt(presented.encode(), salt=salt, **_COST)
