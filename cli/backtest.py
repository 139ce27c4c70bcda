"""`practice-atlas backtest`: how well the algorithms would have done in the past, on anybody's data."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from practice_atlas.cli.options import Json
from practice_atlas.cli.output import console, print_json, progress
from practice_atlas.cli.telling_backtest import tell
from practice_atlas.graph.backtests.adoptions import backtest
from practice_atlas.graph.backtests.algorithms import NAMES, algorithms
from practice_atlas.graph.backtests.mentors import MENTOR_NAMES, mentor_algorithms
from practice_atlas.graph.backtests.pairs import backtest_pairs
from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.graph.pairings.pairs import Pairs
from practice_atlas.loaders.observations import AdoptionColumns, read_adoptions
from practice_atlas.loaders.observed_pairs import PairColumns, read_pairs
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.visualisations.backtest_page import backtest_html
from practice_atlas.visualisations.backtest_words import Result

app = typer.Typer(help="Test the algorithms on what happened: of past data, they see only what was known then.")

#: Years at the beginning that only serve to learn from, when nobody says where to begin.
_LEARNING = 10
#: The share of pairings at the beginning that only tell who is there, when nobody says where to begin.
_GETTING_TO_KNOW = 0.2

Report = Annotated[
    Path | None, typer.Option("--report", help="An HTML file to write, with plots; it opens offline.", dir_okay=False)
]
Seed = Annotated[int, typer.Option("--seed", help="For what is left to chance.", min=0)]


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
    seed: Seed = 1,
    report: Report = None,
    json: Json = False,
) -> None:
    """Rank who takes up a practice next, each year from what was known before it.

    Told within questions: of those who had not taken up a practice by then, does it put those who did first?
    """
    columns = AdoptionColumns(actor, practice, date, theme)
    known = Adoptions.of(read_adoptions(file, columns, today=_today()))
    begun, ended = _years(known, first, last)
    chosen = [one for one in algorithms() if one.name in _names(algorithm, NAMES)]
    with progress() as told:
        result = backtest(
            known, chosen, first=begun, last=ended, seed=seed,
            progress=lambda done, total: told("Years asked about", done, total),
        )  # fmt: skip
    if not result.questions:
        fix = f"Choose years between {known.span()[0] + 1} and {known.span()[1]}."
        raise QuestionError("from", f"nothing to ask about between {begun} and {ended}", fix=fix)
    _give(result, json, report, file.name, columns.named())


@app.command()
def pairs(
    file: Annotated[Path, typer.Argument(help="A CSV table with a row for each pairing.", exists=True, dir_okay=False)],
    learner: Annotated[str, typer.Option("--learner", help="Heading of who learned.")] = "learner",
    mentor: Annotated[str, typer.Option("--mentor", help="Heading of whom it was matched with.")] = "mentor",
    practice: Annotated[
        str | None, typer.Option("--practice", help="Heading of what for. [default: practice, if --theme is not given]")
    ] = None,
    theme: Annotated[str | None, typer.Option("--theme", help="Heading of the theme, beside it or instead.")] = None,
    date: Annotated[str, typer.Option("--date", help="Heading of when: days as YYYY-MM-DD, months or years.")] = "date",
    candidates: Annotated[
        str | None, typer.Option("--candidates", help="Heading of who could have been matched, ids with ; between.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", help="The first date that is asked about. [default: after a fifth of them]")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last date that is asked about.")] = None,
    algorithm: Annotated[
        list[str] | None, typer.Option("--algorithm", help=f"Only these, of: {', '.join(MENTOR_NAMES)}.")
    ] = None,
    seed: Seed = 1,
    report: Report = None,
    json: Json = False,
) -> None:
    """Rank who becomes a learner's mentor, each time from what was known before that day.

    Told within questions: of those who could have been matched, does it put those who were first?
    """
    columns = PairColumns(
        learner, mentor, practice if practice or theme else "practice", theme, date, candidates
    )  # fmt: skip
    known = Pairs.of(read_pairs(file, columns, today=_today()))
    begun, ended = _days(known, first, last)
    chosen = [one for one in mentor_algorithms() if one.name in _names(algorithm, MENTOR_NAMES)]
    with progress() as told:
        result = backtest_pairs(
            known, chosen, first=begun, last=ended, seed=seed,
            progress=lambda done, total: told("Questions asked", done, total),
        )  # fmt: skip
    if not result.questions:
        begin, end = known.span()
        fix = f"Choose dates between {begin} and {end}, or give earlier pairings: candidates have to be known by then."
        raise QuestionError("from", f"nothing to ask about between {begun} and {ended}", fix=fix)
    _give(result, json, report, file.name, columns.named())


def _give(result: Result, json: bool, report: Path | None, file: str, columns: Mapping[str, str]) -> None:
    if report:
        report.write_text(backtest_html(result, file=file, columns=columns), encoding="utf-8")
    if json:
        print_json(result)
        return
    tell(result)
    if report:
        console.print(f"Written: {report}", markup=False)


def _today() -> date:
    return datetime.now(UTC).date()


def _names(algorithm: Sequence[str] | None, known: Collection[str]) -> Collection[str]:
    strange = [name for name in algorithm or () if name not in known]
    if strange:
        raise QuestionError("algorithm", f"there is no {strange[0]!r}", fix=f"Choose of: {', '.join(known)}.")
    return algorithm or known


def _years(known: Adoptions, first: int | None, last: int | None) -> tuple[int, int]:
    begun, ended = known.span()
    chosen = min(begun + _LEARNING, ended) if first is None else first, ended if last is None else last
    if chosen[0] > chosen[1]:
        raise QuestionError("from", f"{chosen[0]} comes after {chosen[1]}", fix="Give the earlier year with --from.")
    return chosen


def _days(known: Pairs, first: str | None, last: str | None) -> tuple[date, date]:
    begun, ended = known.rows[int(_GETTING_TO_KNOW * len(known.rows))].earliest, known.span()[1]
    chosen = _when("from", first).earliest if first else begun, _when("to", last).latest if last else ended
    if chosen[0] is None or chosen[1] is None or chosen[0] > chosen[1]:
        fix = "Give the earlier date with --from; write days as YYYY-MM-DD, months or years."
        raise QuestionError("from", f"{first or begun} comes after {last or ended}, or has no end", fix=fix)
    return chosen[0], chosen[1]


def _when(option: str, text: str) -> When:
    try:
        return When.parse(text)
    except ValueError as error:
        raise QuestionError(option, str(error), fix="Write a day as YYYY-MM-DD, a month or a year.") from error
