"""The description of one thing says what the export of everything says of it, and no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, Triple

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.rdf import triples
from practice_atlas.graph.rdf.about import about
from practice_atlas.graph.rdf.nodes import thing
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.records import datasets, passage_places
from practice_atlas.graph.writing import load
from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.links import links
from practice_atlas.ontology.vocabularies import Audience
from tests.architecture.repository import ROOT
from tests.support.sample import sample


@pytest.fixture(scope="module", params=["sample", "report"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine(f"embedded:{tmp_path_factory.mktemp('about')}", writable=True) as embedded:
        checked = read_dataset(ROOT / "datasets/strong-cities-mena").dataset if request.param == "report" else sample()
        assert checked is not None
        load(embedded, checked)
        yield embedded


@pytest.mark.parametrize("audience", list(Audience))
def test_every_description_is_part_of_the_export(engine: Engine, audience: Audience) -> None:
    reader = Reader(engine, audience)
    found = datasets(engine, audience)
    everything = set(triples(found, audience=audience, passages=passage_places(engine)))
    records = {key: record for dataset in found for key, record in dataset.records.items()}
    countries = {link.target for record in records.values() for link in links(record) if "country:" in link.target}

    descriptions = {identifier: about(reader, identifier) for identifier in [*records, *countries]}
    more = {
        identifier: wrong
        for identifier, told in descriptions.items()
        if (wrong := [triple for triple in told.triples if triple not in everything])
    }
    own = {
        identifier: left_out
        for identifier in records
        if (left_out := _own(everything, identifier) - set(descriptions[identifier].triples))
    }

    assert len(descriptions) > 30
    assert more == {}
    assert own == {}
    assert all(told.told == told.total for told in descriptions.values())


def _own(everything: set[Triple], identifier: str) -> set[Triple]:
    """What an export says of the thing itself and of its parts and pieces; the graph of a source is the data set's."""
    start = thing(identifier).value
    beginnings = tuple(start + mark for mark in ("#", "."))
    return {
        triple
        for triple in everything
        if (subject := _address(triple)) == start or subject.startswith(beginnings)
        if not subject.endswith("#statements")
    }


def _address(triple: Triple) -> str:
    assert isinstance(triple.subject, NamedNode)
    return triple.subject.value


def test_what_refers_to_a_thing_is_told_with_its_evidence(tmp_path: object) -> None:
    with open_engine(f"embedded:{tmp_path}/graph", writable=True) as engine:
        load(engine, sample())
        told = about(Reader(engine), "city:arda")
        few = about(Reader(engine), "city:arda", most=1)

    subjects = {_address(triple).rpartition("/id/")[2] for triple in told.triples}
    assert {"flow/arda-dalma", "flow/arda-elin", "engagement/exchange", "evidence/council", "source/report"} <= subjects
    assert not any("hidden" in subject or "closed" in subject for subject in subjects)
    assert (told.told, told.total) == (3, 3)
    assert (few.told, few.total) == (1, 3)


def test_what_is_closed_is_not_there(tmp_path: object) -> None:
    with open_engine(f"embedded:{tmp_path}/graph", writable=True) as engine:
        load(engine, sample())
        with pytest.raises(UnknownEntityError):
            about(Reader(engine), "city:hidden")
        assert about(Reader(engine, Audience.HUB), "city:hidden").total == 2
