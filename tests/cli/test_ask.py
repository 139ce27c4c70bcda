"""Every question, as text and as JSON; each answer carries its evidence."""

from __future__ import annotations

import pytest

from tests.cli.running import Atlas

QUESTIONS = (
    ("city", "Dalma"),
    ("practice", "Youth council"),
    ("engagement", "Virtual exchange"),
    ("institution", "Regional Hub"),
    ("lineage", "youth council"),
    ("flows", "--from", "Arda"),
    ("who-implements", "Youth engagement"),
    ("path", "Bela", "Elin"),
)
UNCITED = (("missing", "Tripoli, Libya"), ("search", "tripoli"))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_text_cites_evidence_and_json_holds_it(atlas: Atlas, question: tuple[str, ...]) -> None:
    told, json = atlas("ask", *question), atlas("ask", *question, "--json")

    assert (told.code, json.code) == (0, 0)
    assert "[1] " in told.out
    assert "Source A: A report" in told.out
    assert told.out.rstrip().endswith("Revision 1.")
    assert json.json["revision"] == 1
    assert [item["source"]["id"] for item in json.json["evidence"]][:1] == ["source:report"]


@pytest.mark.parametrize("question", UNCITED, ids=lambda question: question[0])
def test_answers_without_statements_cite_nothing(atlas: Atlas, question: tuple[str, ...]) -> None:
    told, json = atlas("ask", *question), atlas("ask", *question, "--json")

    assert (told.code, json.code) == (0, 0)
    assert "Tripoli" in told.out
    assert json.json["evidence"] == []


def test_a_city_is_told_as_a_timeline(atlas: Atlas) -> None:
    told = atlas("ask", "city", "Dalma").out

    assert "Dalma learned from Arda about Youth engagement, at Virtual exchange, and was inspired to act. [1]" in told
    assert "Reason given: The mayor changed." in told
    assert "not dated in the source" in told


def test_an_engagement_is_told_with_its_roles_and_outcomes(atlas: Atlas) -> None:
    told = atlas("ask", "engagement", "Virtual exchange").out

    assert "  organiser: Regional Hub\n" in told
    assert "  presenter: Arda, Bela\n" in told
    assert "  participant: Dalma, two other cities (2)\n" in told
    assert "  informed: Support to Elin\n" in told
    assert "Hidden City" not in told
    assert "September 2024" in atlas("ask", "engagement", "Support to Elin").out


def test_a_lineage_says_what_is_not_said(atlas: Atlas) -> None:
    told = atlas("ask", "lineage", "Youth council").out

    assert "It is not said that Elin learned from Dalma." in told
    assert "adopted (17 February 2025)" in told


def test_flows_are_filtered(atlas: Atlas) -> None:
    every = atlas("ask", "flows", "--json").json
    one = atlas("ask", "flows", "--to", "Dalma", "--practice", "Youth engagement", "--kind", "exposed", "--json").json
    planned = atlas("ask", "flows", "--state", "planned").out

    assert every["total"] == 4
    assert [step["record"] for step in one["flows"]] == ["flow:bela-dalma"]
    assert planned.startswith("1 of 1 learning flows")
    assert len(atlas("ask", "flows", "--limit", "1", "--json").json["flows"]) == 1


def test_as_of_leaves_out_what_was_not_yet_so(atlas: Atlas) -> None:
    before = atlas("ask", "who-implements", "Youth council", "--as-of", "2025-02-16")
    after = atlas("ask", "who-implements", "Youth council", "--as-of", "2025-02-17")

    assert "No implementation is known by then." in before.out
    assert "Revision 1 as of 2025-02-16." in before.out
    assert "Elin Youth Council" in after.out


def test_who_asks_decides_what_is_told(atlas: Atlas) -> None:
    public, hub = atlas("ask", "search", "hidden"), atlas("ask", "search", "hidden", "--audience", "hub")

    assert "Hidden City" not in public.out
    assert "Try the beginning of a name" in public.out
    assert "Hidden City" in hub.out


def test_nothing_connects_what_never_met(atlas: Atlas) -> None:
    assert "No connection is known." in atlas("ask", "path", "Bela", "city:tripoli-ly").out


def test_a_city_of_which_nothing_is_known(atlas: Atlas) -> None:
    assert "Nothing is known of its history." in atlas("ask", "city", "city:tripoli-ly").out


def test_search_tells_what_only_sounds_alike(atlas: Atlas) -> None:
    assert "Arda (LB): city, city:arda (sounds alike)" in atlas("ask", "search", "Ardah").out


def test_arabic_names_are_understood_and_printed_as_they_are(atlas: Atlas) -> None:
    told = atlas("ask", "city", "أردة", "--json")

    assert told.json["thing"]["id"] == "city:arda"
    assert "أردة@ar" in told.out


@pytest.mark.parametrize(
    ("question", "message", "fix"),
    [
        (("city", "Nowhere"), "Nothing is called 'Nowhere'.", "Search for the beginning"),
        (("city", "Ardah"), "Nothing is called 'Ardah'.", "Did you mean city:arda (Arda, LB)?"),
        (("city", "Tripoli"), "is the name of 2 things", "city:tripoli-lb (Tripoli, LB), city:tripoli-ly"),
        (("city", "city:hidden"), "Nothing is known under", "Search for the beginning"),
        (("flows", "--as-of", "yesterday"), "'yesterday' is not a date", "Write a date"),
        (("path", "Bela", "Bela"), "", ""),
        (("search", "…"), "", ""),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_to_do(
    atlas: Atlas, question: tuple[str, ...], message: str, fix: str
) -> None:
    done = atlas("ask", *question)

    assert done.code == 1
    assert done.out == ""
    assert message in done.err
    assert fix in done.err
    assert len(done.err.splitlines()) >= 2


@pytest.mark.parametrize("question", [("flows", "--kind", "wrong"), ("search", "x", "--limit", "0"), ("path", "Bela")])
def test_wrong_usage_is_told_apart(atlas: Atlas, question: tuple[str, ...]) -> None:
    assert atlas("ask", *question).code == 2
