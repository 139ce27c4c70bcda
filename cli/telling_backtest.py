"""Back-tests as text for a terminal: what was asked, a row for each algorithm, and what looks too good."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from practice_atlas.cli.output import console, errors
from practice_atlas.graph.backtests.results import AdoptionsResult, Ranked
from practice_atlas.visualisations.backtest_words import Result, given, leak_words, not_asked, others, short, span


def tell(result: Result) -> None:
    """Prints a back-test; signs of a leak go to standard error, in red."""
    _line(given(result))
    for sentence in not_asked(result):
        _line(sentence)
    console.print(_reached(result.algorithms))
    if any(one.capped for one in result.algorithms):
        who = "actor" if isinstance(result, AdoptionsResult) else "mentor"
        _line(f"With at most 1.25 × an equal share for each {who}:")
        console.print(_capped(result.algorithms))
    for one in result.algorithms:
        if one.calibration:
            _line(f"How often it happened where {one.algorithm} said so, in ten bins of as many cases each:")
            console.print(_calibration(one))
    if isinstance(result, AdoptionsResult):
        for name, reason in result.left_out.items():
            _line(f"{name} was left out: {reason}")
    for leak in result.leaks:
        errors.print(f"{leak.rule}: {leak_words(leak)}", markup=False, style="red")
    _line(f"AUC within questions, with the middle 95 % of what {others(result)} would have given.")


def _reached(ranked: Sequence[Ranked]) -> Table:
    table = _table("algorithm", "AUC", "above popularity", "shuffled", "hit@3", "Gini")
    for one in ranked:
        table.add_row(
            one.algorithm,
            f"{short(one.auc.mean)} ({span(one.auc)})",
            span(one.above_popularity, sign=True),
            short(one.permuted.mean),
            short(one.hits[3]),
            short(one.gini),
        )
    return table


def _capped(ranked: Sequence[Ranked]) -> Table:
    table = _table("algorithm", "hit@3", "lost", "Gini", "largest share", "without", "× equal")
    for one in ranked:
        if one.capped:
            capped = one.capped
            table.add_row(
                one.algorithm,
                short(capped.hit),
                short(capped.hit_loss, sign=True),
                short(capped.gini),
                short(capped.largest_share),
                short(one.largest_share),
                f"{capped.highest_multiple:.2f}",
            )
    return table


def _calibration(one: Ranked) -> Table:
    table = _table("", *map(str, range(1, len(one.calibration) + 1)))
    table.add_row("said", *(short(some.predicted) for some in one.calibration))
    table.add_row("happened", *(short(some.observed) for some in one.calibration))
    return table


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0))
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    return table


def _line(text: str) -> None:
    console.print(text, markup=False)
