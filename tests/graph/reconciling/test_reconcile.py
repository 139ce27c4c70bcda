"""Which thing a name means: spellings, countries, identifiers, and when it is certain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.reconciling import PROPERTIES, Query, Reference, extend, reconcile, suggest
from practice_atlas.graph.reconciling.hints import country_of, parted
from practice_atlas.graph.writing import load
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.vocabularies import Audience
from tests.support.sample import INFO, ROWS, records

MORE: tuple[dict[str, Any], ...] = (
    {"id": "city:amman", "name": "Amman", "country": "country:jo", "geonames": 250441, "wikidata": "Q3805",
     "names": ["عمان@ar", "Greater Amman Municipality@en"]},
    {"id": "city:miqdadiyah", "name": "Miqdadiyah", "names": ["المقدادية@ar"], "country": "country:iq"},
    {"id": "city:manchester", "name": "Manchester", "country": "country:gb", "geonames": 2643123},
    {"id": "city:salford", "name": "Salford", "country": "country:gb", "geonames": 2643123},
    {"id": "city:greater-manchester", "name": "Greater Manchester", "country": "country:gb",
     "city_kind": "combined-authority"},
    {"id": "institution:interior-iq", "name": "Ministry of Interior of Iraq", "institution_kind": "ministry",
     "country": "country:iq"},
)  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine(f"embedded:{tmp_path_factory.mktemp('names')}", writable=True) as embedded:
        load(embedded, Dataset.of(INFO, records(*ROWS, *MORE)))
        yield embedded


@pytest.fixture(scope="module")
def reader(engine: Engine) -> Reader:
    return Reader(engine)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Arda", "city:arda"),
        ("  ARDA ", "city:arda"),
        ("أردة", "city:arda"),
        ("اردة", "city:arda"),
        ("Municipality of Arda", "city:arda"),
        ("Ville d'Arde", "city:arda"),
        ("بلدية أردة", "city:arda"),
        ("Amman", "city:amman"),
        ("greater amman municipality", "city:amman"),
        ("Greater Manchester", "city:greater-manchester"),
        ("Manchester", "city:manchester"),
        ("Al-Miqdadiyah", "city:miqdadiyah"),
        ("Микдадия", None),
        ("Tripoli", None),
        ("Tripoli, Lebanon", "city:tripoli-lb"),
        ("Tripoli (Libya)", "city:tripoli-ly"),
        ("Tripoli (Greece)", None),
        ("Tripoli, the old town", None),
        ("youth council", "practice:youth-council"),
        ("Ministry of Interior", "institution:ministry"),
        ("city:arda", "city:arda"),
        ("https://w3id.org/practice-atlas/id/city/arda", "city:arda"),
        ("Atlantis", None),
        ("---", None),
        ("", None),
    ],
)
def test_a_name_is_certain_or_it_is_not(reader: Reader, name: str, meant: str | None) -> None:
    matches = [item.id for item in reconcile(reader, Query(name)) if item.match]

    assert matches == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("name", "country", "meant"),
    [
        ("Tripoli", "Lebanon", "city:tripoli-lb"),
        ("Tripoli", "Liban", "city:tripoli-lb"),
        ("Tripoli", "لبنان", "city:tripoli-lb"),
        ("Tripoli", "LBY", "city:tripoli-ly"),
        ("Tripoli", "country:ly", "city:tripoli-ly"),
        ("Tripoli", "Greece", None),
        ("Tripoli", "the north", None),
        ("Arda", "the north", None),
        ("Arda", "Morocco", None),
        ("Tripoli, Libya", "Lebanon", None),
        ("Muqdadiyya", "Iraq", "city:miqdadiyah"),
        ("Микдадия", "Iraq", "city:miqdadiyah"),
        ("Ministry of Interior", "Iraq", None),
    ],
)
def test_a_country_tells_things_of_one_name_apart(reader: Reader, name: str, country: str, meant: str | None) -> None:
    matches = [item.id for item in reconcile(reader, Query(name, country=country)) if item.match]

    assert matches == ([meant] if meant else [])


def test_what_is_not_certain_is_still_a_candidate(reader: Reader) -> None:
    def ids(*args: Any, **more: Any) -> list[str]:
        return [item.id for item in reconcile(reader, Query(*args, **more))]

    assert ids("Tripoli") == ["city:tripoli-lb", "city:tripoli-ly"]
    assert set(ids("Tripoli", country="Greece")) >= {"city:tripoli-lb", "city:tripoli-ly"}
    assert ids("Muqdadiya")[0] == "city:miqdadiyah"
    assert ids("مقدادیه")[0] == "city:miqdadiyah"
    assert ids("Ministry of Interior", country="Iraq")[0] == "institution:interior-iq"
    assert ids("Tripoli", limit=1) == ["city:tripoli-lb"]
    assert ids("Tripoli", kinds=("practice",)) == []


def test_a_score_comes_with_its_reasons(reader: Reader) -> None:
    (exact,) = reconcile(reader, Query("Arda", country="Lebanon"))
    elsewhere = reconcile(reader, Query("Arda", country="Morocco"))[0]

    assert (exact.score, exact.description) == (100.0, "city, Lebanon")
    assert exact.features == {"name": True, "score": 1.0, "country": True}
    assert elsewhere.score < 70
    assert elsewhere.features["country"] is False


def test_ids_of_gazetteers(reader: Reader) -> None:
    """GeoNames knows one place where there are two municipalities."""

    def found(**gazetteers: str) -> list[tuple[str, bool]]:
        return [(item.id, item.match) for item in reconcile(reader, Query("", gazetteers=gazetteers))]

    assert found(geonames="250441") == [("city:amman", True)]
    assert found(wikidata="Q3805") == [("city:amman", True)]
    assert found(geonames="2643123") == [("city:manchester", False), ("city:salford", False)]
    assert found(geonames="7") == []


def test_what_is_closed_is_no_candidate(engine: Engine) -> None:
    """It neither comes nor makes another name uncertain."""
    asked = Query("Hidden City")

    assert [item.id for item in reconcile(Reader(engine), asked)] == []
    assert [item.id for item in reconcile(Reader(engine, Audience.HUB), asked)] == ["city:hidden"]
    assert [item.id for item in reconcile(Reader(engine), asked)] == []
    assert suggest(Reader(engine), "Hid") == []


def test_another_revision_has_other_names(tmp_path: Any) -> None:
    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as engine:
        load(engine, Dataset.of(INFO, records({"id": "city:a", "name": "Alpha", "country": "country:lb"})))
        before = reconcile(Reader(engine), Query("Beta"))
        load(engine, Dataset.of(INFO, records({"id": "city:a", "name": "Beta", "country": "country:lb"})))

        assert before == []
        assert [item.match for item in reconcile(Reader(engine), Query("Beta"))] == [True]


def test_suggestions_begin_so(reader: Reader) -> None:
    def ids(prefix: str, **more: int) -> list[str]:
        return [entry.id for entry in suggest(reader, prefix, **more)]

    assert ids("tri") == ["city:tripoli-lb", "city:tripoli-ly"]
    assert ids("tri", skip=1) == ["city:tripoli-ly"]
    assert ids("أر") == ["city:arda"]
    assert ids("city:ar") == ["city:arda"]
    assert ids("council")[0] == "practice:youth-council"
    assert ids("?") == []


def test_values_of_things(reader: Reader) -> None:
    rows, things = extend(reader, ["city:arda", "practice:youth-council", "city:hidden", "nothing"], PROPERTIES)

    arda = rows["city:arda"]
    assert arda["country"] == (Reference("country:lb"),)
    assert (arda["country_code"], arda["country_name"]) == (("LB",), ("Lebanon",))
    assert (arda["population"], arda["latitude"], arda["geonames"]) == ((160000,), (33.5,), ("1",))
    assert (arda["name_ar"], arda["name_en"], arda["names"]) == (("أردة",), ("Arda",), ("Arda", "أردة", "Arde"))
    assert rows["practice:youth-council"]["themes"] == (Reference("theme:youth"),)
    assert rows["city:hidden"] == rows["nothing"] == {item.id: () for item in PROPERTIES}
    assert things["theme:youth"].name == "Youth participation"


@pytest.mark.parametrize(
    ("words", "code"),
    [("Lebanon", "lb"), ("LB", "lb"), ("lbn", "lb"), ("المغرب", "ma"), ("Türkiye", "tr"), ("Syria", "sy"),
     ("Côte d’Ivoire", "ci"), ("Levant", None), ("", None), ("EU", None)],
)  # fmt: skip
def test_countries_in_anybodys_words(words: str, code: str | None) -> None:
    assert country_of(words) == code


def test_what_stands_behind_a_name() -> None:
    assert parted("Tripoli, Lebanon") == ("Tripoli", "Lebanon")
    assert parted("طرابلس، ليبيا") == ("طرابلس", "ليبيا")
    assert parted("Tripoli (Libya)") == ("Tripoli", "Libya")
    assert parted("Tripoli") == ("Tripoli", "")
