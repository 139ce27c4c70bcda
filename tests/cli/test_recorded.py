"""`pairing` and `ask reminders`: a pairing from its proposal to what it led to, and what is to be asked about again."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.cli.running import Atlas
from tests.support.pairing import network


@pytest.fixture
def mentoring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Atlas:
    """The program on a small network, with no store yet."""
    address = f"embedded:{tmp_path / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, network())
    return Atlas(address, monkeypatch, capsys)


def proposed(atlas: Atlas, *more: str) -> str:
    """The identifier of a new pairing of Lina with Nour."""
    done = atlas("pairing", "propose", "Lina", "Nour", "Youth council", "--json", *more)
    assert done.code == 0, done.err
    identifier: str = done.json["pairing"]["id"]
    return identifier


def test_from_the_proposal_to_what_it_led_to(mentoring: Atlas) -> None:
    told = mentoring("pairing", "propose", "Lina", "Nour", "Youth council", "--day", "2022-03-01")
    identifier = told.out.split("pairing-")[1].split(":")[0]
    where = f"pairing-{identifier}"
    agreed = mentoring("pairing", "move", where, "agreed", "--day", "2022-04-01")
    mentoring("pairing", "move", where, "under-way", "--day", "2022-05-01")
    led = mentoring("pairing", "move", where, "led-to", "--led-to", "A day together", "--day", "2023-06-01")
    shown, listed = mentoring("pairing", "show", where), mentoring("pairing", "list", "--stage", "led-to")

    assert (told.code, agreed.code, led.code) == (0, 0, 0), told.err + agreed.err + led.err
    assert "Nour is proposed as mentor of Lina for Youth council" in told.out
    assert "Recommended then: place" in told.out
    assert "What may follow: under-way, called-off." in agreed.out
    assert "it led to A day together" in shown.out
    assert (
        f"1 June 2023: led to something: A day together (engagement:day), recorded by {getpass.getuser()}" in shown.out
    )
    assert where in listed.out
    assert "Recorded pairings (1 of 1)" in listed.out


def test_it_bears_on_what_is_asked(mentoring: Atlas) -> None:
    asked = ("ask", "mentors", "Lina", "--practice", "Youth council")
    before = mentoring(*asked, "--json").json
    where = proposed(mentoring, "--audience", "members", "--day", "2024-01-01")
    after, member = mentoring(*asked, "--json").json, mentoring(*asked, "--json", "--audience", "members").json

    assert after == before
    assert [group["reason"] for group in member["not_proposed"] if "Nour" in str(group["cities"])] == ["paired"]
    assert [one["id"] for one in member["going"]] == [where]
    told = mentoring(*asked, "--audience", "members").out
    assert "Not proposed: Nour (LB). Paired with the learner for this already." in told
    assert f"Recorded: Nour is proposed as mentor of Lina for Youth council, since 1 January 2024 [{where}]" in told
    next_ = mentoring("ask", "next-practices", "Lina", "--audience", "members").out
    assert f"since 1 January 2024 [{where}]" in next_
    chances = mentoring("ask", "opportunities", "--audience", "members").out
    assert "Not proposed again, since the two are paired for it already: 1." in chances


def test_what_cannot_be_done_is_told(mentoring: Atlas) -> None:
    where = proposed(mentoring)
    twice = mentoring("pairing", "propose", "Lina", "Nour", "Youth council")
    unknown = mentoring("pairing", "propose", "Atlantis", "Nour", "Youth council")
    closed = mentoring("pairing", "propose", "Lina", "city:hidden", "Youth council", "--audience", "public")
    wrong, nothing = mentoring("pairing", "move", where, "led-to"), mentoring("pairing", "show", "pairing-0")
    skipped = mentoring("pairing", "move", where, "under-way")
    day = mentoring("pairing", "move", where, "agreed", "--day", "soon")

    assert [done.code for done in (twice, unknown, closed, wrong, nothing, skipped, day)] == [1] * 7
    assert where in twice.err
    assert "Nothing is called 'Atlantis'" in unknown.err
    assert "Name a more closed audience" in closed.err
    assert "what it led to is not named" in wrong.err
    assert "No pairing is recorded" in nothing.err
    assert "What may follow: agreed, declined, called-off." in skipped.err
    assert "2026-01-31" in day.err


def test_before_anything_was_recorded(mentoring: Atlas, tmp_path: Path) -> None:
    listed, track = mentoring("pairing", "list"), mentoring("pairing", "track-record")
    moved = mentoring("pairing", "move", "pairing-0", "agreed")

    assert (listed.code, track.code, moved.code) == (0, 0, 3)
    assert "None is recorded." in listed.out
    assert "None is over yet" in track.out
    assert not (tmp_path / "graph" / "store.sqlite").exists()


def test_the_track_record_says_where_there_is_not_enough(mentoring: Atlas) -> None:
    mentoring("pairing", "move", proposed(mentoring), "declined")
    told = mentoring("pairing", "track-record")

    assert "declined 1" in told.out
    assert "Not enough yet to tell a share: over so far 1, needed 5" in told.out


def test_reminders_say_whom_to_ask_since_when(mentoring: Atlas) -> None:
    where = proposed(mentoring, "--audience", "public", "--day", "2024-01-01")
    mentoring("pairing", "move", where, "agreed", "--day", "2024-01-10")
    told = mentoring("ask", "reminders")
    early = mentoring("ask", "reminders", "--what", "pairing", "--as-of", "2024-12-31")
    wrong = mentoring("ask", "reminders", "--what", "cities")

    assert told.code == 0, told.err
    assert f"10 January 2024: Nour and Lina agreed that Lina learns about Youth council [{where}]" in told.out
    assert "Ask Lina and Nour." in told.out
    assert "the end of May 2023: What became of A day together is not known [engagement:day] [" in told.out
    assert "Nothing." in early.out
    assert (wrong.code, "One of: pairing, engagement, flow." in wrong.err) == (1, True)
