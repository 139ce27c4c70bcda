"""The process that answers one question: a copy of the one with the store, made for it, confined, and gone after it."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from pyoxigraph import Store

from practice_atlas.graph.sparql.answers import write_answer
from practice_atlas.graph.sparql.confinement import ANSWER, OUTCOME, confine, die_by_alarms
from practice_atlas.graph.sparql.errors import SparqlError
from practice_atlas.graph.sparql.exceeded import out_of_memory
from practice_atlas.graph.sparql.guard import examine
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question

#: rdflib's parser takes some ten calls for each triple of a group.
_RECURSION: Final = 20_000


def answer_and_exit(
    store: Store, message: bytes, answer: int, outcome: int, limits: SparqlLimits, prefixes: Mapping[str, str]
) -> NoReturn:
    """Writes the answer and what became of it. To be called after a fork; never returns."""
    gc.disable()
    sys.setrecursionlimit(_RECURSION)
    die_by_alarms()
    confine(answer, outcome, limits)
    told: dict[str, Any] = {}
    try:
        body, told = answered(store, message, limits, prefixes)
        _write(ANSWER, body)
    finally:  # whatever was raised: nothing of the copied process may go on running
        told = told or {"fault": repr(sys.exception())[:500]}
        _write(OUTCOME, json.dumps(told).encode())
        os._exit(0)


def answered(
    store: Store, message: bytes, limits: SparqlLimits, prefixes: Mapping[str, str]
) -> tuple[bytes, dict[str, Any]]:
    """The answer's bytes, and what became of the question: a format and a count, or a problem."""
    question = Question.decoded(message)
    try:
        query = examine(question.text, limits, prefixes, question.base)
        written = write_answer(store, query, question, limits, prefixes)
    except SparqlError as error:
        return b"", error.told()
    except MemoryError:
        return b"", out_of_memory(limits).told()
    return written.body, {"format": written.format, "rows": written.rows}


def _write(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
