"""Loading: differences only, one revision each, on both engines."""

from __future__ import annotations

import pytest

from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import RevisionConflictError
from practice_atlas.graph.projection import PassagePlace
from practice_atlas.graph.records import all_records
from practice_atlas.graph.revisions import NOTHING, current_revision, revisions
from practice_atlas.graph.writing import difference, load
from practice_atlas.graph.writing import load as load_module
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.errors import InputError
from tests.support.sample import INFO, ROWS, records, sample

OTHER = DatasetInfo(id="other", title="Other", publisher="Test", licence="CC0-1.0", version="1")


def everything(engine: Engine) -> tuple[list[object], list[object]]:
    """All nodes and relationships without what only a revision tells: equal means the same graph."""
    nodes = engine.read(
        "MATCH (n) WHERE n.number IS NULL RETURN n.id AS id, n.projection AS projection, n.level AS level, "
        "n.datasets AS datasets ORDER BY id"
    )
    arrows = engine.read(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, r.flow AS flow, r.role AS role, "
        "r.stage AS stage, r.known_by AS known_by ORDER BY a, type, b, flow, role"
    )
    return list(nodes), list(arrows)


def test_an_empty_graph_has_no_revision(engine: Engine) -> None:
    assert current_revision(engine) is NOTHING


def test_a_first_load_writes_all_records(engine: Engine) -> None:
    result = load(engine, sample())

    assert set(result.difference.added) == {row["id"] for row in ROWS}
    assert result.difference.changed == result.difference.withdrawn == ()
    assert result.revision.number == 1
    assert current_revision(engine) == result.revision


def test_loading_the_same_again_writes_nothing(engine: Engine) -> None:
    first = load(engine, sample())
    before = everything(engine)

    second = load(engine, sample())

    assert second.difference.empty
    assert second.difference.unchanged == len(ROWS)
    assert second.revision == first.revision
    assert everything(engine) == before
    assert len(revisions(engine)) == 1


def test_removing_a_flow_takes_it_and_its_derived_arrow(engine: Engine) -> None:
    load(engine, sample())
    nodes, arrows = everything(engine)

    result = load(engine, sample(without=("flow:bela-dalma",)))

    nodes_after, arrows_after = everything(engine)
    assert result.difference.withdrawn == ("flow:bela-dalma",)
    assert not result.difference.added
    assert not result.difference.changed
    assert [node for node in nodes if node not in nodes_after] == [
        node
        for node in nodes
        if node["id"] == "flow:bela-dalma"  # type: ignore[index]
    ]
    gone = [arrow for arrow in arrows if arrow not in arrows_after]
    assert gone
    assert all("flow:bela-dalma" in (arrow["a"], arrow["flow"]) for arrow in gone)  # type: ignore[index]
    assert {"LEARNED_FROM", "TEACHER", "LEARNER"} <= {arrow["type"] for arrow in gone}  # type: ignore[index]
    assert all(arrow in arrows for arrow in arrows_after)


def test_removing_an_implementation_takes_its_stages_and_derived_arrow(engine: Engine) -> None:
    load(engine, sample())

    load(engine, sample(without=("implementation:dalma-council",)))

    assert (
        engine.read("MATCH (s:StageAssertion) WHERE s.id STARTS WITH 'implementation:dalma-council' RETURN s.id AS id")
        == []
    )
    left = engine.read("MATCH ()-[r:PRACTISES]->() RETURN r.implementation AS implementation")
    assert [row["implementation"] for row in left] == ["implementation:elin-council"]


@pytest.mark.parametrize(
    ("identifier", "fields"),
    [
        ("city:arda", {"name": "Arda the Great", "population": 5}),
        ("engagement:support", {"when": "2025-01"}),
        ("implementation:elin-council", {"stages": [{"stage": "paused", "when": "2025-06"}]}),
        ("flow:arda-dalma", {"teacher": "city:bela", "flow_kind": "adapted"}),
        ("partnership:memorandum", {"states": [{"state": "ended", "when": "2026"}]}),
        ("engagement:exchange", {"participations": [{"actor": "city:dalma", "role": "host"}]}),
        ("city:elin", {"audience": "hub"}),
    ],
)
def test_a_changed_load_equals_a_fresh_one(engine: Engine, identifier: str, fields: dict[str, object]) -> None:
    """Writing a difference must leave the same graph as loading the new data set into an empty one."""
    changed = sample(changed={identifier: fields})
    load(engine, sample())
    result = load(engine, changed)
    updated = everything(engine)

    load(engine, Dataset.of(INFO, []))
    load(engine, changed)

    assert identifier in result.difference.changed
    assert everything(engine) == updated


def test_what_another_data_set_also_states_stays(engine: Engine) -> None:
    shared = [row for row in ROWS if row["id"] in ("city:arda", "city:bela")]
    load(engine, sample())
    load(engine, Dataset.of(OTHER, records(*shared)))

    result = load(engine, Dataset.of(INFO, []))

    kept = engine.read("MATCH (c:City) RETURN c.id AS id, c.datasets AS datasets ORDER BY id")
    assert kept == [{"id": "city:arda", "datasets": "other"}, {"id": "city:bela", "datasets": "other"}]
    assert "city:arda" not in result.difference.withdrawn
    assert "city:elin" in result.difference.withdrawn
    assert result.revision.datasets == {"other": "1", "sample": "1.0.0"}


def test_a_graph_with_lists_of_data_sets_is_read_and_written_anew(engine: Engine) -> None:
    """As 0.1.0 left it."""
    load(engine, sample())
    fresh = everything(engine)
    engine.write(
        [
            Statement("MATCH (n:City) SET n += $old", {"old": {"datasets": ["sample"], "projection": "0" * 32}}),
            Statement("MATCH (r:Revision) SET r += $old", {"old": {"input": "older"}}),
        ]
    )

    _, stated_by = all_records(engine)
    load(engine, Dataset.of(OTHER, records({"id": "theme:other", "name": "Other"})))

    assert stated_by["city:arda"] == ["sample"]
    assert [node for node in everything(engine)[0] if node not in fresh[0]] == engine.read(
        "MATCH (n) WHERE n.id IN ['dataset:other', 'theme:other'] RETURN n.id AS id, n.projection AS projection, "
        "n.level AS level, n.datasets AS datasets ORDER BY id"
    )


def test_a_record_stated_otherwise_by_another_data_set_is_a_problem(engine: Engine) -> None:
    load(engine, sample())
    before = everything(engine)
    mine = records({"id": "city:arda", "name": "Arda", "country": "country:sy"})

    with pytest.raises(InputError) as caught:
        load(engine, Dataset.of(OTHER, mine))

    assert [problem.rule for problem in caught.value.problems] == ["identifier.clash"]
    assert everything(engine) == before


def test_withdrawing_what_another_data_set_refers_to_is_a_problem(engine: Engine) -> None:
    load(engine, sample())
    flow = {"id": "flow:other", "learner": "city:elin", "teacher": "city:arda", "practice": "practice:youth-council",
            "flow_kind": "exposed"}  # fmt: skip
    load(engine, Dataset.of(OTHER, records(flow)))

    with pytest.raises(InputError) as caught:
        load(engine, Dataset.of(INFO, []))

    assert {problem.rule for problem in caught.value.problems} == {"reference.withdrawn"}
    assert {problem.record for problem in caught.value.problems} == {"flow:other"}


def test_a_dry_run_tells_the_difference_and_writes_nothing(engine: Engine) -> None:
    load(engine, sample())

    told = difference(engine, sample(without=("waiver:title",), changed={"city:arda": {"population": 7}}))

    assert (told.changed, told.withdrawn, told.added) == (("city:arda",), ("waiver:title",), ())
    assert current_revision(engine).number == 1


def test_of_two_loads_from_the_same_revision_the_second_is_refused(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(engine, sample())
    module = __import__("practice_atlas.graph.writing.load", fromlist=["load"])
    planned = module._plan

    def overtaken(*args: object) -> object:
        plan = planned(*args)
        monkeypatch.setattr(module, "_plan", planned)
        load_module(engine, sample(without=("waiver:title",)))
        return plan

    monkeypatch.setattr(module, "_plan", overtaken)
    with pytest.raises(RevisionConflictError):
        load(engine, sample(changed={"city:arda": {"population": 7}}))

    assert current_revision(engine).number == 2
    assert engine.read("MATCH (c:City {id: 'city:arda'}) RETURN c.population AS p") == [{"p": 160000}]


def test_places_of_passages_are_kept(engine: Engine) -> None:
    load(engine, sample(), passages={"evidence:council": PassagePlace(10, 20, "0" * 64)})

    rows = engine.read("MATCH (e:Evidence) WHERE e.passage_start IS NOT NULL RETURN e.id AS id, e.passage_end AS last")

    assert rows == [{"id": "evidence:council", "last": 20}]


def test_places_found_earlier_stay_without_the_texts_while_nothing_changed(engine: Engine) -> None:
    load(engine, sample(), passages={"evidence:council": PassagePlace(10, 20, "0" * 64)})

    again = load(engine, sample())
    changed = load(engine, sample(changed={"source:report": {"title": "Another"}}))

    assert again.difference.empty
    assert set(changed.difference.changed) == {"source:report", "evidence:council"}


def test_progress_is_reported(engine: Engine) -> None:
    told: list[tuple[str, int, int]] = []

    load(engine, sample(), progress=lambda *step: told.append(step))

    assert told[-1][1] == told[-1][2] > 0
