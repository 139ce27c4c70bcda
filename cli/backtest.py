"""`practice-atlas backtest`: how well the algorithms would have done in the past, on anybody's data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from practice_atlas.cli.options import Json
from practice_atlas.cli.output import console, errors, print_json, progress
from practice_atlas.graph.backtests.adoptions import backtest
from practice_atlas.graph.backtests.algorithms import NAMES, algorithms
from practice_atlas.graph.backtests.results import AdoptionsResult, Interval, Leak, Ranked
from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.loaders.observations import AdoptionColumns, read_adoptions
from practice_atlas.ontology.errors import QuestionError

app = typer.Typer(help="Test the algorithms on what happened: of past data, they see only what was known then.")

#: Years at the beginning that only serve to learn from, when nobody says where to begin.
_LEARNING = 10


@app.callback()
def main() -> None:
    """One command for each form of data."""


@app.command()
def adoptions(
    file: Annotated[
        Path, typer.Argument(help="A CSV table with a row for each adoption.", exists=True, dir_okay=False)
    ],
    actor: Annotated[str, typer.Option("--actor", help="Heading of who took it up.")] = "actor",
    practice: Annotated[str, typer.Option("--practice", help="Heading of what was taken up.")] = "practice",
    date: Annotated[str, typer.Option("--date", help="Heading of when: years, or days as YYYY-MM-DD.")] = "date",
    theme: Annotated[str | None, typer.Option("--theme", help="Heading of the practice's theme.")] = None,
    first: Annotated[int | None, typer.Option("--from", help="The first year that is asked about.")] = None,
    last: Annotated[int | None, typer.Option("--to", help="The last year that is asked about.")] = None,
    algorithm: Annotated[
        list[str] | None, typer.Option("--algorithm", help=f"Only these, of: {', '.join(NAMES)}.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="For what is left to chance.", min=0)] = 1,
    json: Json = False,
) -> None:
    """Rank who takes up a practice next, each year from what was known before it.

    Told within questions: of those who had not taken up a practice by then, does it put those who did first?
    """
    columns = AdoptionColumns(actor, practice, date, theme)
    known = Adoptions.of(read_adoptions(file, columns, today=datetime.now(UTC).date()))
    begun, ended = _years(known, first, last)
    chosen = [one for one in algorithms() if one.name in _names(algorithm)]
    with progress() as report:
        result = backtest(
            known, chosen, first=begun, last=ended, seed=seed,
            progress=lambda done, total: report("Years asked about", done, total),
        )  # fmt: skip
    if not result.questions:
        fix = f"Choose years between {known.span()[0] + 1} and {known.span()[1]}."
        raise QuestionError("from", f"nothing to ask about between {begun} and {ended}", fix=fix)
    if json:
        print_json(result)
    else:
        _tell(result)


def _names(algorithm: Sequence[str] | None) -> Sequence[str]:
    strange = [name for name in algorithm or () if name not in NAMES]
    if strange:
        raise QuestionError("algorithm", f"there is no {strange[0]!r}", fix=f"Choose of: {', '.join(NAMES)}.")
    return algorithm or NAMES


def _years(known: Adoptions, first: int | None, last: int | None) -> tuple[int, int]:
    begun, ended = known.span()
    chosen = min(begun + _LEARNING, ended) if first is None else first, ended if last is None else last
    if chosen[0] > chosen[1]:
        raise QuestionError("from", f"{chosen[0]} comes after {chosen[1]}", fix="Give the earlier year with --from.")
    return chosen


def _tell(result: AdoptionsResult) -> None:
    console.print(
        f"{result.adoptions:,} adoptions of {result.practices:,} practices by {result.actors:,} actors. "
        f"{result.questions:,} questions from {result.first_year} to {result.last_year}, "
        f"with {result.candidates:.0f} candidates on average; chance is .500.",
        markup=False,
    )
    console.print(_table(result.algorithms))
    for name, reason in result.left_out.items():
        console.print(f"{name} was left out: {reason}", markup=False)
    for leak in result.leaks:
        _warn(leak)
    console.print("AUC within questions, with the middle 95 % of what other practices would have given.", markup=False)


def _table(ranked: Sequence[Ranked]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0))
    for heading in ("algorithm", "AUC", "above popularity", "shuffled", "hit@3", "Gini"):
        table.add_column(heading, no_wrap=True)
    for one in ranked:
        table.add_row(
            one.algorithm,
            f"{_short(one.auc.mean)} ({_range(one.auc)})",
            _range(one.above_popularity, sign=True),
            _short(one.permuted.mean),
            _short(one.hits[3]),
            _short(one.gini),
        )
    return table


def _range(told: Interval, *, sign: bool = False) -> str:
    return f"{_short(told.low, sign=sign)} to {_short(told.high, sign=sign)}"


def _short(value: float, *, sign: bool = False) -> str:
    """Three digits, without the nought before the point, so that a row fits a terminal of 80 columns."""
    return f"{value:{'+.3f' if sign else '.3f'}}".replace("0.", ".", 1)


def _warn(leak: Leak) -> None:
    errors.print(f"{leak.rule}: {leak.algorithm or 'the data'}: {leak.message} {leak.fix}", markup=False, style="red")
