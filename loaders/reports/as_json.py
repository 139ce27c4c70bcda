"""Problems and coverage as JSON, for programs and for the service."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from practice_atlas.loaders.evidence.coverage import Coverage
from practice_atlas.ontology.problems import Problem


def problems_as_json(problems: Sequence[Problem]) -> str:
    """`{"count": …, "rules": {rule: count}, "problems": […]}`, the problems in the order of their places."""
    rules = dict(sorted(Counter(problem.rule for problem in problems).items()))
    content = {"count": len(problems), "rules": rules, "problems": [problem.as_dict() for problem in problems]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def coverage_as_json(coverage: Coverage) -> str:
    """`{"complete": …, "sources": […], "absent": […]}`."""
    return json.dumps({"complete": coverage.complete, **asdict(coverage)}, ensure_ascii=False, indent=2)
