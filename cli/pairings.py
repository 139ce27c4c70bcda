"""`practice-atlas ask`, the recommendations: mentors, next practices, opportunities, and how they are worked out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from practice_atlas.cli import telling_pairings
from practice_atlas.cli.answering import KnownAt, answer_with, reader_of
from practice_atlas.cli.ask import PUBLIC, app
from practice_atlas.cli.options import AsOf, EngineAddress, For, Json
from practice_atlas.cli.output import console, print_json
from practice_atlas.graph.pairings.algorithms import FIXED, algorithms, chosen
from practice_atlas.graph.pairings.candidates import MOST_MENTEES, Gates
from practice_atlas.graph.pairings.learners import Described, Learner, city_learner, new_learner
from practice_atlas.graph.pairings.mentors import MOST, USUAL, mentors
from practice_atlas.graph.pairings.next_practices import MOST as MOST_NEXT
from practice_atlas.graph.pairings.next_practices import next_practices
from practice_atlas.graph.pairings.opportunities import EVERYTHING, Wanted, opportunities
from practice_atlas.graph.pairings.opportunities import MOST as MOST_OPPORTUNITIES
from practice_atlas.graph.pairings.opportunities import USUAL as USUAL_OPPORTUNITIES
from practice_atlas.graph.pairings.weights import on_request, own_weights, read_weights
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.reconciling.hints import country_of
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.languages import language_named
from practice_atlas.ontology.regions import region_named
from practice_atlas.ontology.vocabularies import CityKind

__all__ = ["app", "telling_pairings"]  # imported so that these answers can be told


#: A city of which nothing is known yet, as it is described.
NewCountry = Annotated[str | None, typer.Option("--country", help="A new city's country, by code or name.")]
NewPopulation = Annotated[int | None, typer.Option("--population", min=1, help="A new city's inhabitants.")]
NewKind = Annotated[CityKind, typer.Option("--kind", help="A new city's kind of government.")]


@app.command("mentors")
def ask_mentors(
    name: Annotated[
        str | None, typer.Argument(help="The city that looks for a mentor; none: one that --country and more describe.")
    ] = None,
    practice: Annotated[
        str | None, typer.Option("--practice", help="For which practice; none: whatever it needs or promised.")
    ] = None,
    country: NewCountry = None,
    population: NewPopulation = None,
    kind: NewKind = CityKind.CITY,
    need: Annotated[
        list[str] | None, typer.Option("--need", help="A practice or theme that a new city needs; again for more.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option("--language", help="A language that the city works in; again for more.")
    ] = None,
    prefer: Annotated[
        list[str] | None, typer.Option("--prefer", help="A region in which to look rather; again for more.")
    ] = None,
    avoid: Annotated[
        list[str] | None, typer.Option("--avoid", help="A region in which not to look; again for more.")
    ] = None,
    near: Annotated[bool, typer.Option("--near", help="Count nearness too.")] = False,
    most_mentees: Annotated[
        int, typer.Option("--most-mentees", min=0, help="Leave out whom more cities learn from now.")
    ] = MOST_MENTEES,
    algorithm: Annotated[str, typer.Option("--algorithm", help="How to choose; `ask algorithms` lists them.")] = FIXED,
    weights: Annotated[
        Path | None, typer.Option("--weights", help="Your own weights, as a JSON file.", exists=True, dir_okay=False)
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST, help="At most so many mentors.")] = USUAL,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """Who could mentor a city, why, and how surely: a short list, or why there is none."""
    with reader_of(engine, audience, known_at, recorded=True) as reader:
        day = as_of_day(as_of)
        rules = read_weights(weights) if weights else own_weights()
        gates = Gates(
            most_mentees, tuple(map(region_named, avoid or ())), tuple(map(region_named, prefer or ()))
        )  # fmt: skip
        answer = mentors(
            reader,
            learner_of(reader, name, country, population, kind, language, need, day),
            chosen(algorithm, rules, on_request(near=near, prefer=gates.prefer)),
            rules,
            practice=resolve(reader, practice, "practice") if practice else None,
            gates=gates,
            as_of=day,
            many=limit,
        )
        answer_with(answer, json=json)


def learner_of(
    reader: Reader, name: str | None, country: str | None, population: int | None, kind: CityKind,
    language: list[str] | None, need: list[str] | None, day: date | None,
) -> Learner:  # fmt: skip
    """A city by name as of a day, or one of which nothing is known yet, as options describe it.

    Raises QuestionError and UnknownEntityError.
    """
    languages = tuple(map(language_named, language or ()))
    if name is not None:
        if country or population or need:
            fix = "Name a city, or describe one that is new."
            raise QuestionError("country", "a city is both named and described", fix=fix)
        return city_learner(reader, resolve(reader, name, "city"), day, languages)
    if country is None:
        fix = "Name the city, or describe a new one with --country and the like."
        raise QuestionError("city", "no city is named", fix=fix)
    code = country_of(country)
    if code is None:
        raise QuestionError("country", f"{country[:80]!r} is no country", fix="Give its two-letter code, or its name.")
    described = Described(
        country=f"country:{code}",
        population=population,
        kind=kind.value,
        languages=languages,
        needs=tuple(resolve(reader, item, "practice", "theme") for item in need or ()),
    )
    return new_learner(reader, described)


@app.command("next-practices")
def ask_next_practices(
    name: Annotated[str, typer.Argument(help="The city, by name or identifier.")],
    algorithm: Annotated[str, typer.Option("--algorithm", help="How to choose; `ask algorithms` lists them.")] = FIXED,
    most_mentees: Annotated[
        int, typer.Option("--most-mentees", min=0, help="Leave out mentors whom more cities learn from now.")
    ] = MOST_MENTEES,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST_NEXT, help="At most so many practices.")] = USUAL,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """What a city could do next, and with whom."""
    with reader_of(engine, audience, known_at, recorded=True) as reader:
        day = as_of_day(as_of)
        learner = city_learner(reader, resolve(reader, name, "city"), day)
        answer = next_practices(
            reader, learner, own_weights(), algorithm=algorithm, most_mentees=most_mentees, as_of=day, many=limit
        )
        answer_with(answer, json=json)


@app.command("opportunities")
def ask_opportunities(
    practice: Annotated[str | None, typer.Option("--practice", help="Only a practice, with its forms.")] = None,
    theme: Annotated[str | None, typer.Option("--theme", help="Only the practices of a theme.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Only learners that lie in a country.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="Only learners that lie in a region.")] = None,
    per_city: Annotated[
        int, typer.Option("--per-city", min=1, max=MOST_OPPORTUNITIES, help="At most so many for one city.")
    ] = EVERYTHING.per_city,
    per_practice: Annotated[
        int, typer.Option("--per-practice", min=1, max=MOST_OPPORTUNITIES, help="At most so many of one practice.")
    ] = EVERYTHING.per_practice,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=MOST_OPPORTUNITIES, help="At most so many opportunities.")
    ] = USUAL_OPPORTUNITIES,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    engine: EngineAddress = None,
    audience: For = PUBLIC,
    json: Json = False,
) -> None:
    """Where practices could be replicated, over the whole network."""
    with reader_of(engine, audience, known_at, recorded=True) as reader:
        wanted = Wanted(
            practice=resolve(reader, practice, "practice") if practice else None,
            theme=resolve(reader, theme, "theme") if theme else None,
            country=resolve(reader, country, "country") if country else None,
            region=region_named(region) if region else None,
            per_city=per_city,
            per_practice=per_practice,
        )
        answer_with(opportunities(reader, own_weights(), wanted=wanted, as_of=as_of_day(as_of), many=limit), json=json)


@app.command("algorithms")
def ask_algorithms(json: Json = False) -> None:
    """How mentors can be chosen, and what the default weighs."""
    answer = algorithms()
    if json:
        print_json(answer)
        return
    for told in answer.algorithms:
        usual = ", the default" if told.default else ""
        console.print(f"{told.name}, version {told.version}{usual} ({', '.join(told.answers)}): {told.summary}")
        if told.takes:
            console.print(f"    It takes {told.takes}.")
    console.print("Weights of the default: " + ", ".join(f"{part} {value:g}" for part, value in answer.weights.items()))
    console.print("Only on request: " + ", ".join(f"{part} {value:g}" for part, value in answer.on_request.items()))
