"""The program: its commands, and how errors are told.

Exit codes: 0 done, 1 the input or the question is wrong, 2 the command was used wrongly, 3 the graph engine or the
store cannot serve.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from practice_atlas import __version__
from practice_atlas.api.store.errors import StoreError
from practice_atlas.cli import (
    audit,
    backup,
    check,
    doctor,
    export,
    keys,
    load,
    overview,
    restore,
    serve,
    template,
    view,
)
from practice_atlas.cli.output import errors
from practice_atlas.graph.engines.errors import EngineError
from practice_atlas.loaders import problems_table
from practice_atlas.ontology.errors import InputError, PracticeAtlasError

app = typer.Typer(
    name="practice-atlas",
    help="Who learned which practice from whom: documented engagements between cities as a graph.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
)
app.command("check")(check.check)
app.command("load")(load.load_dataset)
app.command("export")(export.export)
app.command("view")(view.view)
app.command("serve")(serve.serve)
app.command("template")(template.template)
app.command("doctor")(doctor.doctor)
app.command("audit")(audit.audit)
app.command("backup")(backup.backup)
app.command("restore")(restore.restore)
app.add_typer(overview.app, name="ask")
app.add_typer(keys.app, name="keys")


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
    except InputError as error:
        errors.print(problems_table(error.problems))
        errors.print(_plain(error.fix))
        sys.exit(1)
    except PracticeAtlasError as error:
        errors.print(f"[bold red]{_plain(error.message)}[/]")
        errors.print(_plain(error.fix))
        sys.exit(3 if isinstance(error, EngineError | StoreError) else 1)
    except OSError as error:  # a file that cannot be written or read; engines report theirs themselves
        errors.print(f"[bold red]{_plain(error.strerror or str(error))}: {_plain(str(error.filename or ''))}[/]")
        errors.print("Check the path, and that you may write there.")
        sys.exit(1)


def _plain(text: str) -> str:
    """Text that rich prints as it stands."""
    return text.replace("[", r"\[")
