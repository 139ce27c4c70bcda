"""Every question over the whole network, in several forms: what tests ask of two graphs and compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from practice_atlas.graph.questions.answers import Answer
from practice_atlas.graph.questions.diffusion import diffusion
from practice_atlas.graph.questions.matrix import Wanted, matrix
from practice_atlas.graph.questions.neighbourhood import neighbourhood
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.path import path
from practice_atlas.graph.questions.quality import quality, quality_of_each
from practice_atlas.graph.questions.statistics import statistics
from practice_atlas.graph.reading import Reader

Ask = Callable[[Reader], Answer]
ALL: Final = Page(500)
THEN: Final = date(2023, 12, 31)

#: Questions of all things at once.
OVERALL: Final[dict[str, Ask]] = {
    "matrix": lambda reader: matrix(reader, page=ALL, across=ALL),
    "matrix then": lambda reader: matrix(reader, as_of=THEN, page=ALL, across=ALL),
    "matrix of countries": lambda reader: matrix(reader, columns="countries", page=ALL, across=ALL),
    "matrix of a country": lambda reader: matrix(reader, wanted=Wanted(country="country:ma"), page=ALL, across=ALL),
    "practices": lambda reader: statistics(reader, "practices", sort="flows", page=ALL),
    "practices then": lambda reader: statistics(reader, "practices", as_of=THEN, page=ALL),
    "cities": lambda reader: statistics(reader, "cities", sort="two-way", page=ALL),
    "countries": lambda reader: statistics(reader, "countries", page=ALL),
    "engagement kinds": lambda reader: statistics(reader, "engagement-kinds", page=ALL),
    "quality": lambda reader: quality(reader, as_of=THEN),
    "weak records": lambda reader: quality_of_each(reader, as_of=THEN, page=ALL),
}


def of_city(city: str) -> dict[str, Ask]:
    """Questions of one city."""
    return {
        "around": lambda reader: neighbourhood(reader, city, page=ALL),
        "two hops": lambda reader: neighbourhood(reader, city, hops=2, page=ALL),
        "three hops then": lambda reader: neighbourhood(reader, city, hops=3, as_of=THEN, page=ALL),
        "only cities": lambda reader: neighbourhood(reader, city, hops=3, kinds=("city",), page=ALL),
    }


def of_practice(practice: str) -> dict[str, Ask]:
    """Questions of one practice."""
    return {
        "by year": lambda reader: diffusion(reader, practice, page=ALL),
        "by month then": lambda reader: diffusion(reader, practice, by="month", as_of=THEN, page=ALL),
        "around": lambda reader: neighbourhood(reader, practice, hops=2, page=ALL),
    }


def of_two(start: str, end: str) -> dict[str, Ask]:
    """Questions of two cities."""
    return {"in time": lambda reader: path(reader, start, end, respect_time=True)}
