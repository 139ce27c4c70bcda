"""Who has something to show of which practice, whoever asks: one offer for each practice and city.

What a city has of a form of a practice, it also has of the practice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from practice_atlas.graph.pairings.candidates import Rows, mentees_by, standing_by, track_by
from practice_atlas.graph.pairings.experience import STOPPED, Experience, experience
from practice_atlas.graph.pairings.measures import Values, readiness, track_record
from practice_atlas.graph.pairings.taxonomy import taxonomy
from practice_atlas.graph.pairings.weights import Weights
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, Truths, distinct
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """By practice, those that have most to show first; of a practice they lie from its place in `first` to the next.

    `ready` is how surely the city has something to show; `alone` what the parts that do not depend on the learner add
    to a score: readiness, track record and capacity. `running` has a row for each city and a column for each practice:
    whether it has the practice, or a form of it, in use or adopted.
    """

    practice: Numbers
    city: Numbers
    first: Numbers
    ready: Values
    alone: Values
    running: Truths

    def of(self, practice: int) -> slice:
        """The offers of a practice."""
        return slice(int(self.first[practice]), int(self.first[practice + 1]))


def offers(reader: Reader, weights: Weights, limit: int, most_mentees: int) -> Offers:
    """By the day `limit`; of today's with the usual bound they are kept for a revision and what is recorded."""
    if limit < NEVER:
        return _made(reader, weights, limit, most_mentees)
    name, version = ("offers", reader.audience.level, weights.content, most_mentees), reader.recorded.version
    return kept(reader, name, lambda reader: _made(reader, weights, limit, most_mentees), version=version)


def city_parts(reader: Reader, limit: int) -> tuple[Values, Values]:
    """The track record and the capacity of each city; as of today kept for a revision and what is recorded."""
    if limit < NEVER:
        return _city_parts(reader, limit)
    name, version = ("city parts", reader.audience.level), reader.recorded.version
    return kept(reader, name, lambda reader: _city_parts(reader, limit), version=version)


def _city_parts(reader: Reader, limit: int) -> tuple[Values, Values]:
    taught, followed = track_by(reader, limit)
    track = track_record(followed.astype(np.float64), taught.astype(np.float64))
    return track, 1 / (1 + mentees_by(reader, limit).astype(np.float64))


def _made(reader: Reader, weights: Weights, limit: int, most_mentees: int) -> Offers:
    known, rows = experience(reader), standing_by(reader, limit, weights.stages)
    above = _above(reader)
    many = len(known.cities)
    row, practice = _with_forms(known, rows.counts, above)
    key = practice * many + known.city[row]
    pairs, pair = np.unique(key, return_inverse=True)
    stage, sources = np.zeros(len(pairs)), _sources(known, rows, row, pair, len(pairs))
    np.maximum.at(stage, pair, rows.worth[row])
    open_ = ~np.isin(pairs, _stopped(known, rows, above, many)) & (
        mentees_by(reader, limit)[pairs % many] <= most_mentees
    )
    pairs, ready = pairs[open_], readiness(stage[open_], sources[open_])
    track, capacity = city_parts(reader, limit)
    city = pairs % many
    used = weights.weights
    alone = used["readiness"] * ready + used["track"] * track[city] + used["capacity"] * capacity[city]
    order = np.lexsort((city, -alone, pairs // many))
    practice = (pairs // many)[order]
    return Offers(
        practice=practice,
        city=city[order],
        first=np.searchsorted(practice, np.arange(len(known.practices) + 1)),
        ready=ready[order],
        alone=alone[order],
        running=_running(known, rows, above),
    )


def _above(reader: Reader) -> Numbers:
    """The practice right above each, by number."""
    known = taxonomy(reader)
    broader = [known.practices.known(known.above.get(practice)) for practice in known.practices.identifiers]
    return np.array([*broader, NOTHING], np.int64)


def _with_forms(known: Experience, counts: Truths, above: Numbers) -> tuple[Numbers, Numbers]:
    """Rows with their practice, and again with each practice above it."""
    row = np.flatnonzero(counts & (known.practice != NOTHING))
    practice = known.practice[row]
    rows, practices = [row], [practice]
    for _ in range(len(above)):  # as deep as a taxonomy without circles can be
        practice = above[practice]
        row, practice = row[practice != NOTHING], practice[practice != NOTHING]
        if not len(row):
            break
        rows.append(row)
        practices.append(practice)
    return np.concatenate(rows), np.concatenate(practices)


def _sources(known: Experience, rows: Rows, row: Numbers, pair: Numbers, many: int) -> Values:
    """How many independent sources tell of the rows of each pair."""
    place, which = known.support_of(row)
    alive = rows.alive[place]
    voice = known.speaks[place[alive]] & ((1 << known.voice_bits) - 1)
    told = distinct(pair[which[alive]] << known.voice_bits | voice)
    return np.bincount(told >> known.voice_bits, minlength=many).astype(np.float64)


def _stopped(known: Experience, rows: Rows, above: Numbers, many: int) -> Numbers:
    """The pairs of practice and city that were paused or ended, where nothing of it goes on."""
    own = known.own != NOTHING
    keys: list[Numbers] = []
    for counts in (own & ((rows.stage == STOPPED[0]) | (rows.stage == STOPPED[1])), own & rows.counts):
        row, practice = _with_forms(known, counts, above)
        keys.append(practice * many + known.city[row])
    stopped, going = keys
    return np.setdiff1d(stopped, going)


def _running(known: Experience, rows: Rows, above: Numbers) -> Truths:
    found = np.zeros((len(known.cities), len(known.practices)), np.bool_)
    row, practice = _with_forms(known, rows.counts & (known.own != NOTHING), above)
    found[known.city[row], practice] = True
    return found
