"""The states of the matrix: told apart by sign and text as well as by colour, and readable."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from practice_atlas.graph.questions.cells import STATES
from practice_atlas.visualisations.pages.render import PICTURES
from practice_atlas.visualisations.palette import STATE_LOOKS

#: WCAG 2.2, 1.4.3.
_ENOUGH = 4.5


def _light(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_state_has_a_look() -> None:
    assert set(STATE_LOOKS) == set(STATES)


@pytest.mark.parametrize("state", STATE_LOOKS)
def test_text_can_be_read(state: str) -> None:
    look = STATE_LOOKS[state]

    assert _contrast(look.colour, look.ink) >= _ENOUGH


def test_no_two_states_share_a_sign_a_name_or_a_look() -> None:
    for one, other in combinations(STATE_LOOKS.values(), 2):
        assert (one.label, one.sign) != (other.label, other.sign)
        assert one.label != other.label
        assert one.sign != other.sign
        assert (one.colour, one.dashes) != (other.colour, other.dashes)


def test_unknown_looks_like_no_state_at_all() -> None:
    """It has no sign; whatever was ended or paused has one, and a dark ground."""
    assert STATE_LOOKS["unknown"].sign == ""
    assert all(look.sign for state, look in STATE_LOOKS.items() if state != "unknown")
    assert _light(STATE_LOOKS["ended"].colour) < 0.2 < 0.9 < _light(STATE_LOOKS["unknown"].colour)


@pytest.mark.parametrize("state", [state for state in STATE_LOOKS if state != "unknown"])
def test_the_style_sheet_says_the_same(state: str) -> None:
    css, look = PICTURES.read_text(encoding="utf-8"), STATE_LOOKS[state]
    own = re.findall(rf"^\.matrix td\.s-{state}, \.state\.s-{state} {{([^}}]*)}}", css, re.MULTILINE)
    sign = re.findall(rf'\.state\.s-{state}::before {{ content: "([^"]*)" / ""', css)

    assert len(own) == 1
    assert f"background: {look.colour};" in own[0]
    assert f"color: {look.ink};" in own[0]
    assert sign == [look.sign]
