"""The questions over the whole network from the terminal, as text and as JSON."""

from __future__ import annotations

import pytest

from tests.cli.running import Atlas

QUESTIONS = (
    (("neighbourhood", "Dalma", "--hops", "2"), "Dalma learned from Arda [evidence:exchange]"),
    (("neighbourhood", "evidence:pause"), "Dalma Youth Council"),
    (("diffusion", "Youth council"), "by the end of 2025: implementations 1 (adopted 1)"),
    (("diffusion", "Youth council", "--by", "month"), "by the end of 2025-02"),
    (("matrix",), "Youth council, Elin (MA): adopted [implementation:elin-council]"),
    (("matrix", "--columns", "countries", "--country", "Morocco"), "Youth council, Morocco: adopted"),
    (("statistics", "cities", "--sort", "shared"), "led to something 1 of 2"),
    (("statistics", "engagement-kinds"), "virtual session: learning flows 2 (done 2)"),
    (("quality",), "unplaced 5 of 6"),
    (("quality", "--what", "undated", "--kind", "membership"), "1 of 1 records with a weakness"),
    (("quality", "Dalma"), "weaknesses: unplaced"),
)


@pytest.mark.parametrize(("question", "said"), QUESTIONS, ids=[" ".join(question) for question, _ in QUESTIONS])
def test_text_and_json(atlas: Atlas, question: tuple[str, ...], said: str) -> None:
    told, json = atlas("ask", *question), atlas("ask", *question, "--json")

    assert (told.code, json.code) == (0, 0), told.err
    assert said in told.out
    assert "Hidden City" not in told.out + json.out
    assert told.out.splitlines()[-1].startswith(("Revision 1", "For what comes after"))
    assert json.json["revision"] == 1


def test_what_is_not_shown_is_told(atlas: Atlas) -> None:
    told = atlas("ask", "matrix", "--limit", "1", "--columns-limit", "2").out

    assert "1 of 2 practices by 2 of 6" in told
    assert "--columns-after" in told
    assert "--after" in told


def test_a_path_may_respect_time(atlas: Atlas) -> None:
    assert "Elin learned from Arda" in atlas("ask", "path", "Arda", "Elin", "--respect-time").out
    assert "No connection is known." in atlas("ask", "path", "Elin", "Arda", "--respect-time").out


@pytest.mark.parametrize(
    "question",
    [("matrix", "--state", "unknown"), ("quality", "--what", "boring"), ("statistics", "cities", "--sort", "x")],
)
def test_what_cannot_be_asked_is_told(atlas: Atlas, question: tuple[str, ...]) -> None:
    done = atlas("ask", *question)

    assert (done.code, done.out) == (1, "")
    assert "One of:" in done.err
