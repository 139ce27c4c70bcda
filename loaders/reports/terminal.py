"""Problems and coverage as people read them in a terminal. What the input says is shown as text, never as markup.

Only `Text` is used: it is wrapped where the console wraps, and left whole where the output goes into a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from practice_atlas.loaders.evidence.coverage import Coverage, SourceCoverage
from practice_atlas.ontology.problems import Problem


def problems_table(problems: Sequence[Problem]) -> RenderableType:
    """All problems by file and place, each with its rule and how to mend it; a summary at the end."""
    parts: list[RenderableType] = []
    for file, group in groupby(problems, key=lambda problem: problem.place.file):
        parts.append(Text(_visible(file), style="bold underline"))
        parts += [_problem(problem) for problem in group]
    parts.append(_summary(problems))
    return Group(*parts)


def coverage_report(coverage: Coverage) -> RenderableType:
    """Per source: how much is cited and waived, and the sentences that are neither."""
    parts: list[RenderableType] = []
    for source in coverage.sources:
        parts += [Text(_counts(source), style="bold"), *_uncovered(source)]
    for source_id in coverage.absent:
        parts.append(Text(f"{source_id}: its text is not at hand", style="yellow"))
    return Group(*parts)


def _problem(problem: Problem) -> Text:
    where = (
        _visible(str(problem.place)).removeprefix(_visible(problem.place.file)).removeprefix(", ") or "the whole file"
    )
    of = _visible(", ".join(part for part in (problem.record, problem.field) if part))
    text = Text()
    text.append(f"  {where}", style="cyan")
    text.append(f"  {of}\n" if of else "\n")
    text.append(f"  {_visible(problem.message)}", style="red")
    text.append(f"  [{problem.rule}]\n", style="dim")
    text.append(f"  → {_visible(problem.fix)}\n", style="green")
    return text


def _summary(problems: Sequence[Problem]) -> Text:
    if not problems:
        return Text("No problem found.", style="bold green")
    files = len({problem.place.file for problem in problems})
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in {files} file{'s' if files != 1 else ''}"
    return Text(f"{count}. Nothing was loaded.", style="bold red")


def _counts(source: SourceCoverage) -> str:
    return (
        f"{source.source}: of {source.sentences} sentences {source.cited} are cited, {source.waived} waived, "
        f"{len(source.uncovered)} neither"
    )


def _uncovered(source: SourceCoverage) -> list[Text]:
    return [Text.assemble((f"  line {passage.line}: ", "cyan"), _visible(passage.text)) for passage in source.uncovered]


def _visible(text: str) -> str:
    """The text with characters that steer a terminal, or reorder what it shows, written as escapes."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)
