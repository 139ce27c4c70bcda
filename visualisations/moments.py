"""What happened when, as plain data: each moment in its lane, with the first and last day that its date can mean."""

from __future__ import annotations

from datetime import date
from typing import Final

from pydantic import Field

from practice_atlas.graph.questions.answers import Value
from practice_atlas.ontology.dates import When
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.languages.speaking import translated

#: How sure the place of a moment on the axis is, and what the legend says of it.
PRECISIONS: Final = {
    "day": "on that day",
    "within": "at some time within, as precise as the source",
    "throughout": "all that time",
}


class Moment(Value):
    """A statement with its date. `number` is its row in the table; `label` says in short what it is.

    `when` is EDTF as stated and `words` the same as people say it. `earliest` and `latest` are the first and last day
    that it can mean: none where it is open to that side; both are none where the source gives no date.
    """

    number: int
    lane: str
    label: str
    sentence: str
    state: str | None = Field(None, description="The stage of an implementation, where it tells of one.")
    when: str | None = None
    words: str
    precision: str | None = Field(None, description="day, within or throughout; none where there is no date.")
    earliest: date | None = None
    latest: date | None = None
    record: str
    how_sure: str
    evidence: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether the source gives a date that can be drawn."""
        return self.earliest is not None or self.latest is not None


class Lane(Value):
    """A kind of moment: how many of this page are dated in the source, and how many not."""

    lane: str
    label: str
    dated: int
    undated: int


def moment(
    number: int,
    lane: str,
    label: str,
    *,
    sentence: str,
    when: str | None,
    record: str,
    how_sure: str,
    evidence: tuple[str, ...],
    state: str | None = None,
) -> Moment:
    """A moment of which the source says `when`, or nothing."""
    parsed = When.parse(when) if when else None
    bounds = (parsed.earliest, parsed.latest) if parsed else (None, None)
    return Moment(
        number=number,
        lane=lane,
        label=label,
        sentence=sentence,
        state=state,
        when=when,
        words=in_words(when),
        precision=_precision(when, bounds),
        earliest=bounds[0],
        latest=bounds[1],
        record=record,
        how_sure=how_sure,
        evidence=evidence,
    )


def _precision(when: str | None, bounds: tuple[date | None, date | None]) -> str | None:
    if when is None or bounds == (None, None):
        return None
    if "/" in when and "[" not in when:
        return "throughout"
    return "day" if bounds[0] == bounds[1] else "within"


def lanes_of(moments: tuple[Moment, ...], labels: dict[str, str]) -> tuple[Lane, ...]:
    """The lanes in which something is, in the order of their labels."""
    told = []
    for lane, label in labels.items():
        inside = [item for item in moments if item.lane == lane]
        dated = sum(item.dated for item in inside)
        if inside:
            told.append(Lane(lane=lane, label=translated(label), dated=dated, undated=len(inside) - dated))
    return tuple(told)
