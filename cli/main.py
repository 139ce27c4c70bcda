"""The program: its commands, and how errors are told.

Exit codes: 0 done, 1 the input or the question is wrong, 2 the command was used wrongly, 3 the graph engine or the
store cannot serve.

What a command needs is imported with the command (`late.py`), what an error needs with the error: a start takes a third
of the time then.
"""

from __future__ import annotations

import sys
from typing import Annotated, Final

import typer

from practice_atlas import __version__
from practice_atlas.cli.late import group_of
from practice_atlas.cli.output import errors
from practice_atlas.graph.engines.errors import EngineError
from practice_atlas.ontology.errors import InputError, PracticeAtlasError

_HERE: Final = "practice_atlas.cli"
#: In the order in which help tells of them.
COMMANDS: Final = {
    "check": f"{_HERE}.check:check",
    "load": f"{_HERE}.load:load_dataset",
    "export": f"{_HERE}.export:export",
    "view": f"{_HERE}.view:view",
    "brief": f"{_HERE}.brief:brief_file",
    "serve": f"{_HERE}.serve:serve",
    "template": f"{_HERE}.template:template",
    "doctor": f"{_HERE}.doctor:doctor",
    "audit": f"{_HERE}.audit:audit",
    "backup": f"{_HERE}.backup:backup",
    "restore": f"{_HERE}.restore:restore",
    "backtest": f"{_HERE}.backtest:app",
    "ask": f"{_HERE}.questions:app",
    "pairing": f"{_HERE}.recorded:app",
    "keys": f"{_HERE}.keys:app",
    "share": f"{_HERE}.share:app",
}

app = typer.Typer(
    name="practice-atlas",
    cls=group_of(COMMANDS),
    help="Who learned which practice from whom: documented engagements between cities as a graph.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
)


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False,
) -> None:
    """Shows the version, or leaves the work to a command."""
    if version:
        typer.echo(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run() -> None:
    """Runs the program; what a person can mend is told in two lines, without a traceback."""
    try:
        app()
    except PracticeAtlasError as error:
        _tell(error)
        sys.exit(_exit_code(error))
    except OSError as error:  # a file that cannot be written or read; engines report theirs themselves
        errors.print(f"[bold red]{_plain(error.strerror or str(error))}: {_plain(str(error.filename or ''))}[/]")
        errors.print("Check the path, and that you may write there.")
        sys.exit(1)


def _tell(error: PracticeAtlasError) -> None:
    if isinstance(error, InputError):
        from practice_atlas.loaders import problems_table

        errors.print(problems_table(error.problems))
    else:
        errors.print(f"[bold red]{_plain(error.message)}[/]")
    errors.print(_plain(error.fix))


def _exit_code(error: PracticeAtlasError) -> int:
    from practice_atlas.api.store.errors import StoreError

    return 3 if isinstance(error, EngineError | StoreError) else 1


def _plain(text: str) -> str:
    """Text that rich prints as it stands."""
    return text.replace("[", r"\[")
