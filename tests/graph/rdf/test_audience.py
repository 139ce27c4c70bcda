"""Nothing closed leaves: not the record, not what refers to it, not its name, not its count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_atlas.graph.rdf import WRITERS, as_graph, conforms, quads, write_rdf
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.vocabularies import Audience
from tests.graph.rdf.reading import canonical
from tests.support.sample import INFO, ROWS, records, sample

CLOSED = (b"hidden", b"Hidden City", b"confidence", b"only the hub may know", b"Tunisia")


@pytest.mark.parametrize("kind", WRITERS)
def test_nothing_closed_is_in_the_bytes(kind: str, tmp_path: Path) -> None:
    passages = {"evidence:closed": (987_654, 987_655), "evidence:council": (3, 4)}
    write_rdf(sample(), tmp_path / "public", kind, passages=passages)
    write_rdf(sample(), tmp_path / "hub", kind, passages=passages, audience=Audience.HUB)
    public, hub = (tmp_path / "public").read_bytes(), (tmp_path / "hub").read_bytes()

    assert [word for word in (*CLOSED, b"987654") if word in public] == []
    assert [word for word in (*CLOSED, b"987654") if word not in hub] == []


def test_an_export_for_the_public_is_the_default() -> None:
    assert canonical(quads(sample())) == canonical(quads(sample(), audience=Audience.PUBLIC))
    assert canonical(quads(sample())) != canonical(quads(sample(), audience=Audience.HUB))


@pytest.mark.parametrize("audience", Audience)
def test_what_each_audience_sees_conforms(audience: Audience) -> None:
    assert conforms(as_graph(sample(), audience=audience)).violations == ()


@pytest.mark.parametrize("audience", Audience)
def test_redacting_first_gives_the_same(audience: Audience) -> None:
    """The graph hands out data sets as an audience may see them; parts keep their identifiers."""
    redacted = Dataset.of(INFO, visible(sample().records, audience).values())

    assert canonical(quads(redacted, audience=audience)) == canonical(quads(sample(), audience=audience))


def test_a_part_has_one_address_for_all() -> None:
    stages = [{"stage": "designing", "evidence": ["evidence:council", "evidence:closed"]}]
    dataset = sample(changed={"implementation:elin-council": {"stages": stages}})
    parts = [
        {quad.subject for quad in quads(dataset, audience=audience) if "elin-council.stages" in str(quad.subject)}
        for audience in (Audience.PUBLIC, Audience.HUB)
    ]

    assert parts[0] == parts[1]
    assert len(parts[0]) == 1


@settings(max_examples=40, deadline=None)
@given(
    levels=st.dictionaries(st.sampled_from([row["id"] for row in ROWS]), st.sampled_from(list(Audience)), max_size=8)
)
def test_whatever_is_closed_only_what_is_visible_is_told(levels: dict[str, Audience]) -> None:
    rows: list[dict[str, Any]] = [row | {"audience": levels.get(row["id"], "public")} for row in ROWS]
    dataset = Dataset.of(INFO, records(*rows))
    seen = visible(dataset.records, Audience.PUBLIC)
    told = canonical(quads(dataset))

    for row in ROWS:
        address = f"/id/{row['id'].replace(':', '/')}>".encode()
        if row["id"] not in seen:
            assert address not in told, row["id"]
        else:
            assert address in told, row["id"]
