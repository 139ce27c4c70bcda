"""Questions about recorded pairings: which there are, and how one of them came to stand as it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from practice_atlas.graph.pairings.recorded import Change, Recorded, RecordedPairing
from practice_atlas.graph.pairings.recorded_answers import ChangeTold, PairingAnswer, PairingsAnswer, PairingTold
from practice_atlas.graph.pairings.stages import FOLLOWS, LOADING, PairingStage
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.vocabularies import Audience

_AUDIENCES: Final = tuple(Audience)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which recorded pairings: of these stages, cities and practices or themes (identifiers; none: any), and, with
    `no_news_since`, only those that are agreed or under way without a change since that day.
    """

    stages: tuple[str, ...] = ()
    learners: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    no_news_since: date | None = None

    def includes(self, pairing: RecordedPairing) -> bool:
        """Whether a pairing is one of them, whatever its stage."""
        pairs = ((self.learners, pairing.learner), (self.mentors, pairing.mentor), (self.subjects, pairing.subject))
        return all(not wanted or value in wanted for wanted, value in pairs) and (
            self.no_news_since is None or is_due(pairing, self.no_news_since)
        )


ANY: Final = Chosen()


def seen_by(reader: Reader, pairings: Iterable[RecordedPairing]) -> Recorded:
    """What the reader's audience may know of these: those that are for it and whose cities and subject it may see, and
    of what they led to what it may see. The hub sees all, also what names something that is gone from the graph.
    """
    level = reader.audience.level
    told = [pairing for pairing in pairings if pairing.level <= level]
    if reader.audience is Audience.HUB:
        return Recorded.of(told)
    there = reader.things(name for one in told for name in (one.learner, one.mentor, one.subject, *one.led_to))
    seen = (one for one in told if one.learner in there and one.mentor in there and one.subject in there)
    return Recorded.of(replace(one, changes=tuple(_opened(change, there) for change in one.changes)) for one in seen)


def is_due(pairing: RecordedPairing, before: date) -> bool:
    """Whether it is agreed or under way, and nothing was heard of it since a day."""
    return pairing.last.stage in LOADING and pairing.last.day < before


def pairings_recorded(reader: Reader, chosen: Chosen = ANY, *, page: Page = FIRST) -> PairingsAnswer:
    """A page of the recorded pairings that are chosen. Raises QuestionError."""
    fitting = [pairing for pairing in reader.recorded.pairings if chosen.includes(pairing)]
    wanted = [one for one in fitting if not chosen.stages or one.last.stage in chosen.stages]
    found = slice_of(sorted(wanted, key=_newest), page, key=_newest)
    things = things_named(reader, found.items)
    counts = Counter(pairing.last.stage for pairing in fitting)
    return PairingsAnswer(
        revision=reader.revision().number,
        **found.place,
        recorded=reader.recorded.version,
        no_news_since=chosen.no_news_since,
        stages={stage.value: counts[stage] for stage in PairingStage if counts[stage]},
        pairings=tuple(_told(pairing, things) for pairing in found.items),
    )


def pairing_recorded(reader: Reader, identifier: str) -> PairingAnswer:
    """One of them with its history. Raises UnknownEntityError, with the same words for what is closed and not there."""
    pairing = found_in(reader.recorded, identifier)
    things = things_named(reader, [pairing])
    is_hub = reader.audience is Audience.HUB
    return PairingAnswer(
        revision=reader.revision().number,
        pairing=_told(pairing, things),
        changes=tuple(
            ChangeTold(
                stage=change.stage.value,
                day=change.day,
                recorded=change.time,
                who=change.who if is_hub else None,
                led_to=tuple(things[record] for record in change.led_to),
            )
            for change in pairing.changes
        ),
    )


def found_in(recorded: Recorded, identifier: str) -> RecordedPairing:
    """The recorded pairing of this identifier. Raises UnknownEntityError."""
    found = next((pairing for pairing in recorded.pairings if pairing.id == identifier), None)
    if found is None:
        raise UnknownEntityError(f"No pairing is recorded under {identifier[:120]!r}.")
    return found


def _newest(pairing: RecordedPairing) -> tuple[int, str]:
    return -pairing.last.day.toordinal(), pairing.id


def _opened(change: Change, there: Mapping[str, Thing]) -> Change:
    return replace(change, led_to=tuple(record for record in change.led_to if record in there))


def things_named(reader: Reader, pairings: Iterable[RecordedPairing]) -> Mapping[str, Thing]:
    """All that these name; what is gone from the graph is named by its identifier."""
    names = {name for one in pairings for name in (one.learner, one.mentor, one.subject, *one.led_to)}
    there = reader.things(sorted(names))
    return {name: there.get(name) or Thing(id=name, kind=kind_of(name), name=name) for name in names}


def _told(pairing: RecordedPairing, things: Mapping[str, Thing]) -> PairingTold:
    return PairingTold(
        id=pairing.id,
        learner=things[pairing.learner],
        mentor=things[pairing.mentor],
        subject=things[pairing.subject],
        audience=_AUDIENCES[pairing.level].value,
        stage=pairing.last.stage.value,
        since=pairing.last.day,
        proposed=pairing.changes[0].day,
        changes=len(pairing.changes),
        led_to=tuple(things[record] for record in pairing.led_to),
        may_follow=tuple(stage.value for stage in FOLLOWS[pairing.last.stage]),
        recommended=pairing.recommended,
    )
