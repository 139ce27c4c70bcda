"""Lists of things of a kind: chosen by what they are and have, counted by what else they could be chosen by, sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import listing, reading
from practice_atlas.graph.questions.answers import FacetValue, FacetView, ListAnswer
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.order import FlowKey
from practice_atlas.graph.questions.paging import FIRST, Key, Page, slice_of
from practice_atlas.graph.questions.rows import ROW_INCLUDES, rows_of
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.choosing import Choice, Filters, choose, counts
from practice_atlas.graph.tables.facets import FACETS, GRADE, REGION, YEAR, facets_of
from practice_atlas.graph.tables.table import Mask, Numbers, Table, table
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.folding import fold
from practice_atlas.ontology.regions import regions
from practice_atlas.ontology.vocabularies import Grade

#: What is counted for each thing of a kind: column → pattern from the thing `n` to the records `x` that are counted.
COUNTED: Final[Mapping[str, Mapping[str, str]]] = {
    "city": {
        "implementations": "(n:City)<-[:IMPLEMENTED_BY]-(x:Implementation)",
        "learned": "(n:City)<-[:LEARNER]-(x:LearningFlow)",
        "shared": "(n:City)<-[:TEACHER]-(x:LearningFlow)",
    },
    "practice": {
        "implementations": "(n:Practice)<-[:OF]-(x:Implementation)",
        "flows": "(n:Practice)<-[:ABOUT]-(x:LearningFlow)",
    },
    "institution": {
        "flows_shared": "(n:Institution)<-[:TEACHER]-(x:LearningFlow)",
        "memberships": "(n:Institution)<-[:OF]-(x:Membership)",
    },
    "engagement": {"flows": "(n:Engagement)<-[:VIA]-(x:LearningFlow)"},
    "theme": {"practices": "(n:Theme)<-[:IN_THEME]-(x:Practice)"},
    "source": {"passages": "(n:Source)<-[:FROM]-(x:Evidence)"},
}
#: Of a facet with thousands of values so many are told.
MOST_VALUES: Final = 50
BY_NAME: Final = "name"
BY_DAY: Final = "day"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for.

    `filters` by facet (any of the values), `name` the beginning of a word of a name, `sort` a column, with a minus from
    the last to the first; `facets` are counted beside; `fields` are the only ones told, `include` what is told besides.
    """

    filters: Filters = field(default_factory=dict)
    name: str | None = None
    as_of: date | None = None
    sort: str = BY_NAME
    facets: Sequence[str] = ()
    fields: Sequence[str] = ()
    include: Sequence[str] = ()


def things_of(reader: Reader, kind: str, asked: Asked | None = None, *, page: Page = FIRST) -> ListAnswer:
    """A page of the things of a kind that pass all filters. Raises QuestionError for what the kind does not have."""
    asked = asked or Asked()
    _check(kind, asked)
    rows = table(reader, kind)
    choice = choose(reader, kind, asked.filters, _called(reader, kind, asked.name), asked.as_of)
    mask = choice.passing()
    order = _order(reader, kind, asked.sort)
    chosen = slice_of(order[mask[order]].tolist(), page, key=_keys(reader, kind, rows, asked.sort))
    told = rows_of(reader, [rows.ids[row] for row in chosen.items], _counts(reader, kind), asked.fields, asked.include)
    return ListAnswer(
        revision=reader.revision().number,
        as_of=asked.as_of,
        left_out=choice.left_out,
        evidence=reader.evidence(item for row in told for item in row.evidence),
        rows=tuple(told),
        facets=tuple(_facet(reader, choice, facet) for facet in asked.facets),
        loosen=_loosen(choice) if not chosen.total else {},
        **chosen.place,
    )


def chosen_flows(reader: Reader, asked: Asked) -> tuple[list[FlowKey], int, tuple[FacetView, ...], dict[str, int]]:
    """The learning flows that pass all filters, newest first; how many are left out for want of a day; how many there
    are by the facets; and what to loosen where none is left.
    """
    _check("flow", asked)
    rows = table(reader, "flow")
    choice = choose(reader, "flow", asked.filters, None, asked.as_of)
    mask = choice.passing()
    order = _order(reader, "flow", f"-{BY_DAY}")
    found = [(rows.ids[row], rows.iso(row)) for row in order[mask[order]].tolist()]
    counted = tuple(_facet(reader, choice, facet) for facet in asked.facets)
    return found, choice.left_out, counted, {} if found else _loosen(choice)


def sorts_of(kind: str) -> tuple[str, ...]:
    """What a kind can be sorted by: by name, and by each number from the least or, with a minus, from the most."""
    numbers = (BY_DAY, *COUNTED.get(kind, {}))
    return (BY_NAME, *numbers, *(f"-{number}" for number in numbers))


def _check(kind: str, asked: Asked) -> None:
    known = facets_of(kind)
    for parameter, given, possible in (
        ("filter", list(asked.filters), known),
        ("facets", asked.facets, known),
        ("sort", [asked.sort], sorts_of(kind)),
        ("include", asked.include, ROW_INCLUDES),
    ):
        for name in given:
            if name not in possible:
                raise QuestionError(parameter, f"a {kind} has no {name!r}", fix=f"Choose of: {', '.join(possible)}.")
    for facet, values in asked.filters.items():
        codes = _codes(kind, facet)
        for value in values:
            if codes and value not in codes:
                raise QuestionError(facet, f"{value[:80]!r} is no {facet}", fix=f"Choose of: {', '.join(codes)}.")


def _codes(kind: str, facet: str) -> dict[str, str]:
    """The codes that a facet can have, with their words; empty where its values are things or texts."""
    if facet == GRADE:
        return {grade.value: f"{grade.value}: {grade.label}" for grade in Grade}
    if facet == REGION:
        return {slug: region.name for slug, region in regions().items()}
    vocabulary = FACETS[kind][facet].codes if facet != YEAR else None
    return {item.value: item.label for item in vocabulary} if vocabulary else {}


def _facet(reader: Reader, choice: Choice, facet: str) -> FacetView:
    """The values of a facet, most first, with their words."""
    found = counts(reader, choice, facet)
    codes = _codes(choice.kind, facet)
    shown = found[:MOST_VALUES]
    things = reader.things(value for value, _ in shown if ":" in value and not codes)
    return FacetView(
        name=facet,
        total=len(found),
        values=tuple(
            FacetValue(
                value=value,
                label=things[value].name if value in things else codes.get(value, value),
                thing=things.get(value),
                count=count,
            )
            for value, count in shown
        ),
    )


def _loosen(choice: Choice) -> dict[str, int]:
    """How many there would be without one of the filters, where there would be any."""
    without = {name: int(choice.passing(without=name).sum()) for name in choice.masks}
    return {name: total for name, total in without.items() if total}


def _called(reader: Reader, kind: str, name: str | None) -> Mask | None:
    """The rows one of whose names has a word that begins like this; None where nothing is asked for."""
    if name is None:
        return None
    folded = fold(name)
    if not folded:
        raise QuestionError("q", "there is nothing to search for", fix="Type at least one letter or digit.")
    texts = kept(reader, ("search", kind, reader.audience.level), lambda reader: _search_texts(reader, kind))
    return np.array([f"|{folded}" in text or f" {folded}" in text for text in texts], dtype=np.bool_)


def _search_texts(reader: Reader, kind: str) -> list[str]:
    found = {row["id"]: row["search"] for row in reader.rows(reading.search_texts(layout.label_of(kind)))}
    return [found.get(identifier) or f"|{fold(name)}" for identifier, name in _named(table(reader, kind))]


def _named(rows: Table) -> Sequence[tuple[str, str]]:
    return list(zip(rows.ids, rows.names, strict=True))


def _counts(reader: Reader, kind: str) -> dict[str, dict[str, int]]:
    """Column → thing → how many records that the audience may see; counted once a revision."""
    return {column: _counted(reader, pattern) for column, pattern in COUNTED.get(kind, {}).items()}


def _counted(reader: Reader, pattern: str) -> dict[str, int]:
    level = reader.audience.level

    def made(reader: Reader) -> dict[str, int]:
        found: Counter[str] = Counter()
        for row in reader.rows(listing.totals(pattern)):
            found[row["id"]] += row["total"] if row["level"] <= level else 0
        return dict(found)

    return kept(reader, ("counts", pattern, level), made)


def _keys(reader: Reader, kind: str, rows: Table, sort: str) -> Callable[[int], Key]:
    """What a row is sorted by; identifiers decide between equals. Rows without a day come last either way."""
    column = sort.removeprefix("-")
    sign = -1 if sort.startswith("-") else 1
    if column == BY_DAY:
        return lambda row: (sign * int(rows.days[row]) if rows.days[row] else rows.day(row), rows.ids[row])
    if column == BY_NAME:
        return lambda row: (fold(rows.names[row]), rows.ids[row])
    counted = _counts(reader, kind)[column]
    return lambda row: (sign * counted.get(rows.ids[row], 0), rows.ids[row])


def _order(reader: Reader, kind: str, sort: str) -> Numbers:
    """All rows in order; sorted once a revision."""

    def made(reader: Reader) -> Numbers:
        rows = table(reader, kind)
        order = sorted(range(len(rows.ids)), key=_keys(reader, kind, rows, sort))
        return np.array(order, dtype=np.int32)

    return kept(reader, ("order", kind, sort, reader.audience.level), made)
