"""Nothing closed is ever in what a wider audience sees, whatever refers to what."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practice_atlas.ontology.audiences import effective_levels, part_level, redacted, visible
from practice_atlas.ontology.links import links, parts
from practice_atlas.ontology.model import Engagement, Record
from practice_atlas.ontology.vocabularies import Audience
from tests.ontology.strategies import records
from tests.support.sample import records as made
from tests.support.sample import sample

_QUICK = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
)
#: Few identifiers are drawn, so records of a draw do refer to each other.
sets = st.lists(records(), max_size=8).map(lambda found: {record.id: record for record in found})
audiences = st.sampled_from(list(Audience))


def by_id(*rows: dict[str, Any]) -> dict[str, Record]:
    return {record.id: record for record in made(*rows)}


@_QUICK
@given(sets, audiences)
def test_nothing_closed_is_seen_or_named(found: dict[str, Record], audience: Audience) -> None:
    levels = effective_levels(found)
    seen = visible(found, audience)

    closed = {identifier for identifier, level in levels.items() if level > audience.level}
    assert closed & set(seen) == set()
    assert {link.target for record in seen.values() for link in links(record)} & closed == set()


@_QUICK
@given(sets)
def test_a_narrower_audience_sees_all_that_a_wider_one_sees(found: dict[str, Record]) -> None:
    public, members, hub = (visible(found, audience) for audience in Audience)

    assert set(public) <= set(members) <= set(hub) == set(found)
    assert hub == found


@_QUICK
@given(sets, audiences)
def test_what_an_audience_sees_is_wholly_its_own(found: dict[str, Record], audience: Audience) -> None:
    """Redacting again takes nothing more away, and no record is more open than it says."""
    seen = visible(found, audience)

    assert visible(seen, audience) == seen
    assert all(level >= found[key].audience.level for key, level in effective_levels(found).items())


@_QUICK
@given(sets, audiences)
def test_redacting_only_takes_away(found: dict[str, Record], audience: Audience) -> None:
    levels = effective_levels(found)
    for record in found.values():
        shown = redacted(record, levels, audience.level)
        assert {(link.shape.name, link.target) for link in links(shown)} <= {
            (link.shape.name, link.target) for link in links(record)
        }


def test_without_anything_closed_all_is_seen_as_it_is() -> None:
    found = by_id({"id": "city:a", "name": "A", "country": "country:lb"})

    assert visible(found, Audience.PUBLIC) == found


def test_a_record_is_as_closed_as_what_it_cannot_be_told_without() -> None:
    found = by_id(
        {"id": "city:a", "name": "A", "country": "country:lb", "audience": "members"},
        {"id": "implementation:i", "name": "I", "actor": "city:a", "practice": "practice:p"},
        {"id": "implementation:j", "name": "J", "actor": "city:b", "practice": "practice:p", "supporters": ["city:a"]},
        {"id": "flow:f", "learner": "city:b", "teacher": "city:c", "practice": "practice:p", "flow_kind": "adapted",
         "led_to": "implementation:i"},
    )  # fmt: skip

    assert effective_levels(found) == {"city:a": 1, "implementation:i": 1, "implementation:j": 0, "flow:f": 1}
    assert visible(found, Audience.PUBLIC)["implementation:j"].plain().get("supporters") is None


def test_circles_of_references_end() -> None:
    found = by_id(
        {"id": "engagement:a", "name": "A", "engagement_kind": "meeting", "part_of": "engagement:b"},
        {"id": "engagement:b", "name": "B", "engagement_kind": "meeting", "part_of": "engagement:a", "audience": "hub"},
    )

    assert effective_levels(found) == {"engagement:a": 2, "engagement:b": 2}


def test_one_open_piece_of_evidence_keeps_a_statement_open() -> None:
    evidence = {"source": "source:s", "starts": "a", "ends": "b", "says": "c"}
    membership = {"actor": "city:a", "organisation": "institution:i"}
    found = by_id(
        {"id": "evidence:open", **evidence},
        {"id": "evidence:closed", **evidence, "audience": "hub"},
        {"id": "membership:both", **membership, "evidence": ["evidence:open", "evidence:closed"]},
        {"id": "membership:closed", **membership, "evidence": ["evidence:closed"]},
    )

    seen = visible(found, Audience.PUBLIC)

    assert set(seen) == {"evidence:open", "membership:both"}
    assert seen["membership:both"].evidence == ("evidence:open",)


def test_a_partnership_is_as_closed_as_each_of_its_parties() -> None:
    found = by_id(
        {"id": "city:a", "name": "A", "country": "country:lb", "audience": "hub"},
        {"id": "partnership:p", "name": "P", "partnership_kind": "twinning", "parties": ["city:b", "city:a"]},
    )

    assert set(visible(found, Audience.MEMBERS)) == set()


def test_a_closed_participant_is_left_out_of_an_open_engagement() -> None:
    found = dict(sample().records)
    levels = effective_levels(found)
    engagement = found["engagement:exchange"]
    shown = visible(found, Audience.PUBLIC)["engagement:exchange"]

    assert isinstance(engagement, Engagement)
    assert isinstance(shown, Engagement)
    assert [part_level(part, levels[engagement.id], levels) for _, _, part in parts(engagement)].count(2) == 1
    assert "city:hidden" not in shown.canonical()
    assert len(shown.participations) == len(engagement.participations) - 1
