"""Cases for the three schemas: a change to a record of the sample, and what each of them says to it.

`None` stands for *cannot know*: a schema cannot compare two fields, and SHACL sees only what can be told in RDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MISSING = object()


@dataclass(frozen=True, slots=True)
class Case:
    """A changed record, and whether pydantic, JSON Schema and SHACL accept it."""

    name: str
    record: str
    change: dict[str, Any] = field(default_factory=dict)
    pydantic: bool = False
    schema: bool | None = False
    shacl: bool | None = False


def accepted(name: str, record: str, /, **change: Any) -> Case:
    """A case that all three accept."""
    return Case(name, record, change, pydantic=True, schema=True, shacl=True)


def refused(name: str, record: str, /, schema: bool | None = False, shacl: bool | None = False, **change: Any) -> Case:
    """A case that pydantic refuses, and so do the others where they can know."""
    return Case(name, record, change, pydantic=False, schema=schema, shacl=shacl)


_COUNCIL, _FLOW, _PERSON = "implementation:elin-council", "flow:arda-elin", "person:mayor"
_MEMORANDUM, _REQUEST = "partnership:memorandum", "intention:request"
_EXCHANGE = "engagement:exchange"
_OFFICE = {"role": "Mayor", "organisation": "city:dalma"}

CASES: tuple[Case, ...] = (
    accepted("a city as it is", "city:arda"),
    refused("no name", "city:arda", shacl=None, name=MISSING),
    refused("an empty name", "city:arda", name=""),
    refused("a name of white space", "city:arda", shacl=None, name="   "),
    refused("a name of two lines", "city:arda", name="Ar\nda"),
    accepted("a name as long as may be", "city:arda", name="x" * 300),
    refused("a name too long", "city:arda", name="x" * 301),
    accepted("names in three scripts", "city:arda", names=["أردة@ar", "Arde@fr", "阿尔达@zh-Hans"]),
    refused("a name without a language", "city:arda", shacl=None, names=["Arde"]),
    refused("no country", "city:arda", country=MISSING),
    refused("a city as its country", "city:arda", country="city:bela"),
    accepted("the south pole", "city:arda", latitude=-90, longitude=180.0),
    refused("beyond the pole", "city:arda", latitude=90.5),
    refused("beyond the date line", "city:arda", longitude=-181),
    refused("a latitude in words", "city:arda", shacl=None, latitude="north"),
    accepted("one inhabitant", "city:arda", population=1),
    refused("no inhabitants", "city:arda", population=0),
    refused("half an inhabitant", "city:arda", population=1.5),
    accepted("an item of Wikidata", "city:arda", wikidata="Q42"),
    refused("a property of Wikidata", "city:arda", wikidata="P42"),
    refused("a field that is not there", "city:arda", shacl=None, mayor="A. Mayor"),
    refused("an identifier of another kind", "city:arda", id="institution:arda"),
    refused("an identifier in capitals", "city:arda", id="city:Arda"),
    refused("an identifier too long", "city:arda", shacl=None, id="city:" + "a" * 120),
    refused("a code that is none", "city:arda", city_kind="village"),
    refused("an audience that is none", "city:arda", shacl=None, audience="friends"),
    accepted("a note of two lines", "city:arda", note="one\ntwo"),
    refused("a note too long", "city:arda", note="x" * 2001),
    refused("a hidden control", "city:arda", schema=None, shacl=None, note="a\u202eb"),
    accepted("a flow as it is", _FLOW),
    refused("no learner", _FLOW, learner=MISSING),
    refused("a learner named and unnamed", _FLOW, unnamed_learner="others"),
    refused("no teacher", _FLOW, teacher=MISSING),
    refused("a teacher named and unnamed", _FLOW, unnamed_teacher="others"),
    accepted("an unnamed teacher", _FLOW, teacher=MISSING, unnamed_teacher="others"),
    refused("learning from itself", _FLOW, schema=None, teacher="city:elin"),
    accepted("learning from a resource", _FLOW, teacher="resource:guide"),
    refused("a person who learns", _FLOW, learner=_PERSON),
    refused("neither practice nor theme", _FLOW, practice=MISSING),
    accepted("a theme alone", _FLOW, practice=MISSING, theme="theme:youth"),
    refused("no kind", _FLOW, flow_kind=MISSING),
    refused("a kind that is none", _FLOW, flow_kind="heard-of"),
    refused("a source as evidence", _FLOW, evidence=["source:report"]),
    Case("no evidence: the loader asks for it", _FLOW, {"evidence": []}, pydantic=True, schema=True, shacl=False),
    accepted("an interval", _FLOW, when="2024-09/2025-06"),
    accepted("a season", _FLOW, when="2019-21"),
    refused("a date in words", _FLOW, shacl=None, when="last spring"),
    refused("a day that is none", _FLOW, schema=None, shacl=None, when="2024-02-30"),
    refused("an end before the start", _FLOW, schema=None, when="2025/2024"),
    accepted("an unnamed group", _EXCHANGE, participations=[{"unnamed": "two cities", "role": "participant"}]),
    refused("a participation of nobody", _EXCHANGE, participations=[{"role": "participant"}]),
    refused(
        "a participation of two",
        _EXCHANGE,
        participations=[{"actor": "city:arda", "unnamed": "a city", "role": "host"}],
    ),
    refused("a role that is none", _EXCHANGE, participations=[{"actor": "city:arda", "role": "friend"}]),
    refused("an outcome without a target", _EXCHANGE, shacl=None, outcomes=[{"relation": "informed"}]),
    accepted("an office in a city", _PERSON, offices=[_OFFICE]),
    refused("no office", _PERSON, offices=[]),
    refused("an office in a theme", _PERSON, offices=[_OFFICE | {"organisation": "theme:youth"}]),
    refused("one party", _MEMORANDUM, parties=["institution:hub"]),
    refused("one party twice", _MEMORANDUM, schema=None, parties=["institution:hub", "institution:hub"]),
    refused("an intention of nobody", _REQUEST, actor=MISSING),
    refused("an intention of two", _REQUEST, unnamed_actor="cities"),
    refused("a member of a city", "membership:elin", organisation="city:arda"),
    refused("a stage that is none", _COUNCIL, stages=[{"stage": "spreading"}]),
    refused("evidence that says nothing", "evidence:council", says=MISSING),
    refused("an anchor too long", "evidence:council", starts="x" * 161),
    accepted("a checksum", "source:report", sha256="0a" * 32),
    refused("a checksum in capitals", "source:report", sha256="0A" * 32),
    refused("an address that is not the web's", "source:report", address="ftp://example.org/a"),
    refused("a language that CLDR does not know", "source:report", schema=None, shacl=None, language="zq"),
    refused("a language in words", "source:report", shacl=None, language="in English"),
    accepted("a statement about anything", "statement:size", about="membership:elin"),
    Case(
        "a statement about nothing: the loader looks",
        "statement:size",
        {"about": "city:nowhere"},
        pydantic=True,
        schema=True,
        shacl=False,
    ),
)
