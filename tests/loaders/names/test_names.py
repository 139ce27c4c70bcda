"""Stewards write names; records get identifiers, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.loaders import KnownIdentity, read_dataset
from practice_atlas.ontology.model import City, LearningFlow
from tests.loaders.small import CITED, CITIES, check, flow, rules, write


@pytest.mark.parametrize(
    "written",
    [
        "city:saida-lb", "Saida", "SAÏDA", "صيدا", "صَيدا", "Sidon", "268064", "geonames:268064", "Q163490",
        "wikidata:Q163490", '"Saida, Lebanon"', "Saida (Lebanon)", "Saida (Liban)", "Saida (LB)", "صيدا (لبنان)",
        '"صيدا، لبنان"',
    ],
)  # fmt: skip
def test_saida_by_any_name(written: str, tmp_path: Path) -> None:
    checked = check(tmp_path / "data", cities=CITIES, flows=flow("Fes", written), **CITED)

    assert checked.problems == ()
    assert checked.dataset is not None
    assert next(checked.dataset.every(LearningFlow)).teacher == "city:saida-lb"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Tripoli (Libya)", "city:tripoli-ly"), ('"Tripoli, Lebanon"', "city:tripoli-lb"), ("طرابلس", "city:tripoli-lb")],
)
def test_the_country_decides(written: str, meant: str, tmp_path: Path) -> None:
    checked = check(tmp_path / "data", cities=CITIES, flows=flow("Fes", written), **CITED)

    assert checked.dataset is not None
    assert next(checked.dataset.every(LearningFlow)).teacher == meant


def test_an_ambiguous_name_lists_what_it_can_mean(tmp_path: Path) -> None:
    checked = check(tmp_path / "data", cities=CITIES, flows=flow("Fes", "Tripoli"), **CITED)

    assert rules(checked) == ["reference.ambiguous"]
    assert "city:tripoli-lb (Tripoli, LB) or city:tripoli-ly (Tripoli, LY)" in checked.problems[0].fix


def test_a_city_named_like_its_country_is_ambiguous_where_both_may_stand(tmp_path: Path) -> None:
    cities = CITIES + "- {id: city:kuwait-kw, name: Kuwait, country: Kuwait}\n"

    checked = check(tmp_path / "data", cities=cities, flows=flow("Fes", "kuwait"), **CITED)

    assert rules(checked) == ["reference.ambiguous"]


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("Seida", "city:saida-lb"), ("Saidaa", "city:saida-lb"), ("Fez", "city:fes-ma"),
        ("city:saida-ib", "city:saida-lb"), ("Saida (Morocco)", "city:saida-lb"), ("Lebannon", "country:lb"),
    ],
)  # fmt: skip
def test_unknown_names_come_with_suggestions(written: str, suggested: str, tmp_path: Path) -> None:
    checked = check(tmp_path / "data", cities=CITIES, flows=flow("Miknas", written), **CITED)

    assert rules(checked) == ["reference.unknown", "reference.unknown"]
    assert suggested in checked.problems[1].fix


def test_names_of_other_kinds_are_named_as_such(tmp_path: Path) -> None:
    checked = check(tmp_path / "data", cities=CITIES, flows=flow("Fes", "Youth Council"), **CITED)

    assert rules(checked) == ["reference.kind"]


def test_suggestions_are_not_sought_for_a_whole_column_of_unknown_names(tmp_path: Path) -> None:
    cities = "".join(f"- {{id: city:c{n}, name: City {n}, country: Landd {n}}}\n" for n in range(70))

    checked = check(tmp_path / "data", cities=cities)

    assert rules(checked) == ["country.unknown"] * 70


def test_what_the_graph_holds_is_known(tmp_path: Path) -> None:
    known = [
        KnownIdentity("city:rabat-ma", ("Rabat", "الرباط"), "country:ma", 2538475, "Q3551"),
        KnownIdentity("city:fes-ma", ("Somewhere else",), "ma"),
        KnownIdentity("practice:known", ("A known practice",)),
    ]
    flows = flow("الرباط", "2538475").replace("youth council", "A known practice")
    folder = write(tmp_path / "data", {"cities": CITIES, "flows": flows.replace("2538475", "Saida"), **CITED})

    checked = read_dataset(folder, known=known)

    assert rules(checked) == []
    assert checked.dataset is not None
    found = next(checked.dataset.every(LearningFlow))
    assert (found.learner, found.practice) == ("city:rabat-ma", "practice:known")
    assert "city:rabat-ma" not in checked.dataset.records


def test_the_data_sets_own_name_comes_before_the_graphs(tmp_path: Path) -> None:
    known = [KnownIdentity("city:fes-other", ("Fes",), "country:ma")]
    folder = write(tmp_path / "data", {"cities": CITIES, "flows": flow("Fes", "Saida"), **CITED})

    checked = read_dataset(folder, known=known)

    assert checked.dataset is not None
    assert next(checked.dataset.every(LearningFlow)).learner == "city:fes-ma"


def test_countries_are_written_by_name_or_code(tmp_path: Path) -> None:
    cities = "".join(
        f"- {{id: city:c{n}, name: City {n}, country: {written}}}\n"
        for n, written in enumerate(["Lebanon", "LB", "lb", "country:lb", "Liban", "لبنان"])
    )

    checked = check(tmp_path / "data", cities=cities)

    assert checked.dataset is not None
    assert {city.country for city in checked.dataset.every(City)} == {"country:lb"}


@pytest.mark.parametrize(
    "cities",
    ["- {id: city:Saida LB, name: Saida, country: LB}\n", "- {id: city:saida-lb, name: 'Saida, country: LB}\n"],
)
def test_references_to_records_that_failed_are_not_reported(cities: str, tmp_path: Path) -> None:
    written = "city:Saida LB" if "Saida LB" in cities else "city:saida-lb"

    checked = check(tmp_path / "data", cities=cities, flows=flow("Morocco", written), **CITED)

    assert {problem.place.file for problem in checked.problems} == {"cities.yaml"}


def test_names_are_not_reported_where_their_table_could_not_be_read(tmp_path: Path) -> None:
    checked = check(tmp_path / "data", cities="Saida\n", flows=flow("Fes", "city:saida-lb"), **CITED)

    assert rules(checked) == ["yaml.list"]
