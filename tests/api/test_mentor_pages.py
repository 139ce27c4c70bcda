"""The page that finds mentors, over HTTP: what its address may hold, what is refused and how, and what is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.graph.pairings.candidates import MOST_MENTEES
from practice_atlas.graph.pairings.mentors import MOST
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving
from tests.support.embedded import embedded
from tests.support.pairing import network

LINA = "/mentors?learner=city:lina&practice=practice:youth-council"
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph of the small network of tests of pairings."""
    return embedded(tmp_path_factory.mktemp("mentors"), network())


@pytest.fixture(scope="module")
def mentoring(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The service on it."""
    with serving(Settings(engine=address, store=f"sqlite:{tmp_path_factory.mktemp('store') / 'store'}")) as client:
        yield client


def _mentors(html: str) -> list[str]:
    return re.findall(r'<h3 id="mentor-\d+"><a [^>]*><bdi>([^<]*)</bdi>', html)


@pytest.mark.parametrize(
    "path",
    ["/mentors", "/mentors?learner=&practice=&country=&need=&need=&kind=city&most_mentees=3&algorithm=fixed-weights",
     "/mentors?practice=Youth council", "/mentors?as_of=2024"],
)  # fmt: skip
def test_without_a_city_the_page_is_a_form(mentoring: Client, path: str) -> None:
    answer = mentoring.get(path)

    assert answer.status_code == 200
    assert "<h1>Find a mentor</h1>" in answer.text
    assert 'role="alert"' not in answer.text
    assert _mentors(answer.text) == []


def test_the_same_mentors_as_the_interface_for_programs(mentoring: Client) -> None:
    page = mentoring.get(LINA)
    link = unescape(re.findall(r'href="(/v1/pairings\?[^"]*)"', page.text)[0])
    told = mentoring.get(link).json()

    assert page.status_code == 200
    assert _mentors(page.text) == [mentor["city"]["name"] for mentor in told["mentors"]] == ["Nour", "Omid", "Pella"]
    assert mentoring.get(LINA).content == page.content
    assert mentoring.get(LINA, if_none_match=page.headers["etag"]).status_code == 304


def test_the_link_to_the_same_as_json_holds_the_whole_question(mentoring: Client) -> None:
    query = (
        "country=lb&population=90 000&kind=district&need=theme:youth&need=Night bus&language=Arabic, French&as_of=2025"
        "&known_at=1&prefer=asia&avoid=europe&near=true&most_mentees=2&algorithm=popularity&limit=5"
    )
    page = mentoring.get(f"/mentors?{query}")
    link = unescape(re.findall(r'href="(/v1/pairings\?[^"]*)"', page.text)[0])

    assert page.status_code == 200, page.text
    assert parse_qs(urlsplit(link).query) == {
        "country": ["lb"], "population": ["90000"], "kind": ["district"], "need": ["theme:youth", "Night bus"],
        "language": ["ar", "fr"], "as_of": ["2025"], "known_at": ["1"], "prefer": ["asia"], "avoid": ["europe"],
        "near": ["true"], "most_mentees": ["2"], "algorithm": ["popularity"], "limit": ["5"],
    }  # fmt: skip
    assert _mentors(page.text) == [mentor["city"]["name"] for mentor in mentoring.get(link).json()["mentors"]]


@pytest.mark.parametrize(
    ("query", "status", "field", "says"),
    [
        ("learner=Atlantis", 404, "learner", "Nothing is called 'Atlantis'."),
        ("learner=theme:youth", 404, "learner", "theme:youth is no city."),
        ("learner=Lina&practice=Teleport", 404, "practice", "Nothing is called 'Teleport'."),
        ("practice=Teleport", 404, "practice", "Nothing is called 'Teleport'."),
        ("learner=Lina&country=lb", 422, "learner", "A city is named, and a new one described too."),
        ("need=theme:youth", 422, "country", "A new city is described without its country."),
        ("country=xx&need=theme:youth", 422, "country", "There is no country 'xx'."),
        ("country=lb&need=Atlantis", 404, "need", "Nothing is called 'Atlantis'."),
        ("country=lb&need=city:lina", 404, "need", "city:lina is no practice or theme."),
        ("country=lb&population=many", 422, "population", "'many' cannot be taken."),
        ("country=lb&kind=empire", 422, "kind", "'empire' is no kind of local government."),
        ("learner=Lina&language=Elvish", 404, "language", "'Elvish' is no language."),
        ("learner=Lina&as_of=yesterday", 422, "as_of", "not a date"),
        ("as_of=yesterday", 422, "as_of", "not a date"),
        ("learner=Lina&prefer=narnia", 404, "prefer", "'narnia' is no region of UN M49."),
        ("avoid=narnia", 404, "avoid", "'narnia' is no region of UN M49."),
        ("learner=Lina&avoid=europe&prefer=europe", 422, "avoid", "Europe is both preferred and avoided."),
        ("learner=Lina&most_mentees=-1", 422, "most_mentees", "'-1' cannot be taken."),
        ("learner=Lina&algorithm=oracle", 422, "algorithm", "There is no algorithm 'oracle'."),
        ("country=lb&" + "&".join(f"need={number}" for number in range(11)), 422, "need", "11 are named."),
    ],
)
def test_what_cannot_be_asked_is_told_beside_its_field(
    mentoring: Client, query: str, status: int, field: str, says: str
) -> None:
    answer = mentoring.get(f"/mentors?{query}")
    beside = re.findall(rf'<p class="fault" id="fault-{field}">(.*?)</p>', answer.text, re.DOTALL)

    assert answer.status_code == status
    assert len(beside) == 1, answer.text
    assert says in unescape(re.sub("<[^>]*>", "", beside[0]))
    assert f'href="#f-{field}"' in answer.text
    assert f'id="f-{field}"' in answer.text
    assert re.search(rf'aria-invalid="true" aria-describedby="fault-{field}', answer.text)
    assert answer.headers["cache-control"] == "no-store"


def test_all_that_is_wrong_is_told_at_once(mentoring: Client) -> None:
    answer = mentoring.get(
        "/mentors?learner=Lin&practice=Teleport&language=Elvish&language=Blabla&as_of=yesterday&prefer=narnia"
        "&most_mentees=-1&algorithm=oracle&limit=many"
    )
    alert = unescape("".join(re.findall(r'<section class="conflicts".*?</section>', answer.text, re.DOTALL)))

    assert re.findall('id="fault-([^"]*)"', answer.text) == [
        "learner", "practice", "as_of", "language", "prefer", "most_mentees", "algorithm",
    ]  # fmt: skip
    assert alert.count("<li>") == 9
    assert all(f"{name!r} is no language" in alert for name in ("Elvish", "Blabla"))
    assert "'many' cannot be taken" in alert
    (meant,) = re.findall(r'<p class="fault" id="fault-learner">.*?href="([^"]*)"', answer.text)
    assert mentoring.get(unescape(meant)).status_code == 200


@pytest.mark.parametrize(("query", "way"), [("learner=Quiet&as_of=2025", True), ("country=lb", False)])
def test_where_nothing_is_wanted_the_page_asks_for_a_practice(mentoring: Client, query: str, way: bool) -> None:
    answer = mentoring.get(f"/mentors?{query}")

    assert answer.status_code == 200
    assert "Nothing is known that this city needs, asked for or promised" in answer.text
    assert 'role="alert"' not in answer.text
    assert ('href="/next?as_of=2025&amp;learner=Quiet"' in answer.text) is way


def test_programs_are_told_as_problem_details(mentoring: Client) -> None:
    refused = mentoring.get("/mentors?learner=Atlantis", accept="application/json")

    assert (refused.status_code, refused.json()["parameter"]) == (404, "learner")


def test_a_suggestion_is_the_question_with_the_name_that_was_meant(mentoring: Client) -> None:
    answer = mentoring.get("/mentors?country=lb&need=Youth coun&need=theme:youth&as_of=2025")
    links = [unescape(link) for link in re.findall(r'<a href="(/mentors\?[^"]*need=[^"]*)"', answer.text)]

    assert answer.status_code == 404
    assert {"need": ["practice:youth-council", "theme:youth"], "country": ["lb"], "as_of": ["2025"]} in [
        parse_qs(urlsplit(link).query) for link in links
    ]
    assert {mentoring.get(link).status_code for link in links} == {200}


def test_a_limit_without_a_field_is_told_above_the_form(mentoring: Client) -> None:
    answer = mentoring.get("/mentors?learner=Lina&limit=51")

    assert answer.status_code == 422
    assert "51 mentors are asked for" in answer.text


def test_a_date_that_is_no_date_stays_in_no_link(mentoring: Client) -> None:
    answer = mentoring.get("/mentors?as_of=yesterday")

    assert re.findall(r'href="[^"]*yesterday[^"]*"', answer.text) == []
    assert 'value="yesterday"' in answer.text


@pytest.mark.parametrize("name", ["learner", "practice", "country", "population", "kind", "need", "language", "as_of",
                                  "prefer", "avoid", "most_mentees", "algorithm", "limit"])  # fmt: skip
def test_what_was_sent_is_shown_as_text(mentoring: Client, name: str) -> None:
    sent = "\"><script>alert(1)</script>' onfocus=x"
    answers = [mentoring.get(f"/mentors?{more}{name}={quote(sent)}") for more in ("", "learner=Lina&", "country=lb&")]

    assert {answer.status_code for answer in answers} <= {200, 404, 422}
    assert not any("<script>" in answer.text or "' onfocus=x\"" in answer.text for answer in answers)


def test_too_long_a_name_is_refused(mentoring: Client) -> None:
    assert mentoring.get(f"/mentors?learner={'x' * 301}").status_code == 422


def test_closed_cities_are_neither_offered_nor_proposed(mentoring: Client, address: str) -> None:
    paths = ["/mentors", LINA, "/mentors?learner=Hidden", "/mentors?country=ma&need=theme:youth"]
    for_anybody = "".join(mentoring.get(path).text for path in paths)
    with serving(Settings(engine=address, audience=Audience.HUB)) as hub:
        for_hub = [hub.get(path).text for path in paths]

    assert "hidden-" not in for_anybody
    assert "city/hidden" not in for_anybody
    assert "Hidden, Morocco" not in for_anybody
    assert "Hidden" in _mentors(for_hub[1])
    assert 'value="Hidden, Morocco"' in for_hub[0]


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("learner=Lina&practice=Youth council&as_of=2019", "/mentors?learner=Lina&practice=Youth+council"),
        ("learner=Lina&practice=Youth council&avoid=asia&avoid=europe", "/mentors?learner=Lina&practice=Youth+council"),
        ("learner=Lina&practice=Night bus", "/id/practice/bus"),
    ],
)
def test_where_nobody_is_proposed_the_page_says_what_to_do(mentoring: Client, query: str, way: str) -> None:
    answer = mentoring.get(f"/mentors?{query}")

    assert answer.status_code == 200
    assert _mentors(answer.text) == []
    assert "<h3>What to do</h3>" in answer.text
    assert f'href="{way}"' in unescape(answer.text)


def test_many_are_shown_in_part_and_all_on_request(mentoring: Client) -> None:
    answer = mentoring.get(f"{LINA}&limit=2")

    assert len(_mentors(answer.text)) == 2
    assert "2 of 3, the best fit first." in answer.text
    assert "limit=50" in answer.text


def test_the_page_says_of_the_back_test_what_the_documents_say(mentoring: Client) -> None:
    section = re.findall(r'<section id="how-well".*?</section>', mentoring.get(LINA).text, re.DOTALL)[0]
    figures = re.findall(r"(?<![\w.])(?:\.\d{3}|\d{3,4}|50)(?!\w)", re.sub("<[^>]*>", " ", section))
    documents = (DOCS / "backtests.md").read_text(encoding="utf-8")

    assert {".603", ".546", "728", "50", "1990", "2015"} <= set(figures)
    assert [figure for figure in figures if figure not in documents] == []
    assert "no open table of pairings came with the project" in documents


@pytest.mark.parametrize(
    ("path", "link"),
    [("/", "/mentors"), ("/id/city/lina", "/mentors?learner=city%3Alina"),
     ("/id/practice/youth-council", "/mentors?practice=practice%3Ayouth-council")],
)  # fmt: skip
def test_other_pages_lead_there(mentoring: Client, path: str, link: str) -> None:
    assert f'href="{link}"' in mentoring.get(path).text


def test_the_documents_tell_the_weights_that_are_used() -> None:
    rules = own_weights()
    told = (DOCS / "pairings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| (\.\d\d) \| ", told, re.MULTILINE)
    stages, close = rules.stages, rules.closeness

    assert [float(row) for row in rows] == list(rules.weights.values())
    assert f"good from {rules.bands.good:.2f}, possible from {rules.bands.possible:.2f}".replace("0.", ".") in told
    assert f"in use {stages.in_use:g}, adopted {stages.adopted:g}, taught {stages.taught:g}".replace("0.", ".") in told
    assert f"× {close.narrower:g}, the one right above {close.broader:g}".replace("0.", ".") in told
    assert f"at most {MOST}" in told
    assert f"`most_mentees` ({MOST_MENTEES})" in told


def test_each_mentor_has_a_brief_to_send(mentoring: Client) -> None:
    """In three languages and as PDF; the addresses are asked as they stand."""
    page = mentoring.get(f"{LINA}&as_of=2025-06&most_mentees=9", accept="text/html").text
    links = [unescape(link) for link in re.findall(r'href="([^"]*/v1/pairings/brief[^"]*)"', page)]

    assert len(links) == 3 * 4
    assert {mentoring.get(link).status_code for link in links} == {200}
    assert all("as_of=2025-06" in link for link in links)


def test_each_mentor_of_a_new_city_has_a_brief_too(mentoring: Client) -> None:
    """As it was described; where a theme was asked for, about the practice that the mentor has to show."""
    asked = "country=iq&population=90+000&language=Arabic&language=French"
    for need in ("need=theme:youth", "practice=practice:youth-council"):
        page = mentoring.get(f"/mentors?{asked}&{need}", accept="text/html").text
        links = [unescape(link) for link in re.findall(r'href="([^"]*/v1/pairings/brief[^"]*)"', page)]

        assert links
        assert all("country=iq&population=90000&kind=city&speaks=ar&speaks=fr&mentor=" in link for link in links)
        assert {mentoring.get(link).status_code for link in links} == {200}
        read = [link for link in links if "format=" not in link and not re.search("[?&]language=", link)]
        assert len(read) == len(links) / 4
        assert all("a new member (Iraq)" in mentoring.get(link).text for link in read)
