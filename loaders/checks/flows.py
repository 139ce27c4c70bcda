"""Learning flows: what came of one is the learner's own, of a related practice, and each flow is told once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from practice_atlas.loaders.checks.records import Records
from practice_atlas.loaders.checks.taxonomy import Taxonomy
from practice_atlas.ontology.folding import fold
from practice_atlas.ontology.model import Implementation, LearningFlow
from practice_atlas.ontology.problems import Problem

_Key: TypeAlias = tuple[str, str, str, frozenset[str]]


def check_flows(records: Records) -> Iterator[Problem]:
    """What is wrong with flows when other records are at hand."""
    taxonomy = Taxonomy.of(records)
    first: dict[_Key, LearningFlow] = {}
    for flow in records.every(LearningFlow):
        earlier = first.setdefault(_key(flow), flow)
        if earlier is not flow:
            message = f"tells the same as {earlier.id} in {records.raws[earlier.id].place()}"
            fix = (
                "Make them one flow with the evidence of both; learner, teacher, practice and engagement are the same."
            )
            yield records.problem(flow, "id", "flow.twice", message, fix)
        implementation = records.get(flow.led_to, Implementation)
        if implementation is not None:
            yield from _led_to(flow, implementation, taxonomy, records)


def _key(flow: LearningFlow) -> _Key:
    learner = flow.learner or fold(flow.unnamed_learner or "")
    teacher = flow.teacher or fold(flow.unnamed_teacher or "")
    return learner, teacher, flow.practice or flow.theme or "", frozenset(flow.via)


def _led_to(
    flow: LearningFlow, implementation: Implementation, taxonomy: Taxonomy, records: Records
) -> Iterator[Problem]:
    if flow.learner != implementation.actor:
        learner = flow.learner or "an unnamed learner"
        message = f"{implementation.id} is of {implementation.actor}, and the learner is {learner}"
        fix = "Name the learner's own implementation, or correct the learner."
        yield records.problem(flow, "led_to", "flow.implementer", message, fix)
    if not taxonomy.related(flow, implementation.practice):
        about = flow.practice or flow.theme
        message = f"{implementation.id} is an instance of {implementation.practice}, which is not related to {about}"
        fix = "Correct the practice of one of them, or say in practices which is broader."
        yield records.problem(flow, "led_to", "flow.practice", message, fix)
