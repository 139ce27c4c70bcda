"""The identifier of a part: from its owner and from what it says."""

from __future__ import annotations

import json

from practice_atlas.ontology.identifiers import child_identifier
from practice_atlas.ontology.model.base import Part, Record


def part_identifier(owner: Record, part: Part) -> str:
    """`implementation:x.stages.3f…`: the same for whoever may see the part.

    Evidence is left out: it supports a statement and does not make it another one. So the identifier stays when more
    evidence is found, and when some of it is closed to the reader.
    """
    said = {name: value for name, value in part.plain().items() if name != "evidence"}
    content = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return child_identifier(owner.id, part.table, content)
