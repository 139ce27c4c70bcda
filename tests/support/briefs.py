"""Briefs over the small network of pairings, and one in which every text is hostile."""

from __future__ import annotations

from typing import Any, Final

from practice_atlas.graph.pairings.brief import brief
from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.graph.pairings.learners import city_learner
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.reading import Reader
from tests.support.pairing import COUNCIL

#: Lina and Omid were at one engagement, and Lina learned from Omid twice.
LEARNED: Final[tuple[dict[str, Any], ...]] = (
    {
        "id": "flow:omid-lina", "teacher": "city:omid", "learner": "city:lina", "practice": COUNCIL,
        "flow_kind": "inspired", "when": "2023-05", "via": ["engagement:day"], "evidence": ["evidence:omid"],
    },
    {
        "id": "flow:omid-lina-next", "teacher": "city:omid", "learner": "city:lina", "practice": COUNCIL,
        "flow_kind": "exposed", "state": "planned", "evidence": ["evidence:omid-taught"],
    },
    {
        "id": "implementation:lina-council", "name": "Lina's council", "actor": "city:lina", "practice": COUNCIL,
        "stages": [{"stage": "exploring", "when": "2024-02~"}], "evidence": ["evidence:need"],
    },
    {"id": "source:gazetteer", "title": "A gazetteer"},
    {"id": "city:lina", "name": "Lina", "names": ["لينا@ar", "Line@fr"], "country": "country:lb",
     "population": 100_000, "located_by": "source:gazetteer"},
    {"id": "city:omid", "name": "Omid", "country": "country:jo", "population": 4_900_000,
     "located_by": "source:gazetteer"},
)  # fmt: skip


def asked(reader: Reader, learner: str = "city:lina", mentor: str = "city:omid", **more: Any) -> BriefAnswer:
    """A brief about the youth council."""
    return brief(reader, city_learner(reader, learner, more.get("as_of")), mentor, COUNCIL, own_weights(), **more)


def with_text(answer: BriefAnswer, text: str) -> BriefAnswer:
    """The answer, with this text for every name, title, section and passage."""

    def changed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: changed(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [changed(item, key) for item in value]
        return text if key in _TEXTS and isinstance(value, str) else value

    return BriefAnswer.model_validate(changed(answer.model_dump(mode="json")))


_TEXTS: Final = frozenset(("name", "says", "section", "starts", "ends", "when", "ar", "fr", "unnamed_learner"))
