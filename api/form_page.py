"""A page with a form: what it answers, or what is wrong beside the field that it concerns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from fastapi import Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Ask
from practice_atlas.api.errors import wants_page
from practice_atlas.api.faults import Faults
from practice_atlas.api.refused import Query, Refusal, refused
from practice_atlas.api.site import moment_of, site_of
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.visualisations.pages.mentor_form import Offers, offers
from practice_atlas.visualisations.pages.render import page

Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Answered(Generic[Shown]):
    """What a form offers, and its answer, or all that is wrong with the question. Without both nothing was asked."""

    offers: Offers
    shown: Shown | None = None
    refusals: Sequence[Refusal] = ()


def answered(reader: Reader, read: Callable[[Faults], Callable[[], Shown] | None]) -> Answered[Shown]:
    """The answer to a form. `read` reads all its fields, and gives what answers them, or None where nothing is asked.

    Refusals are part of the answer: the form that shows them needs the graph too.
    """
    faults = Faults()
    answer = read(faults)
    if answer is None or faults.found:
        return Answered(offers(reader), refusals=faults.found)
    try:
        return Answered(offers(reader), answer())
    except (QuestionError, UnknownEntityError) as error:
        return Answered(offers(reader), refusals=(error,))


def form_page(
    request: Request,
    ask: Ask,
    template: str,
    *,
    refusals: Sequence[Refusal],
    query: Query,
    called: Mapping[str, str],
    named: Collection[str],
    **shown: Any,
) -> HTMLResponse:
    """The page at the address of the same name as its template. Programs get a refusal as everywhere: the first is
    raised.

    `query` is the question as parameters, `called` how things are shown by identifier, `named` the fields for things.
    """
    if refusals and not wants_page(request):
        raise refusals[0]
    wrong = {getattr(refusal, "parameter", "") for refusal in refusals}
    problems = [refused(one, _without(query, wrong, one), called, named) for one in refusals]
    moment = {name: value for name, value in moment_of(request).items() if name not in wrong}
    html = page(
        template,
        site=site_of(request.app, ask.revision, ask.caller.audience, moment),
        here=f"/{template}",
        query=query,
        problem=problems[0] if problems else None,
        problems=problems,
        **shown,
    )
    return HTMLResponse(html, problems[0].status if problems else 200)


def _without(query: Query, wrong: Collection[str], refusal: Refusal) -> Query:
    """The question without what else is wrong: a way that is offered has to lead to an answer."""
    own = getattr(refusal, "parameter", "")
    return {name: value for name, value in query.items() if name not in wrong or name == own}
