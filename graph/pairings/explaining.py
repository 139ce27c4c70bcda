"""Why a candidate is proposed: reasons with records and evidence, what speaks against it, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from practice_atlas.graph.pairings.algorithms import Mentoring
from practice_atlas.graph.pairings.answers import Basis, Mentor, Reason, Without
from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.candidates import Candidates
from practice_atlas.graph.pairings.experience import basis_of
from practice_atlas.graph.pairings.leaving_out import scores_without
from practice_atlas.graph.pairings.measures import Values
from practice_atlas.graph.pairings.meetings import Meetings
from practice_atlas.graph.pairings.ranking import Ranking, band, total
from practice_atlas.graph.pairings.weights import Bands, Part
from practice_atlas.graph.questions.answers import Evidence, Thing
from practice_atlas.graph.questions.columns import NOTHING, Numbers
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.vocabularies import Directness, Grade

#: Records and pieces of evidence named for each reason; the others are counted.
_NAMED: Final = 3
#: Pieces of evidence that are left out, one at a time.
_LEFT_OUT: Final = 6
#: Days after which what is known counts as old.
_OLD: Final = 3 * 365


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """What it takes to explain: the candidates and their order, what was asked, and what the whole graph knows."""

    found: Candidates
    ranking: Ranking
    parts: Mapping[Part, Values]
    adds: Mapping[str, Values]
    asked: Asked
    algorithm: Mentoring
    bands: Bands
    meetings: Meetings
    met: Numbers
    learned: frozenset[str]
    wanted: tuple[str, ...]
    limit: int
    newest: int


def mentors(reader: Reader, told: Explained, ranks: Iterable[int]) -> tuple[list[Mentor], dict[str, Evidence]]:
    """The candidates at these places of the ranking, explained, and all evidence that they name, by identifier."""
    cases = [_Case(told, rank) for rank in ranks]
    records = {identifier for case in cases for identifier in case.records()}
    found = {item.record.id: item for item in reader.many(sorted(records | set(told.wanted)))}
    pieces = {piece for case in cases for piece in case.evidence(found)}
    shown = {piece.id: piece for piece in reader.evidence(pieces)}
    named = [told.found.known.cities.identifiers[case.city] for case in cases]
    subjects = {subject for case in cases for subject in case.subjects()}
    things = reader.things([*named, *sorted(subjects)])
    return [case.mentor(found, shown, things) for case in cases], shown


class _Case:
    """One candidate."""

    def __init__(self, told: Explained, rank: int) -> None:
        self._told, self._rank = told, rank
        self._place = int(told.ranking.order[rank])
        self.city = int(told.found.cities[self._place])
        known, rows = told.found.known, told.found.rows
        span = known.rows_of(self.city)
        own = np.arange(span.start, span.stop)
        self._shows = own[rows.counts[span]]
        self._basis = self._first(self._shows)
        taught = own[(known.own[span] == NOTHING) & (rows.worth[span] > 0)]
        self._lessons = [known.records[row] for row in taught.tolist() if known.records[row] in told.learned]
        self._taught = taught[np.lexsort((taught, -known.day[taught], ~known.followed[taught]))][:_NAMED]
        meant = told.meetings.city == self.city
        shared = np.intersect1d(told.meetings.engagement[meant & (told.meetings.day <= told.limit)], told.met)
        self._weights = told.meetings.weights(told.limit)
        self._shared = shared[np.lexsort((shared, -self._weights[shared]))][:_NAMED]

    def _first(self, rows: Numbers) -> Numbers:
        """The rows that say most come first: the furthest and closest, then the newest."""
        known, all_rows, asked = self._told.found.known, self._told.found.rows, self._told.asked
        says = all_rows.worth[rows] * asked.closeness[known.practice[rows]]
        return np.asarray(rows[np.lexsort((rows, -known.day[rows], -says))][:_NAMED])

    def records(self) -> Iterable[str]:
        """Every record that the explanation names."""
        known = self._told.found.known
        yield from (known.records[row] for row in (*self._basis.tolist(), *self._taught.tolist()))
        yield from (self._told.meetings.engagements.identifiers[number] for number in self._shared.tolist())

    def subjects(self) -> Iterable[str]:
        """The practices that it has to do with."""
        practices = self._told.found.known.practices.identifiers
        numbers = self._told.found.known.practice[self._basis].tolist()
        return (practices[number] for number in numbers if number != NOTHING)

    def _pieces(self, rows: Numbers) -> list[str]:
        """The evidence of some rows that counts by then."""
        known, alive = self._told.found.known, self._told.found.rows.alive
        found: dict[str, None] = {}
        for row in rows.tolist():
            span = known.pieces_of(slice(row, row + 1))
            found |= dict.fromkeys(known.pieces.identifiers[piece] for piece in known.piece[span][alive[span]].tolist())
        return list(found)

    def _of_meetings(self, found: Mapping[str, Found]) -> dict[str, tuple[str, ...]]:
        named = (self._told.meetings.engagements.identifiers[number] for number in self._shared.tolist())
        return {engagement: found[engagement].record.evidence for engagement in named if engagement in found}

    def _of_wants(self, found: Mapping[str, Found]) -> list[str]:
        return _once(piece for want in self._told.wanted if want in found for piece in found[want].record.evidence)

    def evidence(self, found: Mapping[str, Found]) -> set[str]:
        """Every piece that the explanation may name."""
        met = (piece for pieces in self._of_meetings(found).values() for piece in pieces)
        return {*self._pieces(self._basis), *self._pieces(self._taught), *met, *self._of_wants(found)}

    def mentor(self, found: Mapping[str, Found], shown: Mapping[str, Evidence], things: Mapping[str, Thing]) -> Mentor:
        """The candidate as it is told."""
        told, at = self._told, self._place
        score = float(total({part: values[at : at + 1] for part, values in told.adds.items()})[0])
        basis = [self._basis_told(row, found, shown, things) for row in self._basis.tolist()]
        reasons, without = self._left_out(score, self._reasons(found, shown), found, shown)
        return Mentor(
            city=things[told.found.known.cities.identifiers[self.city]],
            score=score,
            band=band(score, told.bands),
            rank=int(told.ranking.rank[self._rank]),
            rank_low=int(told.ranking.low[self._rank]),
            rank_high=int(told.ranking.high[self._rank]),
            tied=bool(told.ranking.tied[self._rank]),
            basis=tuple(basis),
            basis_total=len(self._shows),
            reasons=reasons,
            doubts=tuple(self._doubts(basis, shown)),
            learned_before=tuple(self._lessons[:_NAMED]),
            without=without,
        )

    def _basis_told(
        self, row: int, found: Mapping[str, Found], shown: Mapping[str, Evidence], things: Mapping[str, Thing]
    ) -> Basis:
        known, stage = self._told.found.known, int(self._told.found.rows.stage[row])
        practice, item = int(known.practice[row]), found.get(known.records[row])
        return basis_of(
            known,
            row,
            stage,
            subject=None if practice == NOTHING else things.get(known.practices.identifiers[practice]),
            grade=item.grade if item else None,
            evidence=(piece for piece in self._pieces(np.array([row])) if piece in shown),
        )

    def _reasons(self, found: Mapping[str, Found], shown: Mapping[str, Evidence]) -> list[Reason]:
        told, at = self._told, self._place
        known, weights = told.found.known, told.algorithm.weights
        rows = {"readiness": self._basis, "track": self._taught, "popularity": self._taught}
        meetings, none = self._of_meetings(found), self._basis[:0]
        reasons = []
        for part, adds in told.adds.items():
            records = [known.records[row] for row in rows.get(part, none).tolist()]
            pieces = self._pieces(rows.get(part, none))
            if part == "shared":
                records, pieces = list(meetings), _once(piece for cited in meetings.values() for piece in cited)
            if part == "fit":
                records, pieces = [want for want in told.wanted if want in found], self._of_wants(found)
            value = told.parts[part][at] if part in told.parts else adds[at] / weights[part]  # type: ignore[index]
            reasons.append(
                Reason(
                    part=part,
                    value=float(value),
                    weight=weights[part],
                    adds=float(adds[at]),
                    figures=self._figures(part),
                    records=tuple(records),
                    evidence=tuple(piece for piece in pieces if piece in shown),
                )
            )
        return reasons

    def _figures(self, part: str) -> dict[str, float | str | None]:
        """What the part was worked out from, by the name of the measure; None where it is not known."""
        of = self._told.found.measures
        names = _FIGURES[part]
        values = {name: float(getattr(of, name)[self._place]) for name in names}
        return {name: None if np.isnan(value) else value for name, value in values.items()}

    def _doubts(self, basis: Sequence[Basis], shown: Mapping[str, Evidence]) -> Iterable[str]:
        told, at = self._told, self._place
        of = told.found.measures
        known = told.found.known
        if (known.own[self._shows] == NOTHING).all():
            yield "stage-unknown"
        if not told.asked.within[known.practice[self._shows]].any():
            yield "broader-only"
        if of.sources[at] <= 1:
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
        if of.taught[at] == 0:
            yield "no-track-record"

    def _left_out(
        self, score: float, reasons: list[Reason], found: Mapping[str, Found], shown: Mapping[str, Evidence]
    ) -> tuple[tuple[Reason, ...], tuple[Without, ...]]:
        """The reasons with the score without all evidence of each, and the score without each piece of some."""
        told, cited = self._told, self._of_meetings(found)
        weighed = {
            engagement: (float(self._weights[told.meetings.engagements.known(engagement)]), pieces)
            for engagement, pieces in cited.items()
        }
        met = (piece for pieces in cited.values() for piece in pieces)
        own = _once([*self._pieces(self._basis), *self._pieces(self._taught), *met])
        single = [piece for piece in own if piece in shown][:_LEFT_OUT]
        resting = [reason for reason in reasons if reason.part in _RESTS_ON_EVIDENCE and reason.evidence]
        cases = [frozenset(reason.evidence) for reason in resting] + [frozenset((piece,)) for piece in single]
        scores = scores_without(told.found, self._place, told.asked, told.algorithm, cases, weighed)
        without = {reason.part: one for reason, one in zip(resting, scores, strict=False)}
        return (
            tuple(
                reason.model_copy(
                    update={"evidence": reason.evidence[:_NAMED], "without": without.get(reason.part, score)}
                )
                for reason in reasons
            ),
            tuple(
                Without(evidence=piece, score=one) for piece, one in zip(single, scores[len(resting) :], strict=True)
            ),
        )


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
