"""The pages of what a city could do next and of where practices could be replicated, over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import Client, serving
from tests.support.history import history
from tests.support.pairing import COUNCIL, doing, network, taught

#: Nour runs a night bus, Omid was shown it, and a city that is closed wants a council.
MORE: Final[tuple[dict[str, Any], ...]] = (
    doing("nour", "practice:bus", {"stage": "in-use", "when": "2021"}, evidence="evidence:nour"),
    taught("nour", "omid", "practice:bus", "evidence:nour-too", when="2022-06"),
    {"id": "intention:hidden", "intention_kind": "need", "actor": "city:hidden", "practice": COUNCIL, "when": "2024",
     "summary": "Hidden wants one too.", "evidence": ["evidence:closed"], "audience": "hub"},
    {"id": "intention:secret", "intention_kind": "need", "actor": "city:quiet", "practice": COUNCIL, "when": "2024",
     "summary": "Quiet wants one in secret.", "evidence": ["evidence:closed"], "audience": "hub"},
)  # fmt: skip
_ALL: Final = "/opportunities?per_city=10&per_practice=10"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph of the small network of tests of pairings."""
    found = f"embedded:{tmp_path_factory.mktemp('suggestions') / 'graph'}"
    with open_engine(found, writable=True) as engine:
        load(engine, network(*MORE))
    return found


@pytest.fixture(scope="module")
def service(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The service on it."""
    with serving(Settings(engine=address, store=f"sqlite:{tmp_path_factory.mktemp('store') / 'store'}")) as client:
        yield client


def _practices(html: str) -> list[str]:
    return re.findall(r'<h3 id="practice-\d+"><a [^>]*><bdi>([^<]*)</bdi>', html)


def _rows(html: str) -> list[tuple[str, ...]]:
    """Learner, practice and mentor of each opportunity."""
    row = r'<th scope="row"><p><a [^>]*><bdi>([^<]*)</bdi>.*?class="named"><a [^>]*><bdi>([^<]*)</bdi>.*?With </span>'
    return re.findall(row + r"<a [^>]*><bdi>([^<]*)</bdi>", html, re.DOTALL)


def _json(html: str) -> str:
    return unescape(re.findall(r'href="([^"]*)">This answer as JSON', html)[0])


@pytest.mark.parametrize("path", ["/next", "/next?learner=&as_of=&limit=", "/next?as_of=2024"])
def test_without_a_city_the_page_of_what_is_next_is_a_form(service: Client, path: str) -> None:
    answer = service.get(path)

    assert answer.status_code == 200
    assert "<h1>What could a city do next?</h1>" in answer.text
    assert 'role="alert"' not in answer.text
    assert 'value="Lina, Lebanon"' in answer.text


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A service on a network with enough history to learn from."""
    found = f"embedded:{tmp_path_factory.mktemp('history') / 'graph'}"
    with open_engine(found, writable=True) as engine:
        load(engine, history())
    with serving(Settings(engine=found, store=f"sqlite:{tmp_path_factory.mktemp('learned') / 'store'}")) as client:
        yield client


def test_likelihoods_are_told_in_words_with_evidence_and_without_probabilities(learned: Client) -> None:
    query = "learner=city:h1&algorithm=explainable-hazard"
    page = learned.get(f"/next?{query}")
    told = learned.get(_json(page.text)).json()

    assert page.status_code == 200
    assert told["algorithm"] == "explainable-hazard"
    assert _practices(page.text) == [one["practice"]["name"] for one in told["practices"]]
    assert "the likeliest first" in page.text
    card = re.findall(r"<article.*?</article>", page.text, re.DOTALL)[0]
    assert "How likely, compared with other practices" in card
    assert len(re.findall(r"That (?:makes it (?:likelier|less likely) than|is as) usual", card)) == 8
    assert re.search(r"took up .* in 20\d\d", card)
    assert not re.search(r"caus|per cent|\d%|probability", card)
    assert learned.get(f"/next?{query}").content == page.content
    assert "learned_from" not in learned.get("/next?learner=city:h1").text
    assert learned.get("/v1/cities/city:h1/next-practices").json()["learned_from"] is None


def test_too_little_history_is_told_beside_the_field(service: Client) -> None:
    page = service.get("/next?learner=Lina&algorithm=explainable-hazard")
    told = service.get("/v1/cities/Lina/next-practices?algorithm=explainable-hazard")

    assert page.status_code == told.status_code == 422
    assert (told.json()["parameter"], "it takes 200" in told.json()["detail"]) == ("algorithm", True)
    assert 'id="fault-algorithm"' in page.text
    assert '<option value="explainable-hazard" selected>' in page.text


def test_how_recommendations_are_made_is_told_of_each_algorithm(service: Client) -> None:
    page = service.get("/algorithms").text
    told = service.get("/v1/algorithms").json()

    assert re.findall(r'<h2 id="([^"]*)">', page)[: len(told["algorithms"])] == [
        one["name"] for one in told["algorithms"]
    ]
    assert all(unescape(one["summary"]) in unescape(page) for one in told["algorithms"])
    assert "200 adoptions that a source dates" in page
    assert page.count('class="number-cell">0.') == len(told["weights"]) + len(told["on_request"])
    for path in ("/mentors", "/next", "/opportunities"):
        assert f'href="{path}"' in page
        assert 'href="/algorithms"' in service.get(path if path != "/next" else "/next?learner=Lina").text


@pytest.mark.parametrize("query", ["learner=Lina", "learner=city:lina&as_of=2024-12&limit=2&known_at=1"])
def test_next_names_the_same_as_the_interface_for_programs(service: Client, query: str) -> None:
    page = service.get(f"/next?{query}")
    told = service.get(_json(page.text)).json()

    assert page.status_code == 200
    assert _practices(page.text) == [one["practice"]["name"] for one in told["practices"]]
    assert parse_qs(urlsplit(_json(page.text)).query).items() <= parse_qs(query).items()
    assert service.get(f"/next?{query}").content == page.content
    assert service.get(f"/next?{query}", if_none_match=page.headers["etag"]).status_code == 304


def test_a_card_has_why_with_whom_and_a_way_on(service: Client) -> None:
    page = service.get("/next?learner=Lina&as_of=2025").text
    council, *others = re.findall(r"<article.*?</article>", page, re.DOTALL)

    assert "It needs" in council
    assert "Nothing is known of its interest." not in council
    assert any("Nothing is known of its interest." in other for other in others)
    assert len(re.findall('class="short"', council)) == 3
    assert council.count("Evidence (") >= 4
    way = unescape(re.findall(r'href="(/mentors[^"]*)"', council)[0])
    assert parse_qs(urlsplit(way).query) == {"as_of": ["2025"], "learner": ["city:lina"], "practice": [COUNCIL]}
    assert service.get(way).status_code == 200


def test_what_it_began_or_stopped_is_told(service: Client) -> None:
    assert re.search("It has one itself: .*, paused", service.get("/next?learner=Petra").text)


def test_where_nothing_is_next_the_page_says_why_and_what_to_do(service: Client) -> None:
    answer = service.get("/next?learner=Lina&as_of=2015")

    assert answer.status_code == 200
    assert _practices(answer.text) == []
    assert "Insufficient evidence: by the end of 2015, " in answer.text
    assert 'href="/next?learner=Lina"' in answer.text


def test_fewer_than_all_say_so_and_lead_to_more(service: Client) -> None:
    following, everywhere = service.get("/next?learner=Lina&limit=1").text, service.get(f"{_ALL}&limit=1").text

    assert "1 of 4, by the score of the best mentor." in following
    assert len(_practices(following)) == 1
    assert 'href="/next?learner=Lina&amp;limit=50"' in following
    assert len(_rows(everywhere)) == 1
    assert "limit=100" in everywhere


@pytest.mark.parametrize(
    "query",
    ["", "per_city=10&per_practice=10&as_of=2025&known_at=1", "practice=Youth council&per_city=1&limit=3",
     "theme=Youth participation&country=Jordan&region=Western Asia&per_practice=7"],
)  # fmt: skip
def test_opportunities_are_those_of_the_interface_for_programs(service: Client, query: str) -> None:
    page = service.get(f"/opportunities?{query}")
    told = service.get(_json(page.text)).json()

    assert page.status_code == 200
    assert _rows(page.text) == [
        (one["learner"]["name"], one["practice"]["name"], one["mentor"]["city"]["name"])
        for one in told["opportunities"]
    ]
    assert told["opportunities"]
    assert parse_qs(urlsplit(_json(page.text)).query) == parse_qs(query)
    assert f"{told['cap']} with one mentor" in page.text
    assert f"Left out because of them: {told['passed_over']}." in page.text
    assert f"With another mentor than the one with the highest score: {told['changed_by_cap']}." in page.text
    section = re.findall(r'<section aria-labelledby="h-regions">.*?</section>', page.text, re.DOTALL)[0]
    regions = re.findall(r'<th scope="row">(.*?)</th><td[^>]*>(\d+)</td><td[^>]*>(\d+)</td>', section)
    assert [(int(learners), int(mentors)) for _, learners, mentors in regions] == [
        (one["learners"], one["mentors"]) for one in told["exposure"]
    ]


def test_what_the_cap_changed_is_told_with_its_opportunity(service: Client) -> None:
    page = service.get(_ALL).text
    told = service.get(_json(page)).json()["opportunities"]

    assert page.count(", who is named for as many others as the cap allows") == sum(
        one["instead_of"] is not None for one in told
    )
    assert page.count("Each of its mentors is named for as many others as the cap allows") == sum(
        one["beyond_cap"] for one in told
    )
    assert any(one["instead_of"] or one["beyond_cap"] for one in told)


@pytest.mark.parametrize(
    ("path", "says"),
    [("/opportunities?as_of=2015", "Insufficient evidence: by the end of 2015, "),
     ("/opportunities?country=Morocco", "Insufficient evidence: no city is known to be interested")],
)  # fmt: skip
def test_where_there_are_no_opportunities_the_page_says_why(service: Client, path: str, says: str) -> None:
    answer = service.get(path)

    assert answer.status_code == 200
    assert _rows(answer.text) == []
    assert says in answer.text
    assert 'href="/opportunities"' in answer.text


@pytest.mark.parametrize(
    ("path", "status", "field", "says"),
    [
        ("/next?learner=Atlantis", 404, "learner", "Nothing is called 'Atlantis'."),
        ("/next?learner=theme:youth", 404, "learner", "theme:youth is no city."),
        ("/next?learner=Lina&as_of=yesterday", 422, "as_of", "not a date"),
        ("/next?learner=Lina&algorithm=oracle", 422, "algorithm", "There is no algorithm 'oracle'"),
        ("/next?as_of=yesterday", 422, "as_of", "not a date"),
        ("/opportunities?practice=Teleport", 404, "practice", "Nothing is called 'Teleport'."),
        ("/opportunities?practice=theme:youth", 404, "practice", "theme:youth is no practice."),
        ("/opportunities?theme=Teleport", 404, "theme", "Nothing is called 'Teleport'."),
        ("/opportunities?country=Narnia", 404, "country", "Nothing is called 'Narnia'."),
        ("/opportunities?region=narnia", 404, "region", "'narnia' is no region of UN M49."),
        ("/opportunities?as_of=yesterday", 422, "as_of", "not a date"),
        ("/opportunities?per_city=0", 422, "per_city", "'0' cannot be taken."),
        ("/opportunities?per_practice=many", 422, "per_practice", "'many' cannot be taken."),
    ],
)
def test_what_cannot_be_asked_is_told_beside_its_field(
    service: Client, path: str, status: int, field: str, says: str
) -> None:
    answer = service.get(path)
    beside = re.findall(rf'<p class="fault" id="fault-{field}">(.*?)</p>', answer.text, re.DOTALL)

    assert answer.status_code == status
    assert len(beside) == 1, answer.text
    assert says in unescape(re.sub("<[^>]*>", "", beside[0]))
    assert f'href="#f-{field}"' in answer.text
    assert re.search(rf'id="f-{field}"[^>]* aria-invalid="true" aria-describedby="fault-{field}', answer.text)
    assert answer.headers["cache-control"] == "no-store"
    assert "yesterday" not in "".join(re.findall(r'href="[^"]*"', answer.text))


@pytest.mark.parametrize(
    "path",
    [
        "/next?learner=Atlantis&as_of=yesterday&algorithm=oracle",
        "/opportunities?practice=Atlantis&region=narnia&as_of=soon&per_city=0&per_practice=x",
        "/matrix?practice=Atlantis&theme=None&country=Narnia&region=narnia&state=no&columns=rows&as_of=soon",
        "/timeline?city=Atlantis&as_of=soon",
        "/diffusion?practice=Atlantis&by=day&as_of=soon",
        "/follow-up?months=0&what=cities&city=Atlantis&as_of=soon",
        "/pairings?learner=Atlantis&mentor=Atlantis&practice=Atlantis&stage=over",
    ],
)
def test_all_that_is_wrong_is_told_at_once(service: Client, path: str) -> None:
    page, fields = service.get(path), re.findall("[?&]([a-z_]*)=", path)

    assert page.status_code in (404, 422)
    assert sorted(re.findall('id="fault-([^"]*)"', page.text)) == sorted(fields)
    assert all(f'href="#f-{field}"' in page.text for field in fields)


@pytest.mark.parametrize("path", ["/next?learner=Lina&limit=51", "/opportunities?limit=101"])
def test_a_limit_without_a_field_is_told_above_the_form(service: Client, path: str) -> None:
    answer = service.get(path)

    assert answer.status_code == 422
    assert "Write a whole number from 1 to" in answer.text


@pytest.mark.parametrize(
    ("path", "link"),
    [("/opportunities?practice=Youth coun&as_of=2025", "/opportunities?as_of=2025&practice=practice%3Ayouth-council"),
     ("/next?learner=Lin&limit=3", "/next?learner=city%3Alina&limit=3")],
)  # fmt: skip
def test_a_suggestion_is_the_question_with_the_name_that_was_meant(service: Client, path: str, link: str) -> None:
    answer = service.get(path)

    assert answer.status_code == 404
    assert link in unescape(answer.text)
    assert service.get(link).status_code == 200


@pytest.mark.parametrize("path", ["/next?learner=Atlantis", "/opportunities?practice=Atlantis"])
def test_programs_are_told_as_problem_details(service: Client, path: str) -> None:
    refused = service.get(path, accept="application/json")

    assert refused.status_code == 404
    assert refused.json()["detail"] == "Nothing is called 'Atlantis'."


@pytest.mark.parametrize(
    ("page", "name"),
    [("next", name) for name in ("learner", "as_of", "limit")]
    + [("opportunities", name) for name in ("practice", "theme", "country", "region", "as_of", "per_city",
                                            "per_practice", "limit")],
)  # fmt: skip
def test_what_was_sent_is_shown_as_text(service: Client, page: str, name: str) -> None:
    sent = "\"><script>alert(1)</script>' onfocus=x"
    answers = [service.get(f"/{page}?{more}{name}={quote(sent)}") for more in ("", "learner=Lina&", "country=Jordan&")]

    assert {answer.status_code for answer in answers} <= {200, 404, 422}
    assert not any("<script>" in answer.text or "' onfocus=x\"" in answer.text for answer in answers)


def test_closed_cities_and_interests_are_not_shown(service: Client, address: str) -> None:
    paths = ["/next", "/next?learner=Lina", "/next?learner=Quiet", "/next?learner=Hidden", _ALL]
    for_anybody = [service.get(path) for path in paths]
    with serving(Settings(engine=address, audience=Audience.HUB)) as hub:
        for_hub = [hub.get(path) for path in paths]

    shown = "".join(answer.text for answer in for_anybody)
    assert [answer.status_code for answer in for_anybody] == [200, 200, 200, 404, 200]
    assert "city/hidden" not in shown
    assert "Hidden, Morocco" not in shown
    assert "What is said of closed." not in shown
    assert "It needs" not in for_anybody[2].text
    assert [answer.status_code for answer in for_hub] == [200] * 5
    assert "It needs" in for_hub[2].text
    assert {"Hidden", "Quiet"} <= {learner for learner, _, _ in _rows(for_hub[4].text)}


@pytest.mark.parametrize(
    ("path", "link"),
    [("/", "/next"), ("/", "/opportunities"), ("/mentors", "/next"), ("/mentors", "/opportunities"),
     ("/id/city/lina", "/next?learner=city%3Alina"), ("/next", "/opportunities"),
     ("/id/practice/youth-council", "/opportunities?practice=practice%3Ayouth-council"),
     ("/id/theme/youth", "/opportunities?theme=theme%3Ayouth")],
)  # fmt: skip
def test_other_pages_lead_there(service: Client, path: str, link: str) -> None:
    assert f'href="{link}"' in service.get(path).text
