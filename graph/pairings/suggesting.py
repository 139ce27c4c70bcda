"""Suggestions as they are told: what a mentor has to show, and why the learner is thought to be interested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from practice_atlas.graph.pairings.answers import Basis, Interest, OwnDoing, Reason, Suggested
from practice_atlas.graph.pairings.candidates import standing_by
from practice_atlas.graph.pairings.experience import Experience, basis_of, experience
from practice_atlas.graph.pairings.learners import Want, wants
from practice_atlas.graph.pairings.ranking import band
from practice_atlas.graph.pairings.taxonomy import taxonomy
from practice_atlas.graph.pairings.weights import PARTS, Part, Weights
from practice_atlas.graph.questions.answers import Evidence, Thing
from practice_atlas.graph.questions.columns import NOTHING, Numbers, Truths
from practice_atlas.graph.questions.flow_columns import DONE, flow_columns
from practice_atlas.graph.questions.implementation_columns import STAGES
from practice_atlas.graph.reading import Reader

#: Statements and pieces of evidence named for each mentor and each interest.
_NAMED: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """A mentor for a learner and a practice, by numbers, with the parts of the score."""

    learner: int
    practice: int
    mentor: int
    parts: Mapping[Part, float]
    score: float


class Teller:
    """Reads at once what all suggestions of an answer name, and tells each."""

    def __init__(self, reader: Reader, weights: Weights, limit: int, chosen: Sequence[Chosen]) -> None:
        self._reader, self._weights, self._limit = reader, weights, limit
        self._known: Experience = experience(reader)
        self._rows = standing_by(reader, limit, weights.stages)
        self._tree = taxonomy(reader)
        self._forms: dict[int, Truths] = {}
        self._basis = {(one.practice, one.mentor): self._rows_of(one.practice, one.mentor) for one in chosen}
        pairs = {(one.learner, one.practice): None for one in chosen}
        self._wants = {pair: self._wanted(*pair) for pair in pairs}
        self._shown = {pair: self._learned(*pair) for pair in pairs}
        self._own = {pair: self._begun(*pair) for pair in pairs}
        self._found = {item.record.id: item for item in reader.many(sorted(self._interesting()))}
        self._evidence = {piece.id: piece for piece in reader.evidence(self._pieces())}
        self._things = reader.things(self._names(chosen))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence that was named, by identifier."""
        return tuple(self._evidence[identifier] for identifier in sorted(self._evidence))

    def city(self, number: int) -> Thing:
        """A city by number."""
        return self._things[self._known.cities.identifiers[number]]

    def practice(self, number: int) -> Thing:
        """A practice by number."""
        return self._things[self._known.practices.identifiers[number]]

    def suggested(self, one: Chosen) -> Suggested:
        """The mentor, why, and on what evidence."""
        rows = self._basis[one.practice, one.mentor]
        basis = tuple(self._basis_told(row) for row in rows[:_NAMED].tolist())
        cited = tuple(dict.fromkeys(piece for item in basis for piece in item.evidence))
        reasons = []
        for part in PARTS:
            value, weight = one.parts[part], self._weights.weights[part]
            evidence = cited if part == "readiness" else ()
            reasons.append(Reason(part=part, value=value, weight=weight, adds=value * weight, evidence=evidence))
        return Suggested(
            city=self.city(one.mentor),
            score=one.score,
            band=band(one.score, self._weights.bands),
            reasons=tuple(reasons),
            basis=basis,
            basis_total=len(rows),
        )

    def interest(self, learner: int, practice: int) -> tuple[Interest, ...]:
        """Why the learner is thought to be interested, the first reasons."""
        told = [(want.kind, want.subject, str(want.record)) for want in self._wants[learner, practice]]
        told += [
            ("shown", self._known.practices.identifiers[practice], flow) for flow in self._shown[learner, practice]
        ]
        return tuple(
            Interest(what=what, subject=self._things[subject], record=record, evidence=self._cited(record))
            for what, subject, record in told
            if subject in self._things and record in self._found
        )

    def own(self, learner: int, practice: int) -> tuple[OwnDoing, ...]:
        """What the learner has begun of it, or stopped, and where that stands."""
        return tuple(
            OwnDoing(implementation=self._things[record], stage=stage, evidence=self._supporting(row))
            for row, record, stage in self._own[learner, practice]
            if record in self._things
        )

    def _rows_of(self, practice: int, city: int) -> Numbers:
        """What a city has to show of a practice or its forms: the furthest first, then the newest."""
        own = np.arange(*self._known.rows_of(city).indices(len(self._known.records)))
        rows = own[self._rows.counts[own] & self._is_form(practice, self._known.practice[own])]
        return np.asarray(rows[np.lexsort((rows, -self._known.day[rows], -self._rows.worth[rows]))])

    def _is_form(self, practice: int, practices: Numbers) -> Truths:
        if practice not in self._forms:
            forms = self._tree.forms_of(self._known.practices.identifiers[practice])
            self._forms[practice] = np.zeros(len(self._known.practices) + 1, np.bool_)  # one more, for NOTHING
            self._forms[practice][[self._known.practices.known(form) for form in forms]] = True
        return np.asarray(self._forms[practice][practices])

    def _wanted(self, learner: int, practice: int) -> list[Want]:
        if learner == NOTHING:
            return []
        told = wants(self._reader).get(self._known.cities.identifiers[learner], ())
        close = [want for want in told if want.day <= self._limit and self._bears_on(want.subject, practice)]
        return close[:_NAMED]

    def _bears_on(self, subject: str, practice: int) -> bool:
        return practice in self._tree.close_to(subject, self._weights.closeness)

    def _learned(self, learner: int, practice: int) -> list[str]:
        """The newest learning flows by which the learner was shown the practice."""
        flows = flow_columns(self._reader)
        ours, its = (
            flows.things.known(self._id(learner)),
            flows.things.known(self._known.practices.identifiers[practice]),
        )
        if NOTHING in (ours, its):
            return []
        own = flows.learned_by(ours)
        places = own[(flows.state[own] == DONE) & (flows.day[own] <= self._limit) & (flows.subject[own] == its)]
        newest = places[np.lexsort((places, -flows.day[places]))][:_NAMED]
        return [flows.ids[place] for place in newest.tolist()]

    def _id(self, city: int) -> str | None:
        return None if city == NOTHING else self._known.cities.identifiers[city]

    def _begun(self, learner: int, practice: int) -> list[tuple[int, str, str]]:
        if learner == NOTHING:
            return []
        own = np.arange(*self._known.rows_of(learner).indices(len(self._known.records)))
        rows = own[(self._known.own[own] != NOTHING) & self._is_form(practice, self._known.practice[own])]
        staged = ((row, int(self._rows.stage[row])) for row in rows.tolist())
        return [(row, self._known.records[row], STAGES[stage]) for row, stage in staged if stage != NOTHING][:_NAMED]

    def _interesting(self) -> set[str]:
        """The records that tell of an interest."""
        told = {str(want.record) for told in self._wants.values() for want in told}
        return told | {flow for flows in self._shown.values() for flow in flows}

    def _pieces(self) -> set[str]:
        pieces = {
            piece for rows in self._basis.values() for row in rows[:_NAMED] for piece in self._supporting(int(row))
        }
        pieces |= {piece for told in self._own.values() for row, _, _ in told for piece in self._supporting(row)}
        return pieces | {piece for record in self._interesting() for piece in self._cited(record)}

    def _cited(self, record: str) -> tuple[str, ...]:
        return self._found[record].record.evidence[:_NAMED] if record in self._found else ()

    def _supporting(self, row: int) -> tuple[str, ...]:
        """The evidence of a row that counts by then."""
        span = self._known.pieces_of(slice(row, row + 1))
        alive = self._known.piece[span][self._rows.alive[span]].tolist()
        return tuple(self._known.pieces.identifiers[piece] for piece in alive[:_NAMED])

    def _names(self, chosen: Sequence[Chosen]) -> Iterable[str]:
        cities = {city for one in chosen for city in (one.learner, one.mentor) if city != NOTHING}
        practices = {one.practice for one in chosen}
        practices |= {int(self._known.practice[row]) for rows in self._basis.values() for row in rows[:_NAMED]}
        yield from (self._known.cities.identifiers[city] for city in sorted(cities))
        yield from (self._known.practices.identifiers[one] for one in sorted(practices - {NOTHING}))
        yield from sorted({want.subject for told in self._wants.values() for want in told})
        yield from sorted({record for told in self._own.values() for _, record, _ in told})

    def _basis_told(self, row: int) -> Basis:
        practice = int(self._known.practice[row])
        return basis_of(
            self._known,
            row,
            int(self._rows.stage[row]),
            subject=None if practice == NOTHING else self.practice(practice),
            evidence=(piece for piece in self._supporting(row) if piece in self._evidence),
        )
