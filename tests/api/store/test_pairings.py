"""Recorded pairings: every change is kept, only some stages follow others, and nobody is paired twice for the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, update

from practice_atlas.api.store import Store
from practice_atlas.api.store.audit import What
from practice_atlas.api.store.errors import StoreError
from practice_atlas.api.store.pairings import Move, PairingConflictError, PairingMovedError
from practice_atlas.api.store.tables import PAIRING_CHANGES, PAIRINGS
from practice_atlas.graph.pairings.recorded import RecordedPairing
from practice_atlas.graph.pairings.stages import FOLLOWS, GOING, PairingStage
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience
from tests.api.store.place import StorePlace
from tests.support.recorded import ANN, DAY, move, proposal, recommended


def test_what_is_proposed_can_be_read_again(place: StorePlace) -> None:
    told = recommended(named=False, rank=None, score=None, band=None, reason="busy")
    with place.open() as store:
        made = store.pairings.propose(proposal(recommended=told, audience=Audience.MEMBERS), by=ANN)
    with place.open() as store:
        assert store.pairings.all() == (made,)
        assert store.pairings.get(made.id) == made
    (change,) = made.changes
    assert (made.learner, made.mentor, made.subject) == ("city:lina", "city:nour", "practice:youth-council")
    assert (made.level, made.recommended) == (1, told)
    assert (change.stage, change.day, change.who, change.led_to) == (PairingStage.PROPOSED, DAY, "ann", ())
    assert change.time.endswith("+00:00")


def test_every_change_is_kept_with_its_day_and_who_made_it(store: Store) -> None:
    made = store.pairings.propose(proposal(), by=ANN)
    days = [DAY + timedelta(weeks=week) for week in range(4)]
    store.pairings.move(made.id, move("agreed", days[1]), by=ANN)
    store.pairings.move(made.id, move("under-way", days[2]), by=ANN)
    led = store.pairings.move(made.id, move("led-to", days[3], "flow:a", "implementation:b"), by=ANN)
    more = store.pairings.move(made.id, move("led-to", days[3], "engagement:c", "flow:a"), by=ANN)

    assert [change.stage.value for change in more.changes] == ["proposed", "agreed", "under-way", "led-to", "led-to"]
    assert [change.day for change in led.changes] == days
    assert more.led_to == ("flow:a", "implementation:b", "engagement:c")
    assert more.changes[:4] == led.changes


def test_what_was_recorded_cannot_be_overwritten(store: Store) -> None:
    made = store.pairings.propose(proposal(), by=ANN)

    for change in (update(PAIRINGS).values(mentor="city:x"), update(PAIRING_CHANGES).values(stage="agreed")):
        with pytest.raises(StoreError, match="only added to"), store.database.writing() as connection:
            connection.execute(change)

    assert store.pairings.all() == (made,)


def test_a_stage_that_may_not_follow_is_refused_with_those_that_may(store: Store) -> None:
    made = store.pairings.propose(proposal(), by=ANN)

    with pytest.raises(PairingConflictError, match="is proposed and cannot become under-way") as caught:
        store.pairings.move(made.id, move("under-way"), by=ANN)
    assert caught.value.fix == "What may follow: agreed, declined, called-off."
    store.pairings.move(made.id, move("declined"), by=ANN)
    with pytest.raises(PairingConflictError) as caught:
        store.pairings.move(made.id, move("agreed"), by=ANN)
    assert "it is over" in caught.value.fix


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), datetime.now(UTC).date() + timedelta(days=2)])
def test_a_day_before_the_last_change_or_still_to_come_is_refused(store: Store, day: date) -> None:
    made = store.pairings.propose(proposal(), by=ANN)

    with pytest.raises(QuestionError) as caught:
        store.pairings.move(made.id, move("agreed", day), by=ANN)

    assert caught.value.parameter == "day"
    assert store.pairings.get(made.id) == made


def test_a_pairing_is_closed_by_a_change_and_never_opened(store: Store) -> None:
    made = store.pairings.propose(proposal(audience=Audience.MEMBERS), by=ANN)

    with pytest.raises(QuestionError, match="not opened"):
        store.pairings.move(made.id, move("agreed", audience=Audience.PUBLIC), by=ANN)
    closed = store.pairings.move(made.id, move("agreed", audience=Audience.HUB), by=ANN)
    still = store.pairings.move(made.id, move("under-way"), by=ANN)

    assert (closed.level, still.level) == (2, 2)


def test_two_are_paired_for_the_same_once_at_a_time(store: Store) -> None:
    made = store.pairings.propose(proposal(), by=ANN)

    with pytest.raises(PairingConflictError, match=f"{made.id} is proposed"):
        store.pairings.propose(proposal(audience=Audience.HUB), by=ANN)
    store.pairings.propose(proposal(subject="practice:bus"), by=ANN)
    store.pairings.propose(proposal(learner="city:nour", mentor="city:lina"), by=ANN)
    store.pairings.move(made.id, move("called-off"), by=ANN)
    again = store.pairings.propose(proposal(), by=ANN)

    assert len(store.pairings.all()) == 4
    assert again.id != made.id


def test_however_many_propose_at_once_one_does(place: StorePlace) -> None:
    def ask(_turn: int) -> bool:
        with place.open() as store:
            try:
                store.pairings.propose(proposal(), by=ANN)
            except PairingConflictError:
                return False
            return True

    with place.open(), ThreadPoolExecutor(8) as threads:
        made = list(threads.map(ask, range(8)))

    assert sorted(made) == [False] * 7 + [True]


def test_who_looked_at_it_before_it_was_moved_is_told(store: Store) -> None:
    made = store.pairings.propose(proposal(), by=ANN)
    store.pairings.move(made.id, move("agreed"), by=ANN, known=1)

    with pytest.raises(PairingMovedError, match="it is agreed"):
        store.pairings.move(made.id, move("called-off"), by=ANN, known=1)

    assert store.pairings.get(made.id).last.stage is PairingStage.AGREED


@pytest.mark.parametrize("identifier", ["pairing-0", "", "'; DROP TABLE pairings; --"])
def test_what_is_not_there(store: Store, identifier: str) -> None:
    with pytest.raises(UnknownEntityError):
        store.pairings.get(identifier)
    with pytest.raises(UnknownEntityError):
        store.pairings.move(identifier, move("agreed"), by=ANN)


def test_the_mark_changes_with_whatever_is_recorded(store: Store) -> None:
    marks = [store.pairings.mark()]
    made = store.pairings.propose(proposal(), by=ANN)
    marks.append(store.pairings.mark())
    store.pairings.move(made.id, move("agreed"), by=ANN)
    marks.append(store.pairings.mark())
    with pytest.raises(PairingConflictError):
        store.pairings.move(made.id, move("agreed"), by=ANN)
    unchanged = store.pairings.mark()
    with store.database.writing() as connection:  # as restoring a backup does
        connection.execute(delete(PAIRING_CHANGES))

    assert len(set(marks)) == 3
    assert unchanged == marks[-1]
    assert store.pairings.mark() == marks[0]


def test_the_log_tells_of_it(store: Store) -> None:
    made = store.pairings.propose(proposal(), by=ANN)
    store.pairings.move(made.id, move("agreed"), by=ANN)

    moved, proposed = store.audit.entries()

    assert (proposed.what, moved.what) == (What.PAIRING_PROPOSED, What.PAIRING_MOVED)
    assert proposed.details["mentor"] == "city:nour"
    assert moved.details == {"id": made.id, "from": "proposed", "stage": "agreed", "day": "2025-03-01"}


_NUMBERS = count()


class _Moving(RuleBasedStateMachine):
    """One pairing, moved in any order, at once as the store keeps it and as a list of what was accepted."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.learner = f"city:learner-{next(_NUMBERS)}"
        self.id = self._propose().id
        self.accepted = [(PairingStage.PROPOSED, DAY, 0)]

    def _propose(self) -> RecordedPairing:
        return self.store.pairings.propose(proposal(learner=self.learner), by=ANN)

    @rule(stage=st.sampled_from(PairingStage), after=st.integers(-1, 3), audience=st.sampled_from([None, *Audience]))
    def move(self, stage: PairingStage, after: int, audience: Audience | None) -> None:
        last, day, level = self.accepted[-1]
        then = day + timedelta(days=after)
        may = stage in FOLLOWS[last] and after >= 0 and (audience is None or audience.level >= level)
        try:
            self.store.pairings.move(self.id, Move(stage, then, audience=audience), by=ANN)
        except (PairingConflictError, QuestionError):
            assert not may
        else:
            assert may
            self.accepted.append((stage, then, level if audience is None else audience.level))

    @rule()
    def propose_again(self) -> None:
        """Refused as long as the first goes on; afterwards the machine goes on with the second."""
        try:
            again = self._propose()
        except PairingConflictError:
            assert self.accepted[-1][0] in GOING
        else:
            assert self.accepted[-1][0] not in GOING
            self.id, self.accepted = again.id, [(PairingStage.PROPOSED, DAY, 0)]

    @invariant()
    def the_history_is_what_was_accepted(self) -> None:
        found = self.store.pairings.get(self.id)
        assert [(change.stage, change.day) for change in found.changes] == [told[:2] for told in self.accepted]
        assert found.level == self.accepted[-1][2]


def test_in_whatever_order_it_is_moved(store: Store) -> None:
    machine = type("Moving", (_Moving,), {"store": store})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_every_stage_is_followed_by_known_ones_and_can_be_reached() -> None:
    reached = {PairingStage.PROPOSED}
    while more := {then for stage in reached for then in FOLLOWS[stage]} - reached:
        reached |= more

    assert set(FOLLOWS) == reached == set(PairingStage)
