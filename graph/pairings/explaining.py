"""Why a candidate is proposed: reasons with records and evidence, what speaks against it, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import isnan
from typing import Any, Final, TypeAlias

import numpy as np

from practice_atlas.graph.catalogue import pairing
from practice_atlas.graph.pairings.algorithms import FIXED, Mentoring
from practice_atlas.graph.pairings.answers import Basis, Mentor, Reason, Without
from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.candidates import Candidates
from practice_atlas.graph.pairings.experience import basis_of
from practice_atlas.graph.pairings.leaving_out import Case, scores_without
from practice_atlas.graph.pairings.measures import MEASURES, Values
from practice_atlas.graph.pairings.meetings import Meetings
from practice_atlas.graph.pairings.ranking import Ranking, band, total
from practice_atlas.graph.pairings.weights import Bands, Part
from practice_atlas.graph.questions.answers import Evidence, Thing
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, Truths
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.vocabularies import Directness, Grade

#: What engagements cite.
_Cited: TypeAlias = Mapping[str, tuple[str, ...]]

#: Records and pieces of evidence named for each reason; the others are counted.
_NAMED: Final = 3
#: Pieces of evidence that are left out, one at a time.
_LEFT_OUT: Final = 6
#: Days after which what is known counts as old.
_OLD: Final = 3 * 365


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """What it takes to explain: the candidates and their order, what was asked, and what the whole graph knows.

    `met` tells which engagements are the learner's, `weights` what having been at each says; `learned` are learning
    flows to the learner, by the number of the city that taught.
    """

    found: Candidates
    ranking: Ranking
    parts: Mapping[Part, Values]
    adds: Mapping[str, Values]
    asked: Asked
    algorithm: Mentoring
    bands: Bands
    meetings: Meetings
    met: Truths
    weights: Values
    learned: Mapping[int, Sequence[str]]
    wanted: tuple[str, ...]
    limit: int
    newest: int


def mentors(reader: Reader, told: Explained, ranks: Sequence[int]) -> tuple[list[Mentor], dict[str, Evidence]]:
    """The candidates at these places of the ranking, explained, and all evidence that they name, by identifier."""
    cases = [_Case(told, rank, measured) for rank, measured in zip(ranks, _measured(told, ranks), strict=True)]
    meetings = sorted({identifier for case in cases for identifier in case.meetings()})
    cited = _cited(reader, meetings)
    found = {item.record.id: item for item in reader.many(told.wanted)}
    pieces = {piece for case in cases for piece in case.evidence(found, cited)}
    shown = {piece.id: piece for piece in reader.evidence(pieces)}
    named = [told.found.known.cities.identifiers[case.city] for case in cases]
    subjects = {subject for case in cases for subject in case.subjects()}
    things = reader.things([*named, *sorted(subjects)])
    supports = [case.support(found, cited, shown) for case in cases]
    left_out = [case.left_out(support, cited) for case, support in zip(cases, supports, strict=True)]
    scores = iter(scores_without(told.found, told.asked, told.algorithm, [*chain.from_iterable(left_out)]))
    without = [{one.evidence: next(scores) for one in several} for several in left_out]
    everything = zip(cases, supports, without, strict=True)
    return [case.mentor(shown, things, support, scores) for case, support, scores in everything], shown


@dataclass(frozen=True, slots=True)
class _Measured:
    """The numbers of one candidate: its measures, what each part is worth and adds, and the score."""

    measures: Mapping[str, float]
    parts: Mapping[str, float]
    adds: Mapping[str, float]
    score: float


def _measured(told: Explained, ranks: Sequence[int]) -> list[_Measured]:
    """Taken out of all columns at once: number by number takes several times as long."""
    places = told.ranking.order[list(ranks)]
    measures = {name: getattr(told.found.measures, name) for name in MEASURES}
    adds = {part: values[places] for part, values in told.adds.items()}
    columns = (
        _by_place(measures, places),
        _by_place(told.parts, places),
        _by_place(told.adds, places),
        total(adds).tolist(),
    )
    return [_Measured(*row) for row in zip(*columns, strict=True)]


def _by_place(columns: Mapping[Any, Values], places: Numbers) -> list[dict[str, float]]:
    values = zip(*(column[places].tolist() for column in columns.values()), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in values]


def _cited(reader: Reader, meetings: Sequence[str]) -> _Cited:
    """What engagements cite, without reading them."""
    found: dict[str, tuple[str, ...]] = {}
    rows = reader.rows(pairing.MEETINGS_CITE, ids=meetings) if meetings else []
    for row in sorted(rows, key=lambda row: (row["id"], row["piece"])):
        found[row["id"]] = (*found.get(row["id"], ()), row["piece"])
    return found


@dataclass(frozen=True, slots=True)
class _Support:
    """What reasons rest on: by part its records and all their evidence; and single pieces, left out in turn."""

    records: Mapping[str, tuple[str, ...]]
    evidence: Mapping[str, tuple[str, ...]]
    single: tuple[str, ...]

    @property
    def left_out(self) -> Mapping[str, frozenset[str]]:
        """By part, all evidence that is the mentor's own."""
        return {part: frozenset(self.evidence[part]) for part in self.evidence if part in _RESTS_ON_EVIDENCE}


class _Case:
    """One candidate."""

    def __init__(self, told: Explained, rank: int, measured: _Measured) -> None:
        self._told, self._rank, self._measured = told, rank, measured
        self._by_row: dict[int, list[str]] = {}
        self._place = int(told.ranking.order[rank])
        self.city = int(told.found.cities[self._place])
        known, rows = told.found.known, told.found.rows
        span = known.rows_of(self.city)
        own = np.arange(span.start, span.stop)
        self._shows = own[rows.counts[span]]
        self._basis = self._first(self._shows)
        taught = own[(known.own[span] == NOTHING) & (rows.worth[span] > 0)]
        self._taught = self._told_first(taught)
        self._basis_pieces, self._taught_pieces = self._pieces(self._basis), self._pieces(self._taught)
        at = told.meetings.of(self.city, told.limit)
        shared = at[told.met[at]]
        self._shared = shared[np.lexsort((shared, -told.weights[shared]))][:_NAMED]

    def _first(self, rows: Numbers) -> Numbers:
        """The rows that say most come first: the furthest and closest, then the newest."""
        known, all_rows, asked = self._told.found.known, self._told.found.rows, self._told.asked
        says = all_rows.worth[rows] * asked.closeness[known.practice[rows]]
        return np.asarray(rows[np.lexsort((rows, -known.day[rows], -says))][:_NAMED])

    def _told_first(self, taught: Numbers) -> Numbers:
        """Of what was taught, first what something followed from, then the newest. Few have taught thousands of times,
        but these are in most lists: those that can be among the first are found before they are sorted.
        """
        known = self._told.found.known
        worth = known.day[taught] + known.followed[taught] * (NEVER + 1)
        if len(taught) > _NAMED:
            few = worth >= np.partition(worth, -_NAMED)[-_NAMED]
            taught, worth = taught[few], worth[few]
        return np.asarray(taught[np.lexsort((taught, -worth))][:_NAMED])

    def basis(self) -> list[str]:
        """The records of what it has to show first."""
        return [self._told.found.known.records[row] for row in self._basis.tolist()]

    def meetings(self) -> Iterable[str]:
        """The engagements at which both were."""
        return (self._told.meetings.engagements.identifiers[number] for number in self._shared.tolist())

    def subjects(self) -> Iterable[str]:
        """The practices that it has to do with."""
        practices = self._told.found.known.practices.identifiers
        numbers = self._told.found.known.practice[self._basis].tolist()
        return (practices[number] for number in numbers if number != NOTHING)

    def _pieces(self, rows: Numbers) -> list[str]:
        """The evidence of some rows that counts by then."""
        return _once(piece for row in rows.tolist() for piece in self._pieces_of(row))

    def _pieces_of(self, row: int) -> list[str]:
        if row not in self._by_row:
            known, alive = self._told.found.known, self._told.found.rows.alive
            span = known.pieces_of(slice(row, row + 1))
            self._by_row[row] = [known.pieces.identifiers[piece] for piece in known.piece[span][alive[span]].tolist()]
        return self._by_row[row]

    def _of_meetings(self, cited: _Cited) -> dict[str, tuple[str, ...]]:
        return {engagement: cited.get(engagement, ()) for engagement in self.meetings()}

    def _of_wants(self, found: Mapping[str, Found]) -> list[str]:
        return _once(piece for want in self._told.wanted if want in found for piece in found[want].record.evidence)

    def evidence(self, found: Mapping[str, Found], cited: _Cited) -> set[str]:
        """Every piece that the explanation may name."""
        met = (piece for pieces in self._of_meetings(cited).values() for piece in pieces)
        return {*self._basis_pieces, *self._taught_pieces, *met, *self._of_wants(found)}

    def support(self, found: Mapping[str, Found], cited: _Cited, shown: Mapping[str, Evidence]) -> _Support:
        """What its reasons rest on."""
        known, meetings = self._told.found.known, self._of_meetings(cited)
        taught = (tuple(known.records[row] for row in self._taught.tolist()), self._taught_pieces)
        wants = tuple(want for want in self._told.wanted if want in found)
        met = _once(piece for pieces in meetings.values() for piece in pieces)
        rests: dict[str, tuple[tuple[str, ...], list[str]]] = {
            "readiness": (tuple(self.basis()), self._basis_pieces),
            "fit": (wants, self._of_wants(found)),
            "shared": (tuple(meetings), met),
            "track": taught,
            "popularity": taught,
        }
        rests = {part: rests[part] for part in self._told.adds if part in rests}
        own = _once([*self._basis_pieces, *taught[1], *met])
        return _Support(
            {part: records for part, (records, _) in rests.items()},
            {part: tuple(piece for piece in pieces if piece in shown) for part, (_, pieces) in rests.items()},
            tuple(piece for piece in own if piece in shown)[:_LEFT_OUT],
        )

    def left_out(self, support: _Support, cited: _Cited) -> list[Case]:
        """What could be missing: all evidence of a reason, or a single piece."""
        engagements = self._told.meetings.engagements
        weighed = {
            engagement: (float(self._told.weights[engagements.known(engagement)]), pieces)
            for engagement, pieces in self._of_meetings(cited).items()
        }
        missing = [*support.left_out.values(), *(frozenset((piece,)) for piece in support.single)]
        return [Case(self._place, evidence, weighed) for evidence in dict.fromkeys(missing) if evidence]

    def mentor(
        self, shown: Mapping[str, Evidence], things: Mapping[str, Thing], support: _Support,
        without: Mapping[frozenset[str], float | None],
    ) -> Mentor:  # fmt: skip
        """The candidate as it is told; `without` has its score without evidence."""
        told, score = self._told, self._measured.score
        basis = [self._basis_told(row, shown, things) for row in self._basis.tolist()]
        return Mentor(
            city=things[told.found.known.cities.identifiers[self.city]],
            score=score,
            band=band(score, told.bands) if told.algorithm.name == FIXED else None,
            rank=int(told.ranking.rank[self._rank]),
            rank_low=int(told.ranking.low[self._rank]),
            rank_high=int(told.ranking.high[self._rank]),
            tied=bool(told.ranking.tied[self._rank]),
            basis=tuple(basis),
            basis_total=len(self._shows),
            reasons=tuple(self._reason(part, support, without) for part in told.adds),
            doubts=tuple(self._doubts(basis, shown)),
            learned_before=tuple(told.learned.get(self.city, ())[:_NAMED]),
            without=tuple(Without(evidence=piece, score=without[frozenset((piece,))]) for piece in support.single),
        )

    def _basis_told(self, row: int, shown: Mapping[str, Evidence], things: Mapping[str, Thing]) -> Basis:
        known, stage = self._told.found.known, int(self._told.found.rows.stage[row])
        practice = int(known.practice[row])
        return basis_of(
            known,
            row,
            stage,
            subject=None if practice == NOTHING else things.get(known.practices.identifiers[practice]),
            evidence=(piece for piece in self._pieces_of(row) if piece in shown),
        )

    def _reason(self, part: str, support: _Support, without: Mapping[frozenset[str], float | None]) -> Reason:
        of, weight = self._measured, self._told.algorithm.weights[part]
        return Reason(
            part=part,
            value=of.parts[part] if part in of.parts else of.adds[part] / weight,
            weight=weight,
            adds=of.adds[part],
            figures=self._figures(part),
            records=support.records.get(part, ()),
            evidence=support.evidence.get(part, ())[:_NAMED],
            without=without.get(support.left_out.get(part, frozenset()), of.score),
        )

    def _figures(self, part: str) -> dict[str, float | str | None]:
        """What the part was worked out from, by the name of the measure; None where it is not known."""
        values = {name: self._measured.measures[name] for name in _FIGURES[part]}
        return {name: None if isnan(value) else value for name, value in values.items()}

    def _doubts(self, basis: Sequence[Basis], shown: Mapping[str, Evidence]) -> Iterable[str]:
        told, known, of = self._told, self._told.found.known, self._measured.measures
        if (known.own[self._shows] == NOTHING).all():
            yield "stage-unknown"
        if not told.asked.within[known.practice[self._shows]].any():
            yield "broader-only"
        if of["sources"] <= 1:
            yield "single-source"
        if len(basis) == len(self._shows) and all(item.grade == Grade.D.value for item in basis):
            yield "self-claimed"
        furthest = [item for item in basis if item.what != "taught"] or basis
        cited = [shown[piece] for item in furthest for piece in item.evidence]
        if cited and all(piece.directness != Directness.DIRECT.value for piece in cited):
            yield "inferred"
        newest = known.day[self._shows].max(initial=0)
        if newest < told.newest - _OLD:
            yield "old"
        if of["taught"] == 0:
            yield "no-track-record"


#: Parts whose evidence is the mentor's own: without it, the score would be another.
_RESTS_ON_EVIDENCE: Final = frozenset(("readiness", "shared", "track", "popularity"))
#: The measures that each part was worked out from.
_FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    "readiness": ("stage", "sources"),
    "fit": ("closeness", "words"),
    "similarity": ("size", "kind", "language", "wants"),
    "shared": ("shared",),
    "track": ("taught", "followed"),
    "capacity": ("mentees", "recorded"),
    "near": ("kilometres",),
    "preferred": ("preferred",),
    "popularity": ("taught",),
}


def _once(items: Iterable[str]) -> list[str]:
    """Each once, in the order in which they came."""
    return list(dict.fromkeys(items))
