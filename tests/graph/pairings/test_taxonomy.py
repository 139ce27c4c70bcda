"""How like in words practices are."""

from __future__ import annotations

import pytest

from practice_atlas.graph.pairings.taxonomy import taxonomy
from tests.graph.pairings.conftest import Loaded
from tests.support.pairing import network


def test_one_practice_alone_is_as_like_the_others_as_among_several(reading: Loaded) -> None:
    """One alone is looked up in another way."""
    with reading(network()) as reader:
        known = taxonomy(reader)
        texts = [known.text_of([practice]) for practice in known.practices.identifiers]
        together = known.alike([*texts, "words that no practice has"])

        for number, text in enumerate(texts):
            (alone,) = known.alike([text])
            assert alone == pytest.approx(together[number], abs=1e-12)
            assert alone[number] == pytest.approx(1)
    assert len(texts) > 1
    assert (together[-1] < 1).all()
