"""What cannot be asked, for a page with a form: told beside the field it concerns, with what may have been meant."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from practice_atlas.api.errors import UnknownNameError, problem_of
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.regions import regions
from practice_atlas.visualisations.languages.speaking import region_called

Query = dict[str, str | tuple[str, ...]]
Refusal = QuestionError | UnknownEntityError


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may have been meant, and the question with it."""

    label: str
    query: Query


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal in sentences. `parameter` is the field it concerns, or empty; `unknown` a name that nothing is called
    by, where it can be searched for.
    """

    status: int
    parameter: str
    detail: str
    fix: str
    suggestions: tuple[Suggestion, ...] = ()
    unknown: str = ""


def refused(error: Refusal, query: Query, called: Mapping[str, str], named: Collection[str]) -> Refused:
    """A refusal of the question `query`. `called` is how things are shown by identifier; `named` are the fields that
    name things of the graph.
    """
    problem = problem_of(error)
    unknown = isinstance(error, UnknownNameError) and error.parameter in named
    return Refused(
        status=problem.status,
        parameter=problem.parameter or "",
        detail=_sentence(problem.detail),
        fix=_sentence(problem.fix or ""),
        suggestions=_suggestions(error, query, called) if isinstance(error, UnknownNameError) else (),
        unknown=error.given if isinstance(error, UnknownNameError) and unknown else "",
    )


def _sentence(text: str) -> str:
    named = ":" in text.partition(" ")[0]  # an identifier is written as it is
    whole = text if named else text[:1].upper() + text[1:]
    return whole if not whole or whole.endswith((".", "?")) else f"{whole}."


def _suggestions(error: UnknownNameError, query: Query, called: Mapping[str, str]) -> tuple[Suggestion, ...]:
    """What an unknown name may have meant, each as the whole question."""
    told = []
    for suggestion in error.suggestions:
        value, _, label = suggestion.partition(" ")
        region = region_called(value) if value in regions() else label.strip("()") or value
        told.append(Suggestion(called.get(value, region), _instead(query, error, value)))
    return tuple(told)


def _instead(query: Query, error: UnknownNameError, value: str) -> Query:
    given = query.get(error.parameter, "")
    if isinstance(given, str):
        return {**query, error.parameter: value}
    return {**query, error.parameter: tuple(value if one == error.given else one for one in given)}
