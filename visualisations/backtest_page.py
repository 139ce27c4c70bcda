"""A back-test as one HTML file: no script, nothing loaded from anywhere, and a table beside each plot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from practice_atlas.graph.backtests.leaks import FEWEST
from practice_atlas.graph.backtests.results import KS, AdoptionsResult, Ranked
from practice_atlas.visualisations.backtest_words import (
    ALGORITHMS,
    Result,
    given,
    leak_words,
    not_asked,
    others,
    short,
    span,
)
from practice_atlas.visualisations.pages.render import page, style
from practice_atlas.visualisations.plots import LEFT, WIDTH, bars, dots, scatter
from practice_atlas.visualisations.policy import with_policy

_NOTHING_KNOWN: Final = 0.5


def backtest_html(result: Result, *, file: str, columns: Mapping[str, str]) -> str:
    """The file's text; write it as UTF-8. `columns` are the table's headings by what they hold."""
    ranked = result.algorithms
    html = page(
        "backtest",
        css=style(),
        adoptions=isinstance(result, AdoptionsResult),
        result=result,
        file=file,
        columns=columns,
        given=given(result),
        not_asked=[*not_asked(result)],
        left_out=result.left_out if isinstance(result, AdoptionsResult) else {},
        in_short=_in_short(ranked) + (" But first look at the signs of a leak below." if result.leaks else ""),
        others=others(result),
        algorithms=ALGORITHMS,
        leaks=[(leak.rule, leak_words(leak)) for leak in result.leaks],
        fewest=FEWEST,
        ks=KS,
        left=LEFT,
        width=WIDTH,
        reached=dots({one.algorithm: (one.auc, one.permuted.mean) for one in ranked}, line=_NOTHING_KNOWN),
        hits=bars({one.algorithm: [one.hits[k] for k in KS] for one in ranked}, [f"hit@{k}" for k in KS]),
        named=bars(*_concentration(ranked)),
        capped=[one for one in ranked if one.capped],
        calibrated=[(one, scatter(one.calibration)) for one in ranked if one.calibration],
        short=short,
        span=span,
    )
    return with_policy(html).lstrip()


def _in_short(ranked: tuple[Ranked, ...]) -> str:
    """The one that ranks best, and whether it can be told from habit."""
    if not ranked:
        return "No algorithm knew enough to answer."
    best = max(ranked, key=lambda one: one.auc.mean)
    said = f"{best.algorithm} ranks best: in {best.auc.mean * 100:.0f} of 100 comparisons the right one stands higher, "
    said += "where chance would give 50. "
    if best.algorithm == "popularity":
        return said + "Nothing here does better than habit."
    known = best.above_popularity.low > 0
    return said + (
        f"Its AUC is {span(best.above_popularity)} above that of popularity."
        if known
        else "It cannot be told from popularity."
    )


def _concentration(ranked: tuple[Ranked, ...]) -> tuple[dict[str, list[float]], list[str]]:
    """How unevenly actors are named, without and with a cap where there is one."""
    if all(one.capped for one in ranked):
        values = {
            one.algorithm: [one.gini, one.capped.gini, one.largest_share, one.capped.largest_share]
            for one in ranked
            if one.capped
        }
        return values, ["Gini", "with a cap", "largest share", "with a cap"]
    return {one.algorithm: [one.gini, one.largest_share] for one in ranked}, ["Gini", "largest share"]
