"""The program as a whole: help, version, `doctor`, `serve --check`, exit codes, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas import __version__
from practice_atlas.graph.engines.address import PASSWORD
from tests.cli.running import Atlas, in_a_process

COMMANDS = ("check", "load", "ask", "export", "view", "serve", "template", "doctor", "audit", "keys")
NOWHERE = "bolt://127.0.0.1:9"


def test_the_version(empty: Atlas) -> None:
    assert empty("--version").out == f"{__version__}\n"


def test_help_names_every_command(empty: Atlas) -> None:
    told, without = empty("--help"), empty()

    assert told.code == 0
    assert [command for command in COMMANDS if f"  {command} " not in told.out] == []
    assert "Usage: " in without.out + without.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(empty: Atlas, command: str) -> None:
    done = empty(command, "--help")

    assert done.code == 0
    assert "Usage: " in done.out


def test_doctor_says_what_is_configured(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "a-secret-word")

    text, json = atlas("doctor"), atlas("doctor", "--json")

    assert (text.code, json.code) == (0, 0)
    assert json.json["engine"] == atlas.engine
    assert json.json["revision"] == "1"
    assert json.json[PASSWORD] == "set"
    assert json.json["answers"].startswith("embedded ")
    assert "a-secret-word" not in text.out + text.err + json.out


def test_doctor_finds_settings_that_cannot_be(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_ATLAS_RATE_PER_KEY", "many")

    told = atlas("doctor", "--json")

    assert told.code == 3
    assert "PRACTICE_ATLAS_RATE_PER_KEY" in told.json["settings"]
    assert told.json["PRACTICE_ATLAS_RATE_PER_KEY"] == "set"
    assert told.json["revision"] == "1"


def test_a_service_does_not_start_with_settings_that_cannot_be(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_ATLAS_WORKERS", "none")

    told = atlas("serve", "--check")

    assert told.code == 1
    assert "PRACTICE_ATLAS_WORKERS" in told.err
    assert "docs/settings.md" in told.err


def test_doctor_without_a_graph_says_how_to_make_one(empty: Atlas) -> None:
    text, json = empty("doctor"), empty("doctor", "--json")

    assert (text.code, json.code) == (3, 3)
    assert json.json["answers"] == "no"
    assert "practice-atlas load" in json.json["what to do"]


def test_doctor_does_not_repeat_a_password_of_an_address(empty: Atlas) -> None:
    done = empty("doctor", "--engine", "bolt://ann:a-secret-word@127.0.0.1:9")

    assert done.code == 3
    assert "a-secret-word" not in done.out + done.err
    assert "Leave them out of the address" in done.out


@pytest.mark.parametrize(
    "command",
    [("ask", "city", "Dalma"), ("export", "x.csv", "--format", "csv"), ("view", "x.html"), ("doctor",)],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("engine", [NOWHERE, "neo4j://", "postgres://host", "embedded:"])
def test_an_engine_that_cannot_serve(empty: Atlas, command: tuple[str, ...], engine: str) -> None:
    done = empty(*command, "--engine", engine)

    assert done.code == 3
    assert "Traceback" not in done.err


def test_a_graph_that_is_not_there_yet(empty: Atlas, tmp_path: Path) -> None:
    done = empty("ask", "city", "Dalma")

    assert done.code == 3
    assert "Make one with: practice-atlas load" in done.err
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ask", "city", "Dalma"), 0, "Dalma (IQ)"),
        (("ask", "city", "Nowhere"), 1, "Nothing is called 'Nowhere'."),
        (("ask", "city", "[bold]"), 1, "Nothing is called '[bold]'."),
        (("nonsense",), 2, "No such command"),
        (("ask", "city", "Dalma", "--engine", NOWHERE), 3, "No Neo4j answers"),
    ],
)
def test_exit_codes_of_the_process(loaded: str, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = in_a_process(*arguments, engine=loaded)

    assert done.code == code, done.err
    assert said in done.out + done.err
    assert "Traceback" not in done.err
    assert bool(done.out) is (code == 0)


def test_json_is_whole_however_narrow_the_terminal(loaded: str) -> None:
    done = in_a_process("ask", "lineage", "Youth council", "--json", engine=loaded, environment={"COLUMNS": "20"})

    assert done.json["practice"]["id"] == "practice:youth-council"


def test_the_demo_answers_a_newcomers_questions(empty: Atlas) -> None:
    done = empty("serve", "--demo", "--check")

    assert done.code == 0, done.err
    assert "The service answers." in done.out
    assert "Fes (informed by that exchange)" in done.out


def test_a_data_set_is_served_as_it_is_loaded(empty: Atlas, folder: Path) -> None:
    done = empty("serve", "--load", folder, "--check")

    assert done.code == 0, done.err
    assert f"Loaded {folder.name} as revision 1" in done.out


def test_a_data_set_with_problems_is_not_served(empty: Atlas, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()

    done = empty("serve", "--load", tmp_path / "bad", "--check")

    assert done.code == 1
    assert "Nothing was loaded" in done.err


def test_an_empty_graph_is_said_to_be_empty(empty: Atlas) -> None:
    empty("load", Path(__file__).parent)  # is no data set, and leaves an empty graph behind

    done = empty("serve", "--check")

    assert done.code == 1
    assert "The check of the service failed" in done.err
