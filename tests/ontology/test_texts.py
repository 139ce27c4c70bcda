"""Names, identifiers, folding and texts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from practice_atlas.ontology.folding import fold, skeleton
from practice_atlas.ontology.identifiers import (
    KINDS,
    LONGEST,
    SLUG,
    address_of,
    child_identifier,
    is_identifier,
    kind_of,
)
from practice_atlas.ontology.model import Theme
from practice_atlas.ontology.terms import THINGS
from practice_atlas.ontology.texts import Line, NameIn, clean, known_language

identifiers = st.tuples(st.sampled_from(KINDS), st.from_regex(rf"\A{SLUG}\Z")).map(":".join)
NAME = TypeAdapter(NameIn)

#: Bidirectional controls and marks that no document means.
HARMFUL = [*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF))]
HIDDEN = ["\u202e", "\u2066", "\x00", "\x1b", "\ufeff", "\u009f"]


@given(identifiers.filter(lambda text: len(text) <= LONGEST))
def test_identifiers_are_recognised_and_have_one_address(identifier: str) -> None:
    kind, _, slug = identifier.partition(":")

    assert is_identifier(identifier)
    assert kind_of(identifier) == kind
    assert address_of(identifier) == f"{THINGS}{kind}/{slug}"
    assert address_of(identifier).removeprefix(THINGS).replace("/", ":", 1) == identifier


@pytest.mark.parametrize(
    "text",
    ["", "city", "city:", "city:Saida", "city:saida_lb", "city:-a", "city:a-", "city:a--b", "town:a", "city:a b",
     "city:a\n", " city:a", "city:صيدا", "city:" + "a" * 120, "city:../x"],
)  # fmt: skip
def test_what_is_no_identifier(text: str) -> None:
    assert not is_identifier(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_parts_are_identified_by_their_content(one: str, other: str) -> None:
    identifier = child_identifier("implementation:x", "stages", one)

    assert is_identifier(identifier.replace(".stages.", "-"))
    assert (identifier == child_identifier("implementation:x", "stages", other)) is (one == other)
    assert identifier != child_identifier("implementation:x", "states", one)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded
    assert folded == folded.strip()
    assert "  " not in folded


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("أحمد", "احمد"),
        ("إربد", "اربد"),
        ("آسفي", "اسفي"),
        ("مصطفى", "مصطفي"),
        ("المقدادية", "المقداديه"),
        ("صـــيدا", "صيدا"),
        ("عَمَّان", "عمان"),
        ("Saïda", "saida"),
        ("SAIDA", "saida"),
        ("Fès", "Fes"),
        ("Al-Karak", "al karak"),
        ("Ｓａｉｄａ", "saida"),
        ("Straße", "strasse"),
        ("Sa'ida", "saida"),
        ("Sa’ida", "saida"),
        ("a_b", "a b"),
    ],
)
def test_folding_lets_people_find_names(written: str, meant: str) -> None:
    assert fold(written) == fold(meant)


@pytest.mark.parametrize(("one", "other"), [("Saida", "Sidon"), ("Tripoli", "Tunis"), ("صيدا", "صور")])
def test_folding_does_not_translate(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muqdadiyah", "Miqdadiya"),
        ("Al-Miqdadiyah", "Miqdadiyah"),
        ("المقدادية", "Miqdadiyah"),
        ("Sebha", "Sabha"),
        ("Tetouan", "Tetuan"),
        ("Kerak", "Al Karak"),
        ("Telafar", "Tal Afar"),
    ],
)
def test_names_that_sound_alike_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


readable = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=HARMFUL), min_size=1, max_size=20)


@given(readable.filter(lambda text: text.strip()), st.sampled_from(["ar", "fr", "en-GB"]))
def test_names_survive_being_written(text: str, language: str) -> None:
    name = NameIn.parse(f"{text}@{language}")

    assert NameIn.parse(str(name)) == name
    assert NAME.validate_python(NAME.dump_python(name, mode="json")) == name
    assert name.language == language


@pytest.mark.parametrize(
    "written", ["", "صيدا", "@ar", " @ar", "Saida@", "Saida@xx-", "Saida@klingon", "a" * 301 + "@en"]
)
def test_a_name_without_a_known_language_is_refused_with_a_fix(written: str) -> None:
    with pytest.raises(ValidationError) as caught:
        NAME.validate_python(written)

    (error,) = caught.value.errors()
    assert error["ctx"]["rule"] == "name.form"
    assert error["ctx"]["fix"]


def test_only_text_is_a_name() -> None:
    with pytest.raises(ValidationError, match="is not text"):
        NAME.validate_python(7)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_hidden_characters_are_refused(hidden: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(hidden):04X}"):
        clean(f"Sai{hidden}da")
    with pytest.raises(ValidationError):
        TypeAdapter(Line).validate_python(f"Sai{hidden}da")
    with pytest.raises(ValidationError):
        NAME.validate_python(f"Sai{hidden}da@en")


def test_text_is_composed_and_trimmed() -> None:
    assert clean("  Sai\u0308da ") == "Saïda"


@pytest.mark.parametrize("text", ["", "   ", "\u3000", "two\nlines", "x" * 301])
def test_a_line_is_a_line(text: str) -> None:
    with pytest.raises(ValidationError):
        Theme.model_validate({"id": "theme:a", "name": text})


@pytest.mark.parametrize("code", ["en", "ar", "fr", "ckb", "en-GB"])
def test_languages_that_are_known(code: str) -> None:
    assert known_language(code) == code


@pytest.mark.parametrize("code", ["", "e", "EN", "english", "xx", "en_GB", "en-"])
def test_languages_that_are_not(code: str) -> None:
    with pytest.raises(ValueError, match="use for example en, fr or ar"):
        known_language(code)
