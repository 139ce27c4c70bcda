"""A network as plain data, independent of any drawing library: what is drawn, and what the table beside it lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.visualisations.involved import DatedStage
from practice_atlas.visualisations.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Item:
    """A city, ministry or partner at its place. `size` grows with what it learned and shared; x runs right, y down."""

    thing: Thing
    label: str
    detail: str
    size: float
    x: float = 0.0
    y: float = 0.0

    @property
    def kind(self) -> str:
        """city, institution, country or resource."""
        return self.thing.kind


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow from who shared to who learned (`flow`), or a quieter tie: `partnership`, `support`, `work`.

    Each learning flow is a link of its own, so that parallel ones stay parallel; `record` is the record it stands for.
    `subjects` are the practices and themes that it is about, `learning` how far a learning flow went (exposed,
    inspired, adapted), `day` the day by which it was certainly so, None where nothing bounds it. `partners` are the
    institutions that had a part in it, `stages` those of what came of it, with their days (involved.py).
    """

    start: str
    end: str
    kind: str
    label: str
    sentence: Sentence
    record: str
    evidence: tuple[str, ...] = ()
    grade: str | None = None
    subjects: tuple[str, ...] = ()
    learning: str | None = None
    day: date | None = None
    partners: tuple[str, ...] = ()
    stages: tuple[DatedStage, ...] = ()

    @property
    def directed(self) -> bool:
        """Whether it runs from one to the other."""
        return self.kind == "flow"


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Items and links with everything a reader needs to judge them: `shown` of `total`, revision, date, audience.

    `notes` say what is not drawn, and why. `filters` are the choices that made this slice, by their label.
    """

    title: str
    items: tuple[Item, ...]
    links: tuple[Link, ...]
    shown: int
    total: int
    revision: int
    loaded: str
    audience: str
    as_of: date | None = None
    focus: Thing | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
