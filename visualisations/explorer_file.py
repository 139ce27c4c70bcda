"""A slice of the network as one HTML file: the explorer's own script, the slice's data and evidence, and nothing else.

Opens offline, loads nothing, and shows the table where scripts do not run. The data are just those that are visible.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

from practice_atlas.graph.questions.answers import Evidence
from practice_atlas.visualisations.network_data import NetworkData
from practice_atlas.visualisations.network_page import rows_of
from practice_atlas.visualisations.pages.render import STYLE, page, style
from practice_atlas.visualisations.policy import with_policy
from practice_atlas.visualisations.selection import Slice


def explorer_file(
    part: NetworkData, found: Slice, filters: Mapping[str, str], cited: Sequence[Evidence], as_of: date | None
) -> str:
    """The file's text; write it as UTF-8. `part` is the slice's data, `cited` the evidence of its links."""
    html = page(
        "explorer_file",
        part=part,
        found=found,
        filters={**({"Around": found.centre.name} if found.centre else {}), **filters},
        as_of=as_of,
        rows=(rows := rows_of(part)),
        listed={name for row in rows for name in row.link.evidence},
        cited=cited,
        css=style(),
        script=script(),
        data=_packed(asdict(part)),
        evidence=_packed([item.model_dump(mode="json", exclude_none=True) for item in cited]),
    )
    return with_policy(html).lstrip()


@cache
def script() -> str:
    """The explorer as it was built."""
    return (STYLE.parent / "explorer.js").read_text(encoding="utf-8")


def _packed(value: Any) -> str:
    """JSON, gzipped, in letters: a tenth as long, and nothing in it could end the script that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
