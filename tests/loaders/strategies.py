"""Data sets of every kind of text that a record may hold, for round trips."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from hypothesis import strategies as st

from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.model import (
    City,
    Engagement,
    Evidence,
    Implementation,
    Intention,
    LearningFlow,
    Partnership,
    Person,
    Practice,
    Record,
    Source,
)

#: What formats could take for something else.
_TRAPS: Final = (
    "=1+1", "+1", "-1", "@x", "'", "'=1", "''-", "'quoted'", ";", "a; b", "\\", "\\;", "a\\", "NO", "on", "~", "null",
    "1e3", "12:30", "2024-01-17", "0x1F", "1_000", "true", "# x", "#help", "- a", "a: b", "{a}", "[a]", "&a",
    "*a", "!a", "%a", "|", ">", '"', '""', ",", "a,b", "x005F_", "_x000D_", "_x005F_x0041_", "صيدا", "\u2028x",
    "x\u00a0y", "😀", "e\u0301", "<b>", "#REF!", "=",
)  # fmt: skip
_HARMFUL: Final = {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF))}
_letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=_HARMFUL)


def _is_text(text: str) -> bool:
    return bool(text.strip()) and unicodedata.normalize("NFC", text).strip() != ""


lines = (st.sampled_from(_TRAPS) | st.text(_letters, min_size=1, max_size=12)).filter(_is_text)
texts = lines | st.lists(lines, min_size=2, max_size=3).map("\n".join) | lines.map(lambda line: f"{line}\ttab")
names = st.tuples(lines, st.sampled_from(["ar", "fr", "en"])).map(lambda pair: f"{pair[0]}@{pair[1]}")
_dates = st.sampled_from(["2024", "2024-01", "2024-01-17", "2023-03/..", "[2024-01..2024-09]", "2024~", "2019-21"])
_optional_line = st.none() | lines
_evidence: Final = {"evidence": ("evidence:one",)}


def _cities(draw: st.DrawFn) -> list[Record]:
    return [
        City.model_validate({
            "id": f"city:c-{number}",
            "name": draw(lines),
            "names": draw(st.lists(names, max_size=3)),
            "country": "country:lb",
            "latitude": draw(st.none() | st.floats(-90, 90)),
            "longitude": draw(st.none() | st.floats(-180, 180)),
            "population": draw(st.none() | st.integers(1, 10**9)),
            "audience": draw(st.sampled_from(["public", "members", "hub"])),
            "note": draw(st.none() | texts),
        })
        for number in range(2)
    ]  # fmt: skip


def _unlike(parts: list[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    """Parts that do not say the same once the model has cleaned their text."""
    said = {tuple(unicodedata.normalize("NFC", str(part.get(key))).strip() for key in keys): part for part in parts}
    return list(said.values())


def _statements(draw: st.DrawFn) -> list[Record]:
    offices = st.fixed_dictionaries({"role": lines, "organisation": st.just("city:c-0"), "when": st.none() | _dates})
    groups = st.fixed_dictionaries({"unnamed": lines, "count": _optional_line, "note": st.none() | texts})
    stages = st.fixed_dictionaries({"stage": st.sampled_from(["adopted", "in-use"]), "reason": st.none() | texts})
    return [
        Person.model_validate({
            "id": "person:one", "name": draw(lines), **_evidence,
            "offices": _unlike(draw(st.lists(offices, min_size=1, max_size=3)), "role", "when"),
        }),
        Engagement.model_validate({
            "id": "engagement:one", "name": draw(lines), "engagement_kind": "workshop", "when": draw(_dates),
            "place": draw(_optional_line), **_evidence,
            "participations": _unlike(draw(st.lists(groups, max_size=3)), "unnamed", "count", "note"),
        }),
        Implementation.model_validate({
            "id": "implementation:one", "name": draw(lines), "actor": "city:c-1", "practice": "practice:p",
            **_evidence, "stages": _unlike(draw(st.lists(stages, max_size=3)), "stage", "reason"),
        }),
        LearningFlow.model_validate({
            "id": "flow:one", "unnamed_learner": draw(lines), "teacher": "city:c-0", "practice": "practice:p",
            "flow_kind": "adapted", "via": ["engagement:one"], "adaptation": draw(st.none() | texts), **_evidence,
        }),
        Intention.model_validate({
            "id": "intention:one", "intention_kind": "need", "actor": "country:lb", "summary": draw(texts), **_evidence,
        }),
        Partnership.model_validate({
            "id": "partnership:one", "name": draw(lines), "partnership_kind": "twinning",
            "parties": ["city:c-0", "city:c-1"], **_evidence,
        }),
    ]  # fmt: skip


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """A data set that breaks no rule, with texts that formats find hard."""
    info = DatasetInfo.model_validate({
        "id": "drawn", "title": draw(lines), "publisher": draw(lines), "licence": draw(lines), "version": draw(lines),
        "description": draw(st.none() | texts),
    })  # fmt: skip
    source = Source.model_validate({"id": "source:one", "title": draw(lines), "licence": draw(_optional_line)})
    evidence = Evidence.model_validate({
        "id": "evidence:one", "source": "source:one", "starts": "In March", "ends": "took part", "says": draw(texts),
    })  # fmt: skip
    practice = Practice.model_validate({"id": "practice:p", "name": draw(lines)})
    return Dataset.of(info, [source, evidence, practice, *_cities(draw), *_statements(draw)])
