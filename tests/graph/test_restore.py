"""Restoring: an empty graph afterwards holds what the other held, to the last property, as the same revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.engines.errors import RevisionConflictError
from practice_atlas.graph.projection import PassagePlace
from practice_atlas.graph.records import all_records
from practice_atlas.graph.revisions import current_revision, revisions
from practice_atlas.graph.versions import descriptions, identifiers, passage_place, states, versions
from practice_atlas.graph.writing import Holdings, difference, load, restore
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.model import BY_KIND
from tests.support.sample import records, sample

PLACE = PassagePlace(10, 20, "a" * 64)
OTHER = Dataset.of(
    DatasetInfo(id="other", title="Other", publisher="Test", licence="CC0-1.0", version="2", language="en"),
    records({"id": "theme:youth", "name": "Youth participation"}, {"id": "theme:art", "name": "Art"}),
)


@pytest.fixture
def loaded(tmp_path: Path) -> Iterator[Engine]:
    """A graph of two data sets, loaded in three steps, with the place of a passage."""
    with open_engine(f"embedded:{tmp_path / 'loaded'}", writable=True) as engine:
        load(engine, sample(without=("flow:bela-dalma",)))
        load(engine, OTHER)
        load(engine, sample(), passages={"evidence:council": PLACE})
        yield engine


def held(engine: Engine) -> Holdings:
    """Everything in a graph, as a store keeps it."""
    found = [version for kind in BY_KIND for version in versions(engine, kind, identifiers(engine, kind))]
    places = {version.id: passage_place(version.state.passage) for version in found}
    records, stated_by = all_records(engine)
    return Holdings(
        records,
        {identifier: tuple(owners) for identifier, owners in stated_by.items()},
        {identifier: place for identifier, place in places.items() if place},
        descriptions(engine),
    )


def contents(engine: Engine) -> tuple[object, ...]:
    """Nodes by hash, and relationships by type, ends and owner."""
    nodes = engine.read("MATCH (n) WHERE n.projection IS NOT NULL RETURN n.id + n.projection AS node")
    arrows = engine.read("MATCH (a)-[r]->(b) RETURN type(r) AS kind, a.id AS a, b.id AS b, r.flow AS flow")
    return (
        sorted(row["node"] for row in nodes),
        sorted((row["kind"], row["a"] or "", row["b"] or "", row["flow"] or "") for row in arrows),
    )


def test_all_is_as_it_was(loaded: Engine, engine: Engine) -> None:
    assert held(loaded).passages == {"evidence:council": PLACE}

    restore(engine, held(loaded), current_revision(loaded))

    assert contents(engine) == contents(loaded)
    assert current_revision(engine) == current_revision(loaded)
    assert difference(engine, sample()).empty
    assert difference(engine, OTHER).empty


def test_loads_go_on_from_there(loaded: Engine, engine: Engine) -> None:
    restore(engine, held(loaded), current_revision(loaded))

    assert load(engine, sample(without=("flow:bela-dalma",))).revision.number == 4


def test_what_holds_something_is_not_overwritten(loaded: Engine) -> None:
    with pytest.raises(RevisionConflictError, match="holds something"):
        restore(loaded, held(loaded), current_revision(loaded))


def test_what_may_go_is_replaced_whole_with_the_marks_of_earlier_revisions(loaded: Engine, engine: Engine) -> None:
    stages = [{"stage": stage} for stage in ("exploring", "piloting", "adopted")]
    load(engine, sample(changed={"implementation:dalma-council": {"stages": stages}}))
    for population in range(1, 5):
        load(engine, sample(changed={"city:bela": {"population": population}}))
    head, *earlier = revisions(loaded)

    restore(engine, held(loaded), head, earlier=earlier[::-1], replace=True)

    assert contents(engine) == contents(loaded)
    assert revisions(engine) == [head, *earlier]
    assert difference(engine, sample()).empty


def test_a_replacing_that_fails_leaves_what_was_there(loaded: Engine, engine: Engine) -> None:
    load(engine, sample())
    before = contents(engine)
    head = current_revision(loaded)

    with pytest.raises(RevisionConflictError, match="while the graph was restored"):
        restore(engine, held(loaded), head, earlier=[head], replace=True)

    assert contents(engine) == before
    assert current_revision(engine).number == 1


def test_records_that_were_changed_are_refused(loaded: Engine, engine: Engine) -> None:
    holdings = held(loaded)
    kept = {identifier: record for identifier, record in holdings.records.items() if identifier != "theme:art"}

    with pytest.raises(RevisionConflictError, match="not those of revision 3"):
        restore(engine, replace(holdings, records=kept), current_revision(loaded))

    assert current_revision(engine).number == 0


def test_states_are_those_of_the_versions(loaded: Engine) -> None:
    for kind in ("city", "evidence", "theme"):
        found = {version.id: version.state for version in versions(loaded, kind, identifiers(loaded, kind))}

        assert found
        assert states(loaded, kind) == found
