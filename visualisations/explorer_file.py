"""A slice of the network as one HTML file: the explorer's own script, the slice's data and evidence, a map's outlines.

Opens offline, loads nothing, and shows the table where scripts do not run. The data are just those that are visible.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any, Final

from practice_atlas.graph.questions.answers import Evidence
from practice_atlas.visualisations.map_data import on_map
from practice_atlas.visualisations.network_data import NetworkData
from practice_atlas.visualisations.network_page import Row
from practice_atlas.visualisations.outlines import Outlines
from practice_atlas.visualisations.pages.render import STYLE, page, style
from practice_atlas.visualisations.policy import with_policy
from practice_atlas.visualisations.selection import Slice

#: Letters that could end a script or start a comment within one, as JSON may write them instead.
_UNSAFE: Final = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def explorer_file(
    part: NetworkData,
    found: Slice,
    filters: Mapping[str, str],
    cited: Sequence[Evidence],
    as_of: date | None,
    outlines: Outlines | None = None,
) -> str:
    """The file's text; write it as UTF-8. `part` is the slice's data, `cited` the evidence of its links.

    With `outlines` it is a map, else a network.
    """
    html = page(
        "explorer_file",
        part=part,
        found=found,
        view="map" if outlines else "network",
        map=on_map(part),
        credit=outlines.credit if outlines else None,
        outlines=_safe(outlines.text) if outlines else "",
        filters={**({"Around": found.centre.name} if found.centre else {}), **filters},
        as_of=as_of,
        rows=[Row(part.items[link.start], part.items[link.end], link) for link in part.links],
        cited=cited,
        css=style(),
        script=script(),
        data=_embedded(asdict(part)),
        evidence=_embedded([item.model_dump(mode="json") for item in cited]),
    )
    return with_policy(html).lstrip()


@cache
def script() -> str:
    """The explorer as it was built."""
    return (STYLE.parent / "explorer.js").read_text(encoding="utf-8")


def _embedded(value: Any) -> str:
    return _safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _safe(told: str) -> str:
    return told.translate(_UNSAFE)
