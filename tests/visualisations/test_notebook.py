"""What `network(engine, …)` shows is what the explorer's file shows of the same choices."""

from __future__ import annotations

import pytest

from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.notebook import network
from tests.support.packed import unpacked
from tests.visualisations.test_explorer_file import made, written


def test_choices_are_named_as_people_name_them(reader: Reader) -> None:
    shown = network(reader.engine, "Bela", practice="Youth council", country="Lebanon", region="Western Asia")
    same = Filters(practice="practice:youth-council", country="country:lb", region="western-asia")

    assert shown == made(reader, "city:bela", same)
    assert network(reader.engine, kind="flow").html == written(reader, filters=Filters(kind="flow"))


def test_a_map_has_outlines_and_a_day_is_told(reader: Reader) -> None:
    shown = network(reader.engine, view="map", as_of="2025-06")

    assert 'id="outlines-data"' in shown.html
    assert shown.chosen == {"As of": "2025-06-30"}


def test_by_default_it_is_what_anybody_may_see(reader: Reader) -> None:
    texts = [unpacked(network(reader.engine, audience=who).html) for who in (Audience.PUBLIC, Audience.HUB)]

    assert ["Hidden City" in text for text in texts] == [False, True]
    assert network(reader.engine).html == network(reader.engine, audience=Audience.PUBLIC).html


def test_what_is_not_there_is_told(reader: Reader) -> None:
    with pytest.raises(UnknownEntityError):
        network(reader.engine, "Atlantis")
    with pytest.raises(QuestionError):
        network(reader.engine, as_of="soon")


def test_a_file_says_what_is_in_it(reader: Reader) -> None:
    """Each identifier in its data, and none that is not."""
    shown = network(reader.engine, "city:bela")

    assert {"city:bela", "flow:bela-dalma", "source:report"} <= shown.holds
    assert "city:hidden" not in shown.holds
    assert [name for name in shown.holds if name not in unpacked(shown.html)] == []
