"""The picture of a lineage."""

from __future__ import annotations

from practice_atlas.graph.questions.answers import LineageAnswer, Step, Thing
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.lineage_view import MOST_BOXES, WIDE, LineageView, lineage_view


def city(name: str) -> Thing:
    """A city of a name."""
    return Thing(id=f"city:{name.lower()}", kind="city", name=name)


def flow(teacher: str, learner: str, **more: str) -> Step:
    """One step."""
    return Step(
        kind="flow", record=f"flow:{teacher}-{learner}".lower(), teacher=city(teacher), learner=city(learner), **more
    )


def drawn(*steps: Step) -> LineageView:
    """The picture of these steps."""
    answer = LineageAnswer(
        revision=1,
        practice=Thing(id="practice:x", kind="practice", name="X"),
        implementations=(),
        implementations_total=0,
        steps=steps,
        total=len(steps),
    )
    view = lineage_view(answer)
    assert view is not None
    return view


def places(view: LineageView) -> dict[str, float]:
    """x of each box by its key."""
    return {item.box.key: item.x for item in view.boxes}


def test_learners_stand_right_of_teachers(reader: Reader) -> None:
    """And each step is drawn in its own way."""
    view = lineage_view(lineage(reader, "practice:youth-council"))

    assert view is not None
    at = places(view)
    assert at["city:arda"] < at["city:dalma"] < at["city:elin"] < at["others after city:elin"]
    assert view.styles == ("broader", "informed", "planned")
    assert sorted(number for arrow in view.arrows for number in arrow.numbers) == [1, 2, 3, 4, 5]


def test_what_became_of_it_stands_in_the_box(reader: Reader) -> None:
    """The latest stage with its date where it has one."""
    view = lineage_view(lineage(reader, "practice:youth-council"))

    assert view is not None
    lines = {item.box.key: [line.text for line in item.box.lines] for item in view.boxes}
    assert lines["city:elin"][-1].startswith("adopted, 17 February") or "2025" in lines["city:elin"][-1]
    assert lines["city:dalma"][-1] == "paused"


def test_boxes_do_not_overlap() -> None:
    """Columns and rows keep their distance."""
    view = drawn(*(flow(a, b) for a in "ABC" for b in "DEF"), flow("D", "G"), flow("A", "G"))
    boxes = [(item.x, item.y, item.box.height) for item in view.boxes]

    for x, y, height in boxes:
        for other_x, other_y, _ in boxes:
            assert (x, y) == (other_x, other_y) or abs(x - other_x) >= WIDE or other_y >= y + height or other_y < y


def test_long_arrows_pass_between_boxes() -> None:
    """From the first column to the third by a straight piece in the second."""
    view = drawn(flow("A", "B"), flow("B", "C"), flow("A", "C"))

    assert sum(" H" in arrow.path for arrow in view.arrows) == 1


def test_parallel_steps_share_an_arrow_with_both_numbers() -> None:
    """Where they are drawn alike."""
    view = drawn(flow("A", "B"), flow("A", "B"), flow("A", "B", state="planned"))

    assert sorted(arrow.numbers for arrow in view.arrows) == [(1, 2), (3,)]


def test_two_who_learned_from_each_other() -> None:
    """The arrow back goes around; nothing runs forever."""
    view = drawn(flow("A", "B"), flow("B", "A"))

    assert places(view)["city:a"] < places(view)["city:b"]
    assert len(view.arrows) == 2


def test_unnamed_ends_are_text_in_one_box() -> None:
    """The first three, and how many more."""
    steps = [
        Step(kind="flow", record=f"flow:{number}", unnamed_teacher=f"group {number}", learner=city("B"))
        for number in range(5)
    ]
    view = drawn(*steps, Step(kind="flow", record="flow:x", unnamed_teacher="some", unnamed_learner="others"))
    box = next(item.box for item in view.boxes if item.box.key == "others before city:b")

    assert [line.text for line in box.lines][-1] == "and 2 more"
    assert box.thing is None


def test_too_much_or_nothing_is_not_drawn() -> None:
    """The table tells it then."""
    practice = Thing(id="practice:x", kind="practice", name="X")
    empty = LineageAnswer(revision=1, practice=practice, implementations=(), implementations_total=0, steps=(), total=0)
    steps = tuple(flow(f"T{number}", "L") for number in range(MOST_BOXES))

    assert lineage_view(empty) is None
    assert lineage_view(empty.model_copy(update={"steps": steps})) is None
