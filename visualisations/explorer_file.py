"""A slice of the network as one HTML file: the explorer's own script, the slice's data and evidence, a map's outlines.

Opens offline, loads nothing, and shows the table where scripts do not run. The data are just those that are visible.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from html import escape
from typing import Any, Final

from practice_atlas.graph.questions.answers import Evidence
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import Snapshot
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.languages.speaking import translated
from practice_atlas.visualisations.map_data import on_map
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.network_data import NetworkData, part_of
from practice_atlas.visualisations.network_page import rows_of
from practice_atlas.visualisations.outlines import Outlines
from practice_atlas.visualisations.pages.render import STYLE, page, style
from practice_atlas.visualisations.policy import SANDBOX, with_policy
from practice_atlas.visualisations.selection import USUAL, Slice, chosen_in_words, slice_of
from practice_atlas.visualisations.way import Way

#: Of the frame in a notebook, in pixels.
HEIGHT: Final = 900


@dataclass(frozen=True, slots=True)
class SliceFile:
    """The text of a file, to be written as UTF-8, and that it shows `shown` of `total` items.

    `chosen` are the filters and the date in words, by their label; `holds` are the identifiers of all that is in it.
    In a notebook it is displayed: in a frame that may run its script and nothing else, without a connection.
    """

    html: str
    shown: int
    total: int
    chosen: Mapping[str, str]
    holds: frozenset[str]

    def _repr_html_(self) -> str:
        return (
            f'<iframe sandbox="{SANDBOX}" srcdoc="{escape(self.html)}" width="100%" '
            f'height="{HEIGHT}" title="{escape(message("network.title"))}"></iframe>'
        )


def slice_file(
    reader: Reader,
    taken: Snapshot,
    data: NetworkData,
    focus: str | None = None,
    as_of: date | None = None,
    limit: int = USUAL,
    *,
    filters: Filters,
    more: Sequence[str] = (),
    way: Way | None = None,
    outlines: Outlines | None = None,
) -> SliceFile:
    """The file of a slice; arguments as of `slice_of`, with `data` of the same snapshot. With `outlines` it is a map.

    Raises UnknownEntityError for a focus that is not known.
    """
    found = slice_of(reader, taken, focus, as_of, limit, filters=filters, more=more, way=way)
    part = part_of(data, found)
    rows = rows_of(part)
    along = way.evidence if way else frozenset[str]()
    cited = reader.evidence({name for link in part.links for name in link.evidence} | along)
    chosen = chosen_in_words(found, filters, taken.records)
    html = page(
        "explorer_file",
        part=part,
        found=found,
        view="map" if outlines else "network",
        map=on_map(part),
        credit=outlines.credit if outlines else None,
        outlines=_packed(json.loads(outlines.text)) if outlines else "",
        filters=chosen,
        as_of=as_of,
        rows=rows,
        listed={name for row in rows for name in row.link.evidence} | along,
        cited=cited,
        css=style(),
        script=script(),
        data=_packed(asdict(part)),
        evidence=_packed([item.model_dump(mode="json", exclude_none=True) for item in cited]),
    )
    moment = {translated("As of"): as_of.isoformat()} if as_of else {}
    return SliceFile(
        with_policy(html).lstrip(), len(part.items), part.total, chosen | moment, _held(part, cited, found)
    )


def _held(part: NetworkData, cited: Iterable[Evidence], found: Slice) -> frozenset[str]:
    """Every record that somebody can read of in the file."""
    links = {name for link in part.links for name in (link.record, *link.evidence, *link.subjects)}
    said = {thing.id for item in cited for thing in (item.source, item.speaker) if thing}
    around = {found.centre.id} if found.centre else set()
    return frozenset(links | said | around | {item.id for item in part.items})


@cache
def script() -> str:
    """The explorer as it was built."""
    return (STYLE.parent / "explorer.js").read_text(encoding="utf-8")


def _packed(value: Any) -> str:
    """JSON, gzipped, in letters: a tenth as long, and nothing in it could end the script that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
