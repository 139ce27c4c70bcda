"""`practice-atlas brief`: one to two pages for two cities that should meet, to print or to send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from practice_atlas.cli.answering import KnownAt, reader_of
from practice_atlas.cli.options import AsOf, EngineAddress, For
from practice_atlas.cli.output import console
from practice_atlas.cli.pairings import NewCountry, NewKind, NewPopulation, learner_of
from practice_atlas.graph.pairings.brief import brief
from practice_atlas.graph.pairings.candidates import MOST_MENTEES, Gates
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.vocabularies import Audience, CityKind
from practice_atlas.visualisations.brief.html import brief_html
from practice_atlas.visualisations.brief.languages import Language
from practice_atlas.visualisations.brief.pdf import brief_pdf
from practice_atlas.visualisations.brief.writing import document

#: Instead of a city's name: it is described.
_NEW: Final = "new"


def brief_file(
    learner: Annotated[
        str, typer.Argument(help="The city that looks for a mentor; `new` for one that --country and more describe.")
    ],
    mentor: Annotated[str, typer.Argument(help="The city that could mentor it.")],
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write: .html or .pdf.")],
    practice: Annotated[str, typer.Option("--practice", help="What it is about.")],
    language: Annotated[
        Language, typer.Option("--language", help="In which language; French and Arabic were translated by machine.")
    ] = Language.ENGLISH,
    country: NewCountry = None,
    population: NewPopulation = None,
    city_kind: NewKind = CityKind.CITY,
    speaks: Annotated[
        list[str] | None, typer.Option("--speaks", help="A language that the city works in, again for more.")
    ] = None,
    most_mentees: Annotated[
        int, typer.Option("--most-mentees", min=0, help="Refuse a mentor from whom more cities learn now.")
    ] = MOST_MENTEES,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = Audience.PUBLIC,
) -> None:
    """Write a brief for two cities: who, why these two, what happened before, what to ask, what is uncertain.

    Every sentence made from a record names the places in the sources that it rests on.
    """
    kind = path.suffix.casefold()
    if kind not in (".html", ".pdf"):
        raise QuestionError("file", f"{path.name} is neither HTML nor PDF", fix="End its name with .html or .pdf.")
    with reader_of(engine, audience, known_at, recorded=True) as reader:
        day = as_of_day(as_of)
        answer = brief(
            reader,
            learner_of(reader, None if learner == _NEW else learner, country, population, city_kind, speaks, None, day),
            resolve(reader, mentor, "city"),
            resolve(reader, practice, "practice"),
            own_weights(),
            gates=Gates(most_mentees),
            as_of=day,
        )
    written = document(answer, language)
    path.write_bytes(brief_pdf(written) if kind == ".pdf" else brief_html(written).encode())
    console.print(f"Written: {path} ({len(written.places)} places in sources)", markup=False)
