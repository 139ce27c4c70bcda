"""Commands are imported when they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from practice_atlas.cli.late import LateCommands
from practice_atlas.cli.main import COMMANDS, app

#: What takes longest to import, and nobody needs for a question about the embedded graph.
HEAVY = ("sqlalchemy", "fastapi", "uvicorn", "pyshacl", "rdflib", "openpyxl", "neo4j", "networkx")


@pytest.mark.parametrize(
    ("words", "needed"), [("--version", ()), ("ask city --help", ()), ("keys list --help", ("sqlalchemy",))]
)
def test_a_command_imports_what_it_needs(words: str, needed: tuple[str, ...]) -> None:
    code = (
        "import sys; from practice_atlas.cli.main import app\n"
        f"try: app({words.split()!r})\n"
        "except SystemExit: pass\n"
        f"print('imported:', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1].split()[1:] == list(needed)


def test_every_command_is_there() -> None:
    group = typer.main.get_group(app)

    assert [*group.commands] == [*COMMANDS]
    assert {command.name for command in group.commands.values()} == set(COMMANDS)
    assert all(command.help for command in group.commands.values())


@pytest.mark.parametrize("command", ["load", "ask", "keys", "backtest"])
def test_help_looks_the_same_everywhere(command: str) -> None:
    """Plain, as that of the program itself, whichever way a command is made."""
    done = CliRunner().invoke(app, [command, "--help"])

    assert done.exit_code == 0
    assert "\nOptions:\n" in done.output
    assert "╭" not in done.output


def test_commands_can_be_added_and_taken_away() -> None:
    """As typer does with a group's own commands."""
    commands = LateCommands({"check": COMMANDS["check"]})
    commands["other"] = "made"
    del commands["check"]

    assert dict(commands) == {"other": "made"}
    assert len(commands) == 1
