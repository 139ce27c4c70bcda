"""The strictest content security policy under which a file of ours works."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final

#: Stands in a template where the policy goes: it can only be worked out from the finished text.
POLICY_MARK: Final = "content-security-policy-goes-here"
#: What the explorer's file does in a sandbox: runs its script, saves pictures, and prints, which counts as a dialog.
SANDBOX: Final = "allow-scripts allow-downloads allow-modals"
#: Scripts that run; data in a script element do not, and need no leave.
_SCRIPT: Final = re.compile(r"<script\b(?![^>]*\bapplication/json\b)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE: Final = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)


def with_policy(html: str) -> str:
    """The text with its policy."""
    return html.replace(POLICY_MARK, policy_of(html), 1)


def policy_of(html: str) -> str:
    """The strictest policy under which this very text works: its own scripts and styles by hash, nothing else."""
    scripts, styles = (" ".join(_hash(text) for text in kind.findall(html)) or "'none'" for kind in (_SCRIPT, _STYLE))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
