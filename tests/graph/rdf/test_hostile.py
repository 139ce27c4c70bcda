"""Whatever a text holds, it comes back letter by letter, from every format and with both parsers."""

from __future__ import annotations

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pyoxigraph import Literal, RdfFormat, parse
from rdflib import Graph

from practice_atlas.graph.rdf import as_graph, as_rdflib, quads, write_rdf
from practice_atlas.graph.rdf.export import dataset_graph
from practice_atlas.graph.rdf.nodes import decimal, language_tag
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.model import RECORDS
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import FieldShape, fields_of
from practice_atlas.ontology.vocabularies import Audience
from tests.graph.rdf.reading import WITH_GRAPHS, by_pyoxigraph, by_rdflib, canonical, union
from tests.support.sample import INFO, records, sample

HOSTILE = (
    '"""', "'''", "\\", "\\u0041", '\\"', "<script>alert(1)</script>", "> . <x:y> <x:z> <x:w> .", "}}", "]]>", "@en",
    "^^<x>", "`) DETACH DELETE n //", "=1+1", "%00", "a\tb", "\u2028\u2029", "é̂", "صيدا", "\U0001f3d9", "\ufdd0",
    "a\r\nb", "_:b0", "#", '{"@id":"x:y"}',
)  # fmt: skip


UNNAMED: tuple[dict[str, Any], ...] = (
    {"id": "flow:unnamed", "unnamed_teacher": "others", "unnamed_learner": "some", "practice": "practice:youth-council",
     "flow_kind": "exposed", "evidence": ["evidence:council"]},
    {"id": "intention:unnamed", "unnamed_actor": "cities", "unnamed_addressee": "anybody", "intention_kind": "need",
     "summary": "More time.", "evidence": ["evidence:council"]},
)  # fmt: skip


def _with_text(text: str) -> Dataset:
    """The sample with this text in every text field that takes it."""
    rows = [*sample().records.values(), *records(*UNNAMED)]
    return Dataset.of(_everywhere(INFO, text), [_everywhere(record, text) for record in rows])


def _everywhere(model: Any, text: str) -> Any:
    kind: type[Model] = type(model)
    changed = {shape.name: _values(shape, getattr(model, shape.name), text) for shape in fields_of(kind)}
    row = {name: value for name, value in changed.items() if value not in (None, ())}
    return _accepted(kind, model, row)


def _values(shape: FieldShape, value: Any, text: str) -> Any:
    if shape.part:
        return tuple(_everywhere(part, text) for part in value)
    if shape.type == "name":
        return (f"{text}@ar", f"{text}@en-GB", f"{text}@fr-12")
    if value is None and shape.name.startswith("unnamed"):  # somebody is named
        return None
    return text if shape.type == "text" and shape.name not in ("id", "language") else value


def _accepted(model: type[Model], before: Model, row: dict[str, Any]) -> Model:
    """The changed record; each field that a rule keeps from holding the text (a checksum) stays as it was."""
    try:
        return model.model_validate(row)
    except ValidationError as error:
        names = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        kept = {name: getattr(before, name) for name in names & row.keys()}
        return model.model_validate({name: value for name, value in (row | kept).items() if value not in (None, ())})


@pytest.mark.parametrize("text", HOSTILE)
def test_every_format_gives_it_back(text: str, tmp_path: Path) -> None:
    _compare(_with_text(text), tmp_path)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40))
@example(text='\\"\\n\u2028')
def test_any_text_comes_back(text: str) -> None:
    if text.strip():
        with TemporaryDirectory() as folder:
            _compare(_with_text(text), Path(folder))


def _compare(dataset: Dataset, folder: Path) -> None:
    told = canonical(quads(dataset, audience=Audience.HUB))
    assert told.count(b"\n") > 500
    for kind in WITH_GRAPHS:
        write_rdf(dataset, folder / kind, kind, audience=Audience.HUB)
        assert by_pyoxigraph(folder / kind, kind) == told, kind
        with warnings.catch_warnings():  # as reading.QUIET_RDFLIB, which Hypothesis' own runner does not see
            warnings.filterwarnings("ignore", ".* is deprecated, use .*", DeprecationWarning, "rdflib")
            assert by_rdflib(folder / kind, kind) == told, kind
    write_rdf(dataset, folder / "turtle", "turtle", audience=Audience.HUB)
    turtle = (folder / "turtle").read_bytes()
    whole = union(quads(dataset, audience=Audience.HUB))
    assert canonical(parse(turtle, format=RdfFormat.TURTLE)) == whole
    assert set(Graph().parse(data=turtle, format="turtle")) == set(as_graph(dataset, audience=Audience.HUB))


def test_the_texts_do_reach_the_export() -> None:
    """Else the tests above would compare nothing: each text field of each record, but those that rules bind."""
    marker = "nowhere else"
    dataset = _with_text(marker)
    found = {quad.predicate.value for quad in quads(dataset, audience=Audience.HUB) if _holds(quad.object, marker)}
    texts = {
        shape.term.iri
        for model in (DatasetInfo, *RECORDS)
        for shape in fields_of(model)
        if shape.type in ("text", "name")
        and shape.term
        and shape.name not in ("address", "language", "sha256", "wikidata")
    }

    assert texts <= found
    assert len(texts) > 25


def _holds(term: object, text: str) -> bool:
    return isinstance(term, Literal) and text in term.value


@pytest.mark.parametrize(
    ("code", "tag"),
    [("ar", "ar"), ("en-GB", "en-gb"), ("zh-Hans-CN", "zh-hans-cn"), ("fr-12", "fr-x-12"), ("en-ab-12", "en-x-ab-12")],
)
def test_language_codes_become_tags_that_every_tool_takes(code: str, tag: str) -> None:
    assert language_tag(code) == tag
    assert Literal("x", language=tag).language == tag


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (33.5, "33.5"),
        (33.0, "33"),
        (-0.0, "0"),
        (1e-07, "0.0000001"),
        (-179.99999, "-179.99999"),
        (100.0, "100"),
        (0.1, "0.1"),
    ],
)
def test_decimals_are_canonical(number: float, written: str) -> None:
    assert decimal(number).value == written
    assert float(written) == number


@given(number=st.floats(-180, 180))
def test_no_decimal_is_in_scientific_notation(number: float) -> None:
    written = decimal(number).value

    assert float(written) == number
    assert set(written) <= set("-.0123456789")


def test_rdflib_keeps_the_letters_of_every_literal() -> None:
    dataset = sample(changed={"city:arda": {"latitude": 33.0}})
    kept = {str(term) for term in as_rdflib(dataset).graph(dataset_graph(dataset).value).objects()}

    assert "33" in kept
    assert "33.0" not in kept
