"""Recorded pairings as questions tell of them: who may know which, how they weigh, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.pairings.recorded import NOTHING_RECORDED, Change, Recorded, RecordedPairing
from practice_atlas.graph.pairings.recordings import Chosen, pairings_recorded, seen_by
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.graph.pairings.track_record import ENOUGH, track_record
from practice_atlas.graph.questions.reminders import before_months, reminders
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.vocabularies import Audience
from tests.support.pairing import network
from tests.support.recorded import recommended

DAY = date(2024, 1, 1)
_WAY = ("proposed", "agreed", "under-way", "led-to")


@pytest.fixture(scope="module")
def mentoring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The small network, in one graph for all tests: they only read."""
    with open_engine(f"embedded:{tmp_path_factory.mktemp('graph')}", writable=True) as engine:
        load(engine, network())
        yield engine


def pairing(
    name: str, *stages: str, learner: str = "city:lina", mentor: str = "city:nour", level: int = 0, every: int = 10,
    start: date = DAY, led_to: tuple[str, ...] = ("engagement:day",), **said: Any,
) -> RecordedPairing:  # fmt: skip
    """A pairing that reached these stages, one every so many days."""
    changes = tuple(
        Change(
            PairingStage(stage),
            start + timedelta(days=every * number),
            f"2024-02-01T00:00:00.{number:03}+00:00",
            "ann",
            led_to if stage == "led-to" else (),
        )
        for number, stage in enumerate(stages)
    )
    return RecordedPairing(name, learner, mentor, "practice:youth-council", level, recommended(**said), changes)


def reader(engine: Engine, pairings: Iterable[RecordedPairing], audience: Audience = Audience.PUBLIC) -> Reader:
    """With what its audience may know of these."""
    bare = Reader(engine, audience)
    return bare.with_recorded(seen_by(bare, pairings))


def test_each_audience_knows_its_own(mentoring: Engine) -> None:
    known = [
        pairing("open", "proposed"),
        pairing("members", "proposed", level=1),
        pairing("hidden city", "proposed", mentor="city:hidden"),
        pairing("gone city", "proposed", mentor="city:gone"),
    ]

    seen = {audience: [one.id for one in reader(mentoring, known, audience).recorded.pairings] for audience in Audience}

    assert seen == {
        Audience.PUBLIC: ["open"],
        Audience.MEMBERS: ["open", "members"],
        Audience.HUB: ["open", "members", "hidden city", "gone city"],
    }
    told = pairings_recorded(reader(mentoring, known, Audience.HUB))
    assert {one.mentor.name for one in told.pairings} == {"Nour", "Hidden", "city:gone"}


def test_of_what_it_led_to_only_what_may_be_seen(mentoring: Engine) -> None:
    known = [pairing("led", *_WAY, led_to=("engagement:day", "implementation:hidden-youth-council"))]

    open_, hub = (
        pairings_recorded(reader(mentoring, known, one)).pairings[0] for one in (Audience.PUBLIC, Audience.HUB)
    )

    assert [thing.id for thing in open_.led_to] == ["engagement:day"]
    assert len(hub.led_to) == 2


def test_the_version_is_of_what_is_seen_alone(mentoring: Engine) -> None:
    one, closed = pairing("one", "proposed"), pairing("closed", "proposed", level=2)
    further = pairing("one", "proposed", "agreed")

    def version(*known: RecordedPairing) -> str:
        return reader(mentoring, known).recorded.version

    assert version() == version(closed) == NOTHING_RECORDED.version
    assert version(one) == version(one, closed)
    assert len({version(), version(one), version(further)}) == 3


def test_how_it_stood_by_a_day_and_as_known_at_a_time() -> None:
    one = pairing("one", *_WAY)

    assert [one.stage_by((DAY + timedelta(days=days)).toordinal()) for days in (-1, 0, 15, 99)] == [
        None, PairingStage.PROPOSED, PairingStage.AGREED, PairingStage.LED_TO,
    ]  # fmt: skip
    known = one.known_by("2024-02-01T00:00:00.001+00:00")
    assert known
    assert known.last.stage is PairingStage.AGREED
    assert one.known_by("2023") is None


@pytest.mark.parametrize(
    ("stages", "going", "loads"),
    [
        (("proposed",), True, False),
        (_WAY[:2], True, True),
        (_WAY[:3], True, True),
        (_WAY, False, False),
        (("proposed", "declined"), False, False),
        ((*_WAY[:3], "ended"), False, False),
        ((*_WAY[:2], "called-off"), False, False),
    ],
)
def test_which_go_on_and_which_take_a_mentors_time(stages: tuple[str, ...], *, going: bool, loads: bool) -> None:
    recorded = Recorded.of([pairing("one", *stages)])
    limit = date(2030, 1, 1).toordinal()

    assert bool([*recorded.going(limit)]) == going
    assert recorded.loads(limit) == ({("city:nour", "city:lina")} if loads else set())


def test_what_is_due_is_agreed_or_under_way_without_news(mentoring: Engine) -> None:
    known = [pairing("asked", "proposed"), pairing("agreed", *_WAY[:2]), pairing("led", *_WAY)]
    chosen = Chosen(no_news_since=DAY + timedelta(days=11))

    told = pairings_recorded(reader(mentoring, known), chosen)

    assert [one.id for one in told.pairings] == ["agreed"]
    assert told.stages == {"agreed": 1}


def test_shares_and_medians_are_told_from_enough_on(mentoring: Engine) -> None:
    few = [pairing(f"led {number}", *_WAY, every=number) for number in range(1, ENOUGH)]
    enough = [*few, pairing("off", *_WAY[:2], "called-off", every=100, named=False), pairing("new", "proposed")]

    little, much = track_record(reader(mentoring, few)), track_record(reader(mentoring, enough))

    assert (little.overall.share, little.agreed_after.median_days) == (None, None)
    assert little.agreed_after.pairings == ENOUGH - 1
    assert much.overall.share
    assert (much.overall.share.numerator, much.overall.share.denominator) == (4, 5)
    assert (much.overall.proposed, much.recommended.proposed, much.others.proposed) == (6, 5, 1)
    assert (much.recommended.led_to, much.recommended.share, much.others.over) == (4, None, 1)
    assert much.agreed_after.median_days == 3.0
    assert much.led_to_after.median_days is None
    assert (much.stages["led-to"], much.stages["ended"]) == (4, 0)
    assert [(one.city.name, one.pairings, one.stages["led-to"]) for one in much.mentors] == [("Nour", 6, 4)]


def test_reminders_say_whom_to_ask_and_rest_on_evidence(mentoring: Engine) -> None:
    known = [pairing("agreed", *_WAY[:2]), pairing("fresh", *_WAY[:2], learner="city:quiet", every=900)]
    told = reminders(reader(mentoring, known), date(2026, 6, 1))
    by_id = {one.id: one for one in told.reminders}
    pieces = {piece.id for piece in told.evidence}

    assert [one.since for one in told.reminders] == sorted(one.since for one in told.reminders)
    assert "fresh" not in by_id
    assert [thing.name for thing in by_id["agreed"].ask] == ["Lina", "Nour"]
    assert (by_id["agreed"].stage, by_id["agreed"].since) == ("agreed", DAY + timedelta(days=10))
    day = by_id["engagement:day"]
    assert [thing.name for thing in day.ask] == ["Lina", "Quiet", "Omid"]
    assert (day.since, day.evidence) == (date(2023, 5, 31), ("evidence:met",))
    adapted = by_id["flow:nour-petra-youth-council"]
    assert ([thing.name for thing in adapted.ask], [thing.name for thing in adapted.about]) == (
        ["Petra", "Nour"], ["Youth council"],
    )  # fmt: skip
    assert all(one.evidence for one in told.reminders if one.what != "pairing")
    assert {piece for one in told.reminders for piece in one.evidence} == pieces
    assert "flow:nour-omid-youth-council" not in by_id  # it was only shown: no outcome is looked for


def test_reminders_of_one_kind_city_and_time(mentoring: Engine) -> None:
    asking = reader(mentoring, [pairing("agreed", *_WAY[:2])])
    today = date(2026, 6, 1)

    def ids(**more: Any) -> list[str]:
        return [one.id for one in reminders(asking, today, **more).reminders]

    assert ids(what="pairing") == ["agreed"]
    assert ids(what="engagement") == ["engagement:day"]
    assert ids(city="city:lina") == ["engagement:day", "agreed"]
    assert set(ids(months=1)) >= set(ids()) > set(ids(months=30))
    assert ids(what="pairing", months=120) == []
    early = reminders(asking, date(2024, 12, 1), what="pairing", as_of=date(2024, 12, 1))
    assert (early.reminders, early.no_news_since) == ((), date(2023, 12, 1))


def test_what_sources_tell_since_of_the_two_is_told(mentoring: Engine) -> None:
    one = pairing("petra", *_WAY[:2], learner="city:petra", start=date(2022, 1, 1))
    (told,) = reminders(reader(mentoring, [one]), date(2026, 6, 1), what="pairing").reminders

    assert [thing.id for thing in told.told_since] == ["flow:nour-petra-youth-council"]
    assert told.evidence == ("evidence:nour-too",)


@pytest.mark.parametrize(
    ("today", "months", "before"),
    [
        (date(2026, 6, 1), 12, date(2025, 6, 1)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2, 1, 1), 120, date(1, 1, 1)),
    ],
)
def test_months_are_counted_back(today: date, months: int, before: date) -> None:
    assert before_months(today, months) == before


@pytest.mark.parametrize("months", [0, -1, 121])
def test_too_few_or_too_many_months(months: int) -> None:
    with pytest.raises(QuestionError):
        before_months(DAY, months)
