"""The records: the one schema from which everything else is derived."""

from practice_atlas.ontology.model.actors import City, Institution, Membership, Office, Person
from practice_atlas.ontology.model.base import Part, Record
from practice_atlas.ontology.model.engagement import Engagement, Outcome, Participation
from practice_atlas.ontology.model.flow import LearningFlow
from practice_atlas.ontology.model.implementation import Implementation, StageAssertion
from practice_atlas.ontology.model.intention import Intention
from practice_atlas.ontology.model.partnership import Partnership, PartnershipAssertion
from practice_atlas.ontology.model.practices import Practice, Resource, Theme
from practice_atlas.ontology.model.sources import Evidence, Source, Statement, Waiver

#: Every kind of record, in the order of files and sheets: what is referred to comes before what refers to it.
RECORDS: tuple[type[Record], ...] = (
    Source, Evidence, Theme, Practice, City, Institution, Person, Engagement, Resource, Implementation, LearningFlow,
    Membership, Partnership, Intention, Statement, Waiver,
)  # fmt: skip

BY_KIND: dict[str, type[Record]] = {model.kind: model for model in RECORDS}

__all__ = [
    "BY_KIND",
    "RECORDS",
    "City",
    "Engagement",
    "Evidence",
    "Implementation",
    "Institution",
    "Intention",
    "LearningFlow",
    "Membership",
    "Office",
    "Outcome",
    "Part",
    "Participation",
    "Partnership",
    "PartnershipAssertion",
    "Person",
    "Practice",
    "Record",
    "Resource",
    "Source",
    "StageAssertion",
    "Statement",
    "Theme",
    "Waiver",
]
