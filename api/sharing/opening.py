"""Opening a link: the file as it was frozen, or nothing at all; and few guesses at addresses."""

from __future__ import annotations

from typing import Final

from fastapi.responses import HTMLResponse
from starlette.types import Scope

from practice_atlas.api.calling import address_of
from practice_atlas.api.errors import TooManyGuessesError
from practice_atlas.api.limits.rate import Rate
from practice_atlas.api.store.shares import UnknownShareError
from practice_atlas.visualisations.policy import SANDBOX, policy_of

#: Addresses that lead nowhere which one caller may try in a minute. A token has 256 bits: this keeps the store's peace.
GUESSES: Final = 30


class Guesses:
    """Counts what led nowhere, by the network address of who asked. Used by the loop alone, so nothing is locked."""

    def __init__(self) -> None:
        self._rate = Rate("guesses", GUESSES)

    def refuse(self, scope: Scope) -> None:
        """Raises TooManyGuessesError for who guessed too often, whatever he asks for: an answer would tell."""
        seconds = self._rate.waits(address_of(scope))
        if seconds:
            raise TooManyGuessesError(seconds)

    def led_nowhere(self, scope: Scope) -> UnknownShareError:
        """Counts one more; what to say, the same for what was never there, expired or was revoked."""
        self._rate.take(address_of(scope))
        return UnknownShareError(
            "Nothing is shared at this address. It may have expired, or been revoked by who shared it.",
            fix="Ask who gave it to you for a new one.",
        )


def page_of(html: str, *, embedded: bool, framed_by: tuple[str, ...]) -> HTMLResponse:
    """The file with headers of its own: it may run its script and nothing else, tells nobody where it was opened, is
    kept by no cache, so that revoking is heard of, and is framed only where it is meant to be.
    """
    ancestors = " ".join(framed_by) if embedded and framed_by else "'none'"
    headers = {
        "Content-Security-Policy": f"{policy_of(html)}; frame-ancestors {ancestors}; sandbox {SANDBOX}",
        "Content-Language": html.partition('<html lang="')[2].partition('"')[0],
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
    }
    if ancestors != "'none'":
        # X-Frame-Options knows no list of origins: the policy says who may, and pages that isolate themselves may too.
        headers |= {"X-Frame-Options": "", "Cross-Origin-Resource-Policy": "cross-origin"}
    shown = html.replace("<body>", '<body class="embedded">', 1) if embedded else html
    return HTMLResponse(shown, headers=headers)
