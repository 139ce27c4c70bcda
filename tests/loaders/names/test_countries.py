"""Countries by code and by name."""

from __future__ import annotations

import pytest

from practice_atlas.loaders.names.countries import code_of_country
from practice_atlas.ontology.countries import country_codes, country_name, is_country


def test_the_codes_are_those_of_iso_3166_and_kosovo() -> None:
    assert len(country_codes()) == 250
    assert is_country("lb")
    assert is_country("XK")
    assert not {"EU", "UN", "ZZ", "UK", "001"} & country_codes()


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("LB", "en", "Lebanon"), ("lb", "fr", "Liban"), ("LB", "ar", "لبنان"), ("LB", "ar-LB", "لبنان")],
)
def test_countries_have_names(code: str, language: str, name: str) -> None:
    assert country_name(code, language) == name


def test_what_is_no_country_has_no_name() -> None:
    with pytest.raises(KeyError):
        country_name("EU")


@pytest.mark.parametrize(("text", "code"), [("Côte d’Ivoire", "ci"), ("العراق", "iq"), ("TN", "tn"), ("Atlantis", "")])
def test_names_lead_to_codes(text: str, code: str) -> None:
    assert code_of_country(text) == code
