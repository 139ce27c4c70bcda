"""The catalogues are complete: every message has a translation that holds what the English one holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest
from babel.messages.catalog import Message

from practice_atlas.api.derive.saying import said
from practice_atlas.visualisations.languages.catalogues import DRAFT, catalogue, is_draft, path_of
from practice_atlas.visualisations.languages.language import Language

TRANSLATED: Final = (Language.FRENCH, Language.ARABIC)
_SLOTS: Final = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]+>")
#: Begins a text that is put behind another one.
_JOINS: Final = re.compile(r"[ ,;:،؛]")
_WORDS: Final = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def faults(english: str, translation: str) -> Iterator[str]:
    """What is wrong with a translation."""
    if not translation.strip(" ") and english.strip(" "):
        yield "is missing"
    if Counter(_SLOTS.findall(english)) != Counter(_SLOTS.findall(translation)):
        yield "has other slots or elements"
    if bool(_JOINS.match(english)) != bool(_JOINS.match(translation)):
        yield "begins otherwise: templates are put together"
    if translation == english and _WORDS.search(english):
        yield "is in English"


def wrong(message: Message) -> list[str]:
    english, forms = _forms(message.id), _forms(message.string)
    # A form for one thing alone need not say the number; each other says what the English form for several does.
    likes = [english[0] if "%(num)s" not in form else english[-1] for form in forms]
    return [
        f"{english[0]!r} {fault}: {form!r}"
        for like, form in zip(likes, forms, strict=True)
        for fault in faults(like, form)
    ]


def _forms(said: object) -> list[str]:
    several = said if isinstance(said, list | tuple) else [said]
    return [str(form or "") for form in several]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: Language) -> None:
    written = [message for message in catalogue(language) if message.id]

    several = [message for message in written if message.pluralizable]

    assert [fault for message in written for fault in wrong(message)] == []
    assert {len(_forms(message.string)) for message in several} == {catalogue(language).num_plurals}
    assert {message.id for message in written} == set(said())
    assert len(written) > 1_000


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_draft_says_so(language: Language) -> None:
    """No machine-made text is left unmarked: the line goes out when a person has read it, and the sentence with it."""
    head = path_of(language).read_text(encoding="utf-8").partition("msgid")[0]

    assert is_draft(language) == (DRAFT in head)
    assert not is_draft(Language.ENGLISH)


@pytest.mark.parametrize(
    ("english", "translation", "fault"),
    [
        ("Shown", "", "is missing"),
        ("%(shown)s of %(total)s", "%(shown)s sur", "has other slots or elements"),
        ("from {start}", "de {fin}", "has other slots or elements"),
        ("It is <em>unknown</em>", "C’est inconnu", "has other slots or elements"),
        (" at {via}", "lors de {via}", "begins otherwise: templates are put together"),
        ("Nothing is known", "Nothing is known", "is in English"),
    ],
)
def test_faults_are_found(english: str, translation: str, fault: str) -> None:
    assert fault in list(faults(english, translation))


def test_what_is_right_has_no_fault() -> None:
    assert list(faults("%(shown)s of <em>%(total)s</em>", "%(shown)s sur <em>%(total)s</em>")) == []
