"""The tables of a brief: the same keys and the same slots in every language."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from practice_atlas.ontology.vocabularies import CityKind, FlowKind, FlowState, Role, Stage
from practice_atlas.visualisations.brief.languages import TABLES, Language
from practice_atlas.visualisations.pairing_messages import ENGLISH as PAIRINGS

ENGLISH = TABLES["en"]


def slots(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name)


@pytest.mark.parametrize("language", Language)
def test_every_language_has_every_key_with_its_slots(language: Language) -> None:
    table = TABLES[language]

    assert len(ENGLISH) > 100
    assert set(table) == set(ENGLISH)
    assert {key: slots(text) for key, text in table.items()} == {key: slots(text) for key, text in ENGLISH.items()}


def test_codes_have_words() -> None:
    doubts = {key for key in PAIRINGS if key.startswith("doubt.")}
    wanted = {
        *doubts,
        *(key.replace("doubt.", "ask.") for key in doubts),
        *(f"stage.{code}" for code in Stage),
        *(f"role.{code}" for code in set(Role) - {Role.EXAMPLE}),
        *(f"city.{code}" for code in CityKind),
        *(f"kind.{code}" for code in FlowKind),
        *(f"flow.{code}" for code in FlowState),
    }

    assert wanted - set(ENGLISH) == set()


def test_no_translation_is_left_in_english_and_each_is_marked() -> None:
    latin = {key for key, text in TABLES["ar"].items() if not re.search(r"[\u0621-\u064a]", text)}
    assert {key for key in latin if re.search("[a-z]", re.sub("{.*?}", "", TABLES["ar"][key]))} == set()
    assert {key for key, text in TABLES["fr"].items() if text == ENGLISH[key] and len(text) > 12} == set()
    assert "machine" in Language.FRENCH.message("machine")
    assert "آلي" in Language.ARABIC.message("machine")


@pytest.mark.parametrize(
    ("stated", "english", "french", "arabic"),
    [
        (None, "not dated in the source", "sans date dans la source", "بلا تاريخ في المصدر"),
        ("2024", "2024", "2024", "2024"),
        ("2024-01", "January 2024", "janvier 2024", "يناير 2024"),
        ("2025-02-17", "17 February 2025", "17 février 2025", "17 فبراير 2025"),
        ("2024-05~", "about May 2024", "vers mai 2024", "نحو مايو 2024"),
        ("2023/2024-05", "from 2023 to May 2024", "début\u00a0: 2023, fin\u00a0: mai 2024", "من 2023 إلى مايو 2024"),
        ("2023/..", "since 2023", "depuis\u00a0: 2023", "منذ 2023"),
        ("../2023", "until 2023", "jusqu’à\u00a0: 2023", "حتى 2023"),
        ("202X", "the 2020s", "tel qu’écrit\u00a0: 202X", "كما كُتب: 202X"),
    ],
)
def test_days_are_as_precise_as_the_source(stated: str | None, english: str, french: str, arabic: str) -> None:
    assert [language.when(stated) for language in Language] == [english, french, arabic]
