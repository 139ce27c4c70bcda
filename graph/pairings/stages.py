"""How a recorded pairing stands, and how it may go on: what was proposed is agreed, gets under way, and leads to
something, or comes to another end.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class PairingStage(StrEnum):
    """A stage of a recorded pairing. What a city does with a practice has stages of its own (`Stage`)."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    UNDER_WAY = "under-way"
    LED_TO = "led-to"
    DECLINED = "declined"
    CALLED_OFF = "called-off"
    ENDED = "ended"


#: Which stages may follow which. Something may be heard of later, after the end, and further things may come of it.
FOLLOWS: Final[Mapping[PairingStage, tuple[PairingStage, ...]]] = MappingProxyType(
    {
        PairingStage.PROPOSED: (PairingStage.AGREED, PairingStage.DECLINED, PairingStage.CALLED_OFF),
        PairingStage.AGREED: (PairingStage.UNDER_WAY, PairingStage.CALLED_OFF),
        PairingStage.UNDER_WAY: (PairingStage.LED_TO, PairingStage.ENDED, PairingStage.CALLED_OFF),
        PairingStage.LED_TO: (PairingStage.LED_TO,),
        PairingStage.ENDED: (PairingStage.LED_TO,),
        PairingStage.DECLINED: (),
        PairingStage.CALLED_OFF: (),
    }
)
#: The two are a pair, or about to be one: they are not proposed to each other again for the same.
GOING: Final = (PairingStage.PROPOSED, PairingStage.AGREED, PairingStage.UNDER_WAY)
#: It takes the mentor's time, or is about to.
LOADING: Final = (PairingStage.AGREED, PairingStage.UNDER_WAY)
#: It came to an end, whatever came of it.
OVER: Final = (PairingStage.LED_TO, PairingStage.ENDED, PairingStage.DECLINED, PairingStage.CALLED_OFF)


def named(stages: tuple[PairingStage, ...]) -> str:
    """Stages as they are listed in a message; none where nothing may follow."""
    return ", ".join(stages) or "none, it is over"
