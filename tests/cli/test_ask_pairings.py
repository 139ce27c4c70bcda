"""Mentors from the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.pairings import weights
from practice_atlas.graph.writing import load
from tests.cli.running import Atlas
from tests.support.history import history
from tests.support.pairing import network


@pytest.fixture
def mentoring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Atlas:
    """The program on a small network."""
    address = f"embedded:{tmp_path / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, network())
    return Atlas(address, monkeypatch, capsys)


def test_mentors_are_told_with_reasons_doubts_and_evidence(mentoring: Atlas) -> None:
    told = mentoring("ask", "mentors", "Lina", "--practice", "Youth council")

    assert told.code == 0, told.err
    assert "Who could mentor Lina (LB): Youth council (3 of 3)" in told.out
    assert "It needs Youth council." in told.out
    assert "Nour: Youth council is in use. [" in told.out
    assert "Independent sources that tell of it: 3. Without the evidence of this reason" in told.out
    assert "But: At which stage it is itself is not documented" in told.out
    assert "Not proposed: Petra (JO). Paused or ended it." in told.out
    assert "a short list" in told.out.lower()
    assert told.out.splitlines()[-1] == "Revision 1."


def test_as_json_and_as_of(mentoring: Atlas) -> None:
    asked = ("ask", "mentors", "Lina", "--practice", "Youth council", "--as-of", "2022", "--json")

    answer = mentoring(*asked).json

    assert {mentor["city"]["name"] for mentor in answer["mentors"]} == {"Nour", "Petra"}
    assert answer["as_of"] == "2022-12-31"


def test_a_new_city_is_described(mentoring: Atlas) -> None:
    told = mentoring("ask", "mentors", "--country", "iq", "--need", "Youth participation", "--language", "ar")

    assert told.code == 0, told.err
    assert "Who could mentor the city described: Youth participation" in told.out


def test_where_nobody_is_it_says_why(mentoring: Atlas) -> None:
    asked = ("ask", "mentors", "Lina", "--practice", "Youth council")

    assert "by the end of 2019, no city was certainly known" in mentoring(*asked, "--as-of", "2019").out
    assert "no city is known to do this" in mentoring("ask", "mentors", "Lina", "--practice", "Night bus").out


def test_own_weights(mentoring: Atlas, tmp_path: Path) -> None:
    ours = json.loads(Path(weights.__file__).with_name("weights.json").read_text(encoding="utf-8"))
    right, wrong = tmp_path / "right.json", tmp_path / "wrong.json"
    right.write_text(json.dumps({**ours, "version": "mine"}), encoding="utf-8")
    wrong.write_text(json.dumps({**ours, "weights": {**ours["weights"], "fit": 0.9}, "version": ""}), encoding="utf-8")
    asked = ("ask", "mentors", "Lina", "--practice", "Youth council", "--weights")

    assert "Algorithm fixed-weights, version mine." in mentoring(*asked, right).out
    refused = mentoring(*asked, wrong)
    assert (refused.code, refused.out) == (1, "")
    assert "wrong.json" in refused.err
    assert "version" in refused.err


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("Atlantis",), "Nothing is called 'Atlantis'"),
        (("Lina", "--practice", "Teleport"), "Nothing is called 'Teleport'"),
        (("Lina", "--algorithm", "oracle"), "One of: fixed-weights"),
        (("Lina", "--country", "iq"), "both named and described"),
        (("--need", "Youth council"), "no city is named"),
        (("--country", "xx", "--need", "Youth council"), "'xx' is no country"),
        (("Quiet",), "nothing is known that this city needs"),
        (("Lina", "--avoid", "narnia"), "no region of UN M49"),
        (("Lina", "--avoid", "europe", "--prefer", "europe"), "both preferred and avoided"),
    ],
)
def test_what_cannot_be_asked_is_told(mentoring: Atlas, question: tuple[str, ...], said: str) -> None:
    done = mentoring("ask", "mentors", *question)

    assert (done.code, done.out) == (1, "")
    assert said in " ".join(done.err.split())


def test_algorithms(mentoring: Atlas) -> None:
    told = mentoring("ask", "algorithms")

    assert "fixed-weights, version 1, the default (mentors, next-practices, opportunities)" in told.out
    assert "It takes 200 adoptions that a source dates" in " ".join(told.out.split())
    assert mentoring("ask", "algorithms", "--json").json["weights"]["readiness"] == 0.3


def test_what_a_city_could_do_next(mentoring: Atlas) -> None:
    told = mentoring("ask", "next-practices", "Lina")

    assert told.code == 0, told.err
    assert "What Lina (LB) could do next" in told.out
    assert "It needs Youth council. [" in told.out
    assert "With Nour (LB): a good fit; score" in told.out
    assert mentoring("ask", "next-practices", "Lina", "--as-of", "2015", "--json").json["insufficient"] == "not-by-then"
    assert "certainly known to do a practice" in mentoring("ask", "next-practices", "Lina", "--as-of", "2015").out


def test_what_a_city_could_do_next_as_learned_from_what_was_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], mentoring: Atlas
) -> None:
    address = f"embedded:{tmp_path / 'history'}"
    with open_engine(address, writable=True) as engine:
        load(engine, history())
    learned = Atlas(address, monkeypatch, capsys)
    told = learned("ask", "next-practices", "Town 1", "--algorithm", "explainable-hazard", "--limit", "2")

    assert told.code == 0, told.err
    assert re.search(r"Of the 8 cities with the likest history, \d have taken it up\. That ", told.out)
    assert re.search(r"          Town \d+ took up Thing \d+ in 20\d\d\. \[\d+\]", told.out)
    assert "no probability is claimed" in told.out
    assert "caus" not in told.out
    assert "Algorithm explainable-hazard, version 1." in told.out

    few = mentoring("ask", "next-practices", "Lina", "--algorithm", "explainable-hazard")
    assert few.code != 0
    assert "by then 3 are known, and it takes 200" in few.err
    assert "fixed-weights" in few.err


def test_opportunities(mentoring: Atlas) -> None:
    told = mentoring("ask", "opportunities", "--theme", "Youth participation", "--region", "western-asia")

    assert told.code == 0, told.err
    assert "Lina (LB): Youth council" in told.out
    assert "A mentor is named" in told.out
    assert "western-asia: mentors" in told.out
    assert mentoring("ask", "opportunities", "--json").json["algorithm"] == "fixed-weights"
    assert "no city is known" in mentoring("ask", "opportunities", "--practice", "Night bus").out
    assert mentoring("ask", "opportunities", "--theme", "Nothing").code == 1
