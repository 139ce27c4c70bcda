"""The network in a notebook: `network(engine, practice="Youth council")` as the last line of a cell shows it.

The right choice beside one's own analysis. It is the explorer's file in a frame that may run its own script and nothing
else: it asks no server, so the notebook shows it offline and on another machine too.
"""

from __future__ import annotations

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import snapshot
from practice_atlas.ontology.regions import region_named
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.explorer_file import SliceFile, slice_file
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.map_data import View
from practice_atlas.visualisations.network_data import network_data
from practice_atlas.visualisations.outlines import outlines
from practice_atlas.visualisations.selection import USUAL


def network(
    engine: Engine,
    focus: str | None = None,
    *,
    theme: str | None = None,
    practice: str | None = None,
    country: str | None = None,
    region: str | None = None,
    kind: str | None = None,
    grade: str | None = None,
    as_of: str | None = None,
    limit: int = USUAL,
    view: View = "network",
    audience: Audience = Audience.PUBLIC,
) -> SliceFile:
    """A slice of the network, or of the map, as an audience may see it: by default what anybody may.

    Things are named by identifier or name; `kind` and `grade` as in `Filters`; `as_of` is a day, month or year in EDTF.
    Raises UnknownEntityError and QuestionError.
    """
    reader, taken = Reader(engine, audience), snapshot(engine, audience)
    filters = Filters(
        theme=resolve(reader, theme, "theme") if theme else None,
        practice=resolve(reader, practice, "practice") if practice else None,
        country=resolve(reader, country, "country") if country else None,
        region=region_named(region) if region else None,
        kind=kind,
        grade=grade,
    )
    return slice_file(
        reader,
        taken,
        network_data(taken),
        resolve(reader, focus) if focus else None,
        as_of_day(as_of),
        limit,
        filters=filters,
        outlines=outlines() if view == "map" else None,
    )
