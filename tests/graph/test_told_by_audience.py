"""Days, grades and what is chosen by them, for each audience, as if what is closed to it were not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.questions.columns import GRADES, NOTHING
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.implementation_columns import implementation_columns
from practice_atlas.graph.questions.lists import Asked, things_of
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import DATED, LISTED, facets_of
from practice_atlas.graph.writing import load
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.model import Implementation, LearningFlow
from practice_atlas.ontology.vocabularies import Audience
from tests.api.closed.world import ALL
from tests.graph.questions.overview_questions import OVERALL
from tests.support.sample import INFO


def _told(engine: Engine, audience: Audience) -> Iterator[tuple[str, Any]]:
    """All that is derived, and answers that are chosen, sorted and counted by it."""
    reader, seen = Reader(engine, audience), visible(ALL, audience)
    for found in reader.many(sorted(seen)):
        yield found.record.id, found
    for identifier in ("city:bela", "implementation:partly-hub"):
        yield f"entity {identifier}", entity(reader, identifier).model_dump(exclude={"revision"})
    for kind in LISTED:
        sort = "-day" if kind in DATED else "name"
        asked = Asked(facets=facets_of(kind), sort=sort, include=("evidence", "record"))
        yield f"list {kind}", things_of(reader, kind, asked).model_dump(exclude={"revision"})
    if audience is Audience.PUBLIC:  # to whom most is closed; the walk over the service asks them of every audience
        yield from ((name, ask(reader).model_dump(exclude={"revision"})) for name, ask in OVERALL.items())


def _in_columns(reader: Reader) -> dict[str, str | None]:
    """The grades of what is read as columns."""
    return {
        identifier: None if grade == NOTHING else GRADES[grade]
        for columns in (flow_columns(reader), implementation_columns(reader))
        for identifier, grade in zip(columns.ids, columns.grade.tolist(), strict=True)
    }


def test_each_audience_is_told_what_follows_from_what_it_sees(engine: Engine, tmp_path: Path) -> None:
    load(engine, Dataset.of(INFO, ALL.values()))
    told: dict[Audience, dict[str, Any]] = {}
    for audience in Audience:
        with open_engine(f"embedded:{tmp_path / audience}", writable=True) as part:
            load(part, Dataset.of(INFO, visible(ALL, audience).values()))
            alone = dict(_told(part, audience))
        told[audience] = dict(_told(engine, audience))
        assert {
            name: (told[audience][name], alone[name]) for name in alone if told[audience][name] != alone[name]
        } == {}

        grades = _in_columns(Reader(engine, audience))  # of closed records there is none
        assert grades == {
            found.record.id: found.grade
            for found in Reader(engine, audience).many(ALL)
            if isinstance(found.record, LearningFlow | Implementation)
        }

    public, members, hub = (told[audience] for audience in Audience)
    assert (public["flow:partly-hub"].grade, hub["flow:partly-hub"].grade) == ("C", "A")
    assert (public["implementation:partly-members"].days, members["implementation:partly-members"].days) == (
        (None,), ("2016-04-30", "2016-04-30", "2016-04-30"),
    )  # fmt: skip
    assert (public["flow:via-hub"].known_by, hub["flow:via-hub"].known_by) == ("2024-09-30", None)


def test_a_load_that_closes_evidence_writes_anew_what_followed_from_it(engine: Engine) -> None:
    """The record itself did not change; what is told of it did."""
    opened = ALL | {
        key: ALL[key].model_copy(update={"audience": Audience.PUBLIC})
        for key in ALL
        if key in ("source:evaluation-zqxhub", "evidence:evaluation-zqxhub")
    }
    load(engine, Dataset.of(INFO, opened.values()))
    before = Reader(engine).get("flow:partly-hub")
    done = load(engine, Dataset.of(INFO, ALL.values()))
    after = Reader(engine).get("flow:partly-hub")

    assert (before.grade, before.known_by) == ("A", "2012-03-02")
    assert (after.grade, after.known_by) == ("C", None)
    assert "flow:partly-hub" in done.difference.changed
    assert Reader(engine, Audience.HUB).get("flow:partly-hub").grade == "A"
