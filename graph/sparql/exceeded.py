"""What is said when a limit is reached."""

from __future__ import annotations

from practice_atlas.graph.sparql.errors import DeadlineError, ResultTooLargeError
from practice_atlas.graph.sparql.limits import SparqlLimits


def too_large(limits: SparqlLimits) -> ResultTooLargeError:
    """The answer has too many rows or bytes."""
    return ResultTooLargeError(
        f"The answer has more than {limits.rows:,} rows or {limits.result_bytes / 1e6:,.0f} MB.",
        fix="Add LIMIT, ask for less at a time, or take the whole graph as a file.",
    )


def out_of_memory(limits: SparqlLimits) -> ResultTooLargeError:
    """It needed more than it may have."""
    return ResultTooLargeError(
        f"Answering took more than {limits.memory_bytes / 1e6:,.0f} MB of memory.",
        fix="Ask for less at a time: sort and group less.",
    )


def too_complicated() -> ResultTooLargeError:
    """Not even its reading came to an end."""
    return ResultTooLargeError("The question is too complicated.", fix="Ask several simpler questions.")


def past_deadline(limits: SparqlLimits) -> DeadlineError:
    """It took too long."""
    return DeadlineError(
        f"The answer was not there after {limits.seconds:g} s.",
        fix="Ask for less: add LIMIT, name the graph, use MINUS in place of a join in FILTER NOT EXISTS.",
    )
