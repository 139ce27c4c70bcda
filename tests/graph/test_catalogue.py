"""Every name in the catalogue exists in the model, and every text runs on both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from practice_atlas.graph import catalogue, layout
from practice_atlas.graph.arrows import arrows_of, part_rows
from practice_atlas.graph.catalogue import history, keys, listing, overview, pairing, reading, reconciling, travelling
from practice_atlas.graph.catalogue.told import for_level
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.projection import Projector
from practice_atlas.graph.questions.lists import COUNTED
from practice_atlas.graph.questions.search import LABELS
from practice_atlas.graph.tables.facets import FACETS
from practice_atlas.graph.writing import load, statements
from practice_atlas.ontology.model import RECORDS, PartnershipAssertion, StageAssertion
from practice_atlas.ontology.vocabularies import Audience
from tests.support.sample import sample

#: By name, because the package has a function called `records`, which would be imported instead.
RECORD_QUERIES = import_module("practice_atlas.graph.catalogue.records")

LABELS_OF_PARTS = set(layout.PART_ARROWS)
PROPERTIES = {"id", "position", "number", "time", "tool", "content", "counts", "datasets", "version", "record",
              "evidence", "input"}  # fmt: skip


def texts() -> Iterator[str]:
    """Every text of the catalogue, with every label it can be made with."""
    for module in (RECORD_QUERIES, overview, pairing, reading, travelling):
        yield from (value for name, value in vars(module).items() if name.isupper() and isinstance(value, str))
    for label in layout.record_labels():
        yield from (catalogue.projections(label), catalogue.records(label), catalogue.foreign_records(label))
        yield from (reading.by_id(label), reading.things(label), reading.count(label))
        yield reading.around(label)
        yield from (reading.told_of(label), reading.search_texts(label), keys.around(label), listing.rows(label))
        yield from (history.states(label), history.versions(label))
    yield from (reading.search_texts(label) for label in LABELS)
    yield from (reconciling.names(label) for label in ("City", "Institution", "Practice"))
    yield reading.through_parts("StageAssertion", "Implementation")
    yield from (keys.lying_in("City"), keys.under("Source", "Evidence", "FROM"))
    yield from (keys.history("StageAssertion", "Implementation"), keys.history("PartnershipAssertion", "Partnership"))
    yield from (listing.totals(pattern) for counted in COUNTED.values() for pattern in counted.values())
    for facet in (facet for facets in FACETS.values() for facet in facets.values()):
        for pattern in facet.patterns:
            yield listing.values(pattern, facet.value, facet.levels, facet.since, facet.history, facet.position)
    yield travelling.flows_at("City", "TEACHER")
    yield travelling.flows_about_at("LEARNER")
    yield from (overview.end_of_flows(arrow) for arrow in ("LEARNER", "TEACHER", "ABOUT", "LED_TO"))
    yield from (overview.places("City"), overview.themes("Practice"), overview.names("City"))
    yield overview.names_in("Institution")
    yield from (overview.ties("Person", ["HOLDS_OFFICE"]), overview.records("City"), overview.cited("City"))
    yield pairing.supported("LearningFlow")
    yield overview.facts("Engagement", "when", "size")


def written() -> list[Statement]:
    """Every kind of statement that the writer makes."""
    dataset = sample()
    projector = Projector(dataset.records, dict.fromkeys(dataset.records, ("sample",)))
    points = [(label, identifier) for label, identifier, _ in projector.projections()]
    rows = [(label, projector.row(identifier)) for label, identifier in points]
    records = dataset.records.values()
    return [
        *statements.removals(points, keep=True),
        *statements.removals(points, keep=False),
        *statements.updates(rows),
        *statements.creations(rows),
        *statements.creations(row for record in records for row in part_rows(projector, record)),
        *statements.connections(arrow for record in records for arrow in arrows_of(projector, record)),
    ]


def test_labels_types_and_properties_exist_in_the_model() -> None:
    labels = {*layout.record_labels(), layout.COUNTRY, layout.DATASET, layout.REVISION, *LABELS_OF_PARTS}
    properties = PROPERTIES | {name for model in RECORDS for name in layout.property_names(model)}
    properties |= {name for names in layout.DERIVED.values() for name in layout.all_names(names)}
    for part in (StageAssertion, PartnershipAssertion):
        properties |= {shape.name for shape in layout.properties(part)}
    unknown = set()
    for text in [*texts(), *(statement.query for statement in written())]:
        unknown |= {f":{name}" for name in re.findall(r"\(\w*:(\w+)", text) if name not in labels}
        for types in re.findall(r"\[\w*:([\w|]+)", text):
            unknown |= {f"[:{name}]" for name in types.split("|") if name not in layout.arrow_types()}
        named = re.findall(r"\b(?:n|x|e|i|s|r|a|b|c|o|p|d|f)\.(\w+)", text)
        unknown |= {f".{name}" for name in named if name not in properties}

    assert unknown == set()


@pytest.mark.parametrize("parameters", [{"ids": ["city:arda"]}])
def test_every_text_runs(engine: Engine, parameters: dict[str, object]) -> None:
    load(engine, sample())
    given = parameters | {
        "level": 0, "id": "city:arda", "name": "sample", "needle": "|arda", "limit": 5, "skip": 0, "as_of": None,
        "kind": None, "state": None, "ends": ["city:elin"],
    }  # fmt: skip
    by_label = {label: ["city:arda"] for label in (*layout.record_labels(), layout.COUNTRY)}
    reads = [text for text in texts() if text.startswith(("MATCH", "UNWIND"))]

    answers = [
        engine.read(text, {**_taken(text, given), **({"ids": by_label} if "$ids." in text else {})}) for text in reads
    ]

    assert len(answers) > 100


def _taken(text: str, given: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in given.items() if re.search(rf"\${key}\b", text)}


def test_sizes_of_batches_are_bounded() -> None:
    rows = [len(next(iter(statement.parameters.values()))) for statement in written()]

    assert max(rows) <= statements.BATCH


@pytest.mark.parametrize("audience", Audience)
def test_what_an_audience_is_told_is_chosen_beforehand(audience: Audience) -> None:
    """Every text that tells a derived value has the shorter form, so none was written by hand."""
    chosen = {text: for_level(text, audience.level) for text in texts()}
    derived = re.compile(r"\b[a-z]\.(?:known_by|grade|days)(_members|_hub)?\b")

    assert [text for text, short in chosen.items() if "CASE WHEN $level" in short] == []
    told = {text: {found[1] for found in derived.finditer(short)} for text, short in chosen.items()}
    wanted = {None, *(f"_{item}" for item in (Audience.MEMBERS, Audience.HUB) if item.level <= audience.level)}
    assert {text: found for text, found in told.items() if found and found != wanted} == {}
    assert sum(map(bool, told.values())) > 50
