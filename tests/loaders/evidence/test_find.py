"""Anchors are found in texts as they were extracted, once or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from practice_atlas.loaders.evidence.find import Found, Missed, find_passage
from practice_atlas.loaders.evidence.searchable import SearchableText, reduce

TEXT = """# Report

In **March**, the City of [Saïda \\(Lebanon\\)](https://example.org/a_(b) "title") held a *two-day* work-\nshop.
<p class="quote">“Young people”&nbsp;took part</p>, among them Sai\u0308da's council. In April the workshop went on.
صَيدا و طرابلس
"""


@dataclass(frozen=True)
class _Anchors:
    starts: str
    ends: str
    after: str | None = None


def _passage(anchors: _Anchors, text: str = TEXT) -> str:
    searchable = SearchableText.of(text)
    found = find_passage(searchable, anchors)
    assert isinstance(found, Found), found
    passage = found.passage(searchable)
    assert passage.sha256 == hashlib.sha256(text[passage.start : passage.end].encode()).hexdigest()
    return text[passage.start : passage.end]


@pytest.mark.parametrize(
    ("starts", "ends", "passage"),
    [
        ("in march", "City of", "In **March**, the City of"),
        ("Saida (Lebanon)", "held", 'Saïda \\(Lebanon\\)](https://example.org/a_(b) "title") held'),
        ("two day workshop", "workshop", "two-day* work-\nshop"),
        ("‘Young people’", "took part", "Young people”&nbsp;took part"),
        ("among them Saïda's", "council", "among them Sai\u0308da's council"),
        ("صيدا", "طَرابلس", "صَيدا و طرابلس"),
        ("ＭＡＲＣＨ", "March", "March"),
    ],
)
def test_what_readers_see_is_found(starts: str, ends: str, passage: str) -> None:
    assert _passage(_Anchors(starts, ends)) == passage


def test_after_chooses_the_next_occurrence() -> None:
    assert _passage(_Anchors("the workshop", "on", after="In April")) == "the workshop went on"
    assert _passage(_Anchors("workshop", "on", after="In April")) == "workshop went on"


@pytest.mark.parametrize(
    ("anchors", "field", "rule"),
    [
        (_Anchors("In June", "on"), "starts", "evidence.absent"),
        (_Anchors("workshop", "on"), "starts", "evidence.ambiguous"),
        (_Anchors("Marc", "the"), "starts", "evidence.absent"),
        (_Anchors("arch", "the"), "starts", "evidence.absent"),
        (_Anchors("example.org", "held"), "starts", "evidence.absent"),
        (_Anchors("class", "took"), "starts", "evidence.absent"),
        (_Anchors("In April", "March"), "ends", "evidence.absent"),
        (_Anchors("In April", "—"), "ends", "evidence.absent"),
        (_Anchors("the", "on", after="In May"), "after", "evidence.absent"),
        (_Anchors("the", "on", after="workshop"), "after", "evidence.ambiguous"),
        (_Anchors("In March", "the", after="In April"), "starts", "evidence.absent"),
    ],
)
def test_what_is_absent_or_ambiguous_is_said_of_the_anchor_at_fault(anchors: _Anchors, field: str, rule: str) -> None:
    missed = find_passage(SearchableText.of(TEXT), anchors)

    assert isinstance(missed, Missed)
    assert (missed.field, missed.rule) == (field, rule)


_words = st.lists(st.text("abcdeيصß", min_size=1, max_size=4), min_size=4, max_size=30)
_between = st.sampled_from([" ", "\n", " — ", "-", " **", "](x) ", " <b>", "&nbsp;", ", "])


@given(_words, st.data())
def test_any_passage_is_found_whatever_stands_between_its_words(words: list[str], data: st.DataObject) -> None:
    text = ""
    starts = []
    for word in words:
        starts.append(len(text))
        text += word + data.draw(_between)
    first = data.draw(st.integers(0, len(words) - 4))
    anchors = _Anchors(" ".join(words[first : first + 2]), " ".join(words[first + 2 : first + 4]))
    searchable = SearchableText.of(text)

    found = find_passage(searchable, anchors)

    if isinstance(found, Missed):
        assert found.rule == "evidence.ambiguous"
        assert len(searchable.find_all(reduce(anchors.starts))) == 2
    else:
        assume(found.last_words_begin >= found.first_words_end)
        passage = found.passage(searchable)
        assert passage.start == starts[first]
        assert reduce(text[passage.start : passage.end]).endswith(reduce(anchors.ends))


@given(st.text())
def test_offsets_lead_back_into_the_original(text: str) -> None:
    searchable = SearchableText.of(text)

    assert len(searchable.places) == len(searchable.letters) == len(searchable.starts) - 1
    assert list(searchable.places) == sorted(searchable.places)
    assert reduce(text) == searchable.letters
