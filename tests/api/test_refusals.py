"""What is refused, and how: problem details for programs, pages for people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat
from typing import Any

import pytest

from practice_atlas.api.errors import STATUS, NotReadyError, TornAnswerError, problem_of
from practice_atlas.api.settings import Settings
from practice_atlas.api.store.earlier import NotBuiltYetError
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.errors import EngineError, EngineUnavailableError, QueryError, QueryTimeoutError
from practice_atlas.graph.questions.kept import StillMadeError
from practice_atlas.graph.revisions import Revision
from practice_atlas.graph.writing import load
from practice_atlas.ontology.errors import PracticeAtlasError
from tests.api.client import Client, serving
from tests.support.sample import sample

CURRENT = "practice_atlas.api.asking.current_revision"
PROBLEMS = [
    ("/v1/flows?from=Tripoli", 404, "from"),
    ("/v1/flows?to=Atlantis", 404, "to"),
    ("/v1/cities/practice:youth-council", 404, "id"),
    ("/v1/practices/city:arda/lineage", 404, "id"),
    ("/v1/flows?as_of=soon", 422, "as_of"),
    ("/v1/flows?limit=0", 422, "limit"),
    ("/v1/flows?kind=copied", 422, "kind"),
    ("/v1/path?from=Arda&to=Arda", 422, "to"),
    ("/v1/path?from=Arda", 422, "to"),
    ("/v1/search?q=---", 422, "q"),
    ("/v1/entities/nothing:here", 404, "id"),
    ("/v1/evidence/city:arda", 404, "id"),
    ("/v1/views/network.html?focus=Atlantis", 404, "focus"),
]


@pytest.mark.parametrize(("path", "status", "parameter"), PROBLEMS)
def test_a_problem_names_the_parameter(service: Client, path: str, status: int, parameter: str) -> None:
    """And says what to do."""
    answer = service.get(path)
    problem = answer.json()

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["parameter"] == parameter
    assert problem["fix"]
    assert "practice-atlas" not in problem["fix"]


def test_a_name_of_two_things_comes_with_both(service: Client) -> None:
    """Tripoli lies in Lebanon and in Libya."""
    problem = service.get("/v1/flows?from=Tripoli").json()

    assert len(problem["suggestions"]) == 2


@pytest.mark.parametrize(
    "path", ["/nothing", "/id/city/nothing", "/id/nothing/here", "/id/practice/nothing", "/id/country/zz"]
)
def test_people_get_a_page(service: Client, path: str) -> None:
    """With a search box."""
    answer = service.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert 'action="/search"' in answer.text


def test_a_page_with_a_bad_date_says_so(service: Client) -> None:
    """With an example of a good one."""
    answer = service.get("/id/city/elin?as_of=soon")

    assert answer.status_code == 422
    assert "2024" in answer.text


def test_nothing_is_written_over_http(service: Client) -> None:
    """Other methods are not possible."""
    answer = service.send("POST", "/v1/cities")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["title"] == "Not possible here"


def _error(kind: type[PracticeAtlasError]) -> PracticeAtlasError:
    error = kind.__new__(kind)
    PracticeAtlasError.__init__(error, "secret folder /srv/graph", fix="Call the operator of /srv/graph.")
    for name in ("suggestions", "problems"):
        setattr(error, name, ())
    return error


@pytest.mark.parametrize(("kind", "status"), [item for item in STATUS if item[1] >= 500])
def test_faults_keep_their_inner_words_to_the_log(kind: type[PracticeAtlasError], status: int) -> None:
    """Addresses and folders are for the operator."""
    problem = problem_of(_error(kind))

    assert problem.status == status
    made_for_callers = (TornAnswerError, NotReadyError, NotBuiltYetError, StillMadeError)
    if kind not in made_for_callers:
        assert "/srv/graph" not in problem.model_dump_json()


class _Broken:
    """An engine in the place of the real one, which fails as it is told to."""

    name = "embedded"

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def read(self, *_: Any, **__: Any) -> list[dict[str, Any]]:
        raise self._error


BROKEN = [
    (EngineUnavailableError("gone", fix="start it"), 503, True),
    (QueryTimeoutError("slow", fix="ask less"), 504, False),
    (QueryError("secret query", fix="report"), 500, False),
    (RuntimeError("secret fault"), 500, False),
]


@pytest.fixture
def own_service(sample_address: str) -> Iterator[Client]:
    """A service that a test may break."""
    with serving(Settings(engine=sample_address)) as client:
        yield client


@pytest.mark.parametrize(("error", "status", "retry"), BROKEN)
@pytest.mark.parametrize("path", ["/v1/cities", "/"])
def test_a_broken_engine(own_service: Client, path: str, error: EngineError, status: int, retry: bool) -> None:
    """Says when to come back, and nothing of what is inside."""
    own_service.app.state.engine = _Broken(error)
    answer = own_service.get(path)

    assert answer.status_code == status
    assert ("retry-after" in answer.headers) is retry
    assert "secret" not in answer.text


def test_an_answer_is_of_one_revision(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the graph changes under every try, the caller is asked to come again."""
    address = f"embedded:{tmp_path_factory.mktemp('torn') / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, sample())
    numbers = iter(range(100))
    monkeypatch.setattr(CURRENT, lambda _: Revision(next(numbers), "", "", "", {}, {}))
    with serving(Settings(engine=address)) as client:
        answer = client.get("/v1/cities")

    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "changed" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=Arda", "/search?q=", "/missing", "/cities", "/id/practice/youth-council", "/id/country/iq",
     "/id/city/elin", "/matrix", "/matrix/cell?practice=practice:youth-council&city=city:arda", "/network", "/map",
     "/timeline?city=city:elin", "/diffusion?practice=practice:youth-council", "/mentors?learner=Arda",
     "/next?learner=Arda", "/opportunities", "/pairings", "/follow-up"],
)  # fmt: skip
def test_all_of_a_page_is_of_one_revision(own_service: Client, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """It asks once: a load right after that is none of its business."""
    numbers = chain((1, 1), repeat(2))
    monkeypatch.setattr(CURRENT, lambda _: Revision(next(numbers), "2026-01-02T00:00:00Z", "", "c" * 12, {}, {}))
    answer = own_service.get(path)

    assert answer.status_code == 200
    assert "Revision 1 of" in answer.text


def test_a_change_during_the_first_try_is_asked_again(own_service: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second try is of one revision."""
    numbers = iter([1, 2, 2])
    monkeypatch.setattr(CURRENT, lambda _: Revision(next(numbers), "", "", "c" * 12, {}, {}))
    answer = own_service.get("/v1/cities")

    assert answer.status_code == 200
    assert answer.headers["etag"].removeprefix("W/").startswith('"2-')
