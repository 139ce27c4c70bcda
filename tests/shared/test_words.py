"""The measures of how like two texts are, compared on the policies of the states of the United States (SPID)."""

from __future__ import annotations

import pytest

from tests.backtest.known import SPID
from tests.backtest.words import lsa, of_states, of_the_report, tfidf

pytestmark = pytest.mark.shared

WAYS = {"TF-IDF": tfidf, "LSA": lsa(100)}


def test_fewer_dimensions_are_not_better_on_policies() -> None:
    plain, fewer, *_ = of_states(SPID.parent, WAYS)

    assert plain[1:3] == ("0.552", "+0.000")
    assert float(fewer[2]) <= 0
    assert float(fewer[3].split()[0]) < 0


def test_words_tell_which_practice_a_text_of_the_report_is_about() -> None:
    plain, fewer = of_the_report(WAYS)

    assert float(plain[1]) > 0.7  # chance: .26 with twelve practices
    assert float(fewer[2]) <= 0
