"""Pages in English, French and Arabic: how the language is chosen and kept, and that nothing is left in another."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from typing import Final
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from practice_atlas.api.languages import preferred
from practice_atlas.ontology.countries import country_codes, country_name
from practice_atlas.visualisations.languages.catalogues import is_draft
from practice_atlas.visualisations.languages.language import Language
from tests.api.client import Client
from tests.support.sample import sample

PATHS: Final = (
    "/",
    "/practices",
    "/cities",
    "/institutions",
    "/engagements",
    "/missing",
    "/search?q=arda",
    "/search?q=zzzz",
    "/id/practice/youth-council",
    "/id/practice/youth-council?as_of=2010",
    "/id/city/arda",
    "/id/institution/hub",
    "/id/engagement/exchange",
    "/id/implementation/elin-council",
    "/id/country/ma",
    "/id/evidence/council",
    "/network",
    "/map",
    "/docs",
    "/sparql",
    "/sparql?query=SELECT+%3Fs+%7B+%3Fs+a+%3Fc+%7D",
    "/ontology",
    "/mentors",
    "/mentors?learner=city:elin&practice=practice:youth-council&near=true&prefer=western-asia",
    "/mentors?country=iq&population=90000&need=theme:youth",
    "/mentors?learner=city:dalma&practice=practice:youth-council&as_of=2015",
    "/next",
    "/next?learner=city:dalma",
    "/opportunities?per_city=10",
    "/algorithms",
    "/matrix",
    "/matrix?columns=countries&limit=1",
    "/matrix/cell?practice=practice:youth-council&city=city:dalma",
    "/matrix/cell?practice=practice:youth-council&country=country:ma",
    "/timeline",
    "/timeline?city=city:elin",
    "/diffusion",
    "/diffusion?practice=practice:youth-council",
    "/pairings",
    "/follow-up",
    "/share?view=network",
    "/shares",
    "/id/city/nowhere",
    "/v1/views/explorer.html",
    "/v1/views/network.html",
)
OTHERS: Final = (Language.FRENCH, Language.ARABIC)
#: Countries that are called the same in French.
_ALIKE: Final = {country_name(code, "fr") for code in country_codes() if country_name(code, "fr") == country_name(code)}
_ENGLISH: Final = re.compile(r"[a-z]{2,} [a-z]{2,}", re.IGNORECASE)


class _Read(HTMLParser):
    """What is read on a page, apart from text of records and of programs, and from what says that it is English."""

    _QUIET: Final = frozenset({"bdi", "q", "code", "pre", "script", "style", "textarea", "datalist"})
    _ALONE: Final = frozenset({"meta", "link", "input", "br", "col", "hr", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        other = tag in self._QUIET or (tag != "html" and "lang" in told) or "evidence-link" in (told.get("class") or "")
        if tag not in self._ALONE:
            self._open.append((tag, other))
        if not self._quiet:
            self.texts |= {told.get(name) or "" for name in ("aria-label", "placeholder", "title")}

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.texts.add(" ".join(data.split()))

    @property
    def _quiet(self) -> bool:
        return any(other for _, other in self._open)


@cache
def recorded() -> tuple[str, ...]:
    """Everything that records say in words: it is read as it was written."""
    dumped = (record.model_dump_json() for record in sample().records.values())
    return tuple({text for line in dumped for text in re.findall(r'"([^"]{4,})"', line) if " " in text})


def texts(html: str) -> set[str]:
    read = _Read()
    read.feed(html)
    found = {text.replace("Practice Atlas", "") for text in read.texts}
    return {
        text for text in found if _ENGLISH.search(text) and not any(said in text or text in said for said in recorded())
    }


def spoken(path: str, language: Language) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_left_in_english(service: Client, path: str, language: Language) -> None:
    english, other = service.get(path, accept="text/html"), service.get(spoken(path, language), accept="text/html")

    assert other.status_code == english.status_code
    assert f'<html lang="{language}" dir="{language.direction}">' in other.text
    assert other.headers["content-language"] == language
    assert texts(english.text), "nothing was looked at"
    assert (texts(english.text) & texts(other.text)) - _ALIKE == set()


def test_the_comparison_finds_english() -> None:
    assert texts('<p>One text here <bdi>a name here</bdi></p><p lang="en">told in English</p>') == {"One text here"}
    assert texts('<p aria-label="Table of rows">x</p><input placeholder="type some names">') == {
        "Table of rows",
        "type some names",
    }


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("ar", "ar"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "fr"),
        ("de, ar-LB;q=0.4, fr;q=0.6", "fr"),
        ("en;q=0.2, ar;q=0.9", "ar"),
        ("de, *", "en"),
        ("fr;q=0, ar;q=0", "en"),
        ("fr;q=x, ;;, ar ; q=0.1", "ar"),
        ("FR", "fr"),
    ],
)
def test_what_a_browser_asks_for(header: str | None, language: str) -> None:
    assert preferred(header) == language


def heading(answer: httpx.Response) -> str:
    found = re.search(r'<html lang="(\w\w)"', answer.text)
    return found.group(1) if found else ""


def test_the_address_comes_before_what_was_chosen_and_that_before_the_browser(service: Client) -> None:
    asked = {"accept_language": "fr", "accept": "text/html"}

    assert heading(service.get("/", accept="text/html")) == "en"
    assert heading(service.get("/", **asked)) == "fr"
    assert heading(service.get("/", **asked, cookie="practice-atlas-language=ar")) == "ar"
    assert heading(service.get("/?lang=en", **asked, cookie="practice-atlas-language=ar")) == "en"
    assert heading(service.get("/", cookie="practice-atlas-language=xx")) == "en"


def test_a_choice_is_remembered_and_nothing_else_is(service: Client) -> None:
    chosen = service.get("/cities?lang=ar", accept="text/html")
    again = service.get("/cities?lang=ar", accept="text/html", cookie="practice-atlas-language=ar")

    assert chosen.headers["set-cookie"] == (
        "practice-atlas-language=ar; HttpOnly; Max-Age=31536000; Path=/; SameSite=Lax"
    )
    assert "set-cookie" not in again.headers
    assert "set-cookie" not in service.get("/cities", accept="text/html", accept_language="ar").headers
    assert "set-cookie" not in service.get("/v1/views/matrix?lang=ar").headers


def test_caches_tell_languages_apart(service: Client) -> None:
    english, french = service.get("/", accept="text/html"), service.get("/?lang=fr", accept="text/html")
    etag = french.headers["etag"]

    assert etag != english.headers["etag"]
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in french.headers["vary"].split(",")}
    assert service.get("/", accept_language="fr", if_none_match=etag).status_code == 304
    assert "Accept-Language" in service.get("/", accept_language="fr", if_none_match=etag).headers["vary"]
    assert service.get("/", if_none_match=etag).status_code == 200
    assert service.get("/id/city/arda.json", accept_language="fr").headers["content-type"] == "application/json"


def test_the_switch_keeps_the_question_and_links_keep_the_language(service: Client) -> None:
    path = "/mentors?learner=city:elin&practice=practice:youth-council&prefer=asia&prefer=europe&as_of=2025"
    page = service.get(f"{path}&lang=fr", accept="text/html").text
    switch = re.findall(r'<a href="([^"]*)" lang="(\w\w)" hreflang="\2"( aria-current="true")?>([^<]+)</a>', page)
    ours = [link for link in re.findall(r'href="(/[^"]*)"', page) if not link.startswith(("/v1", "/static"))]

    assert [(code, name) for _, code, _, name in switch] == [("en", "English"), ("fr", "Français"), ("ar", "العربية")]
    assert [code for _, code, current, _ in switch if current] == ["fr"]
    for address, code, _, _ in switch:
        asked = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
        assert asked == {**parse_qs(urlsplit(path).query), "lang": [code]}
    assert len(ours) > 10
    assert [link for link in ours if "lang=fr" not in link] == []
    assert '<input type="hidden" name="lang" value="fr">' in page

    unnamed = service.get(path, accept="text/html", accept_language="fr").text
    assert [link for link in re.findall(r'href="(/[^"]*)"', unnamed) if "lang=" in link] == []


def test_interfaces_for_programs_speak_english_unless_a_view_is_asked_for_in_another(service: Client) -> None:
    asked = {"accept_language": "ar", "cookie": "practice-atlas-language=ar"}
    matrix, arabic = service.get("/v1/views/matrix", **asked), service.get("/v1/views/matrix?lang=ar")
    network = service.get("/v1/views/network?lang=fr").json()

    assert matrix.json() == service.get("/v1/views/matrix").json()
    assert matrix.json()["legend"] != arabic.json()["legend"]
    assert arabic.headers["content-language"] == "ar"
    assert "content-language" not in matrix.headers
    assert service.get("/v1/entities/city:arda?lang=ar", **asked).json() == service.get("/v1/entities/city:arda").json()
    assert network["looks"]["city"]["label"] == "Ville"
    assert any("a appris auprès de" in link["says"] for link in network["links"])
    assert "a appris" not in json.dumps(service.get("/v1/views/network").json())


@pytest.mark.parametrize("path", ["/?lang=de", "/id/city/arda?lang=", "/v1/views/matrix?lang=xx"])
def test_a_language_that_there_is_not_is_refused(service: Client, path: str) -> None:
    refused = service.get(path, accept="application/json" if path.startswith("/v1") else "text/html")

    assert refused.status_code == 422
    assert "'en', 'fr' or 'ar'" in refused.text.replace("&#39;", "'")


def test_things_are_called_by_their_names_in_the_language(service: Client) -> None:
    page = service.get("/id/country/ma?lang=ar", accept="text/html").text

    assert "<h1><bdi>المغرب</bdi></h1>" in page
    assert "Maroc" in service.get("/cities?lang=fr", accept="text/html").text


@pytest.mark.parametrize("language", OTHERS)
def test_a_draft_is_marked_on_the_page(service: Client, language: Language) -> None:
    page = service.get(f"/?lang={language}", accept="text/html").text

    assert ('<p class="draft">' in page) == is_draft(language)
    assert '<p class="draft">' not in service.get("/", accept="text/html").text
