"""JSON-LD in the terms of our context, which stands in the file: nothing has to be fetched to read it.

A writer of our own, because pyoxigraph writes JSON-LD only with full addresses, and rdflib's compaction holds all of
it in memory. Every term of the context is simple (a name, an address, a type), so one look-up per value is enough.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import IO, Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from practice_atlas.graph.rdf.fields import TYPE
from practice_atlas.ontology.terms import expand

_INTEGER: Final = expand("xsd:integer")
_STRING: Final = expand("xsd:string")


@cache
def context() -> dict[str, Any]:
    """The committed context."""
    text = files("practice_atlas.ontology").joinpath("published/context.jsonld").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


def write_jsonld(quads: Iterable[Quad], file: IO[bytes]) -> None:
    """Writes quads that come graph by graph, a thing a line."""
    file.write(b'{\n"@context": ' + _line(context()) + b',\n"@graph": [')
    separator = b"\n"
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        file.write(separator + _opening(graph))
        inner = b"\n"
        for node in _nodes(members):
            file.write(inner + _line(node))
            inner = b",\n"
        file.write(b"\n]}")
        separator = b",\n"
    file.write(b"\n]}\n")


def write_document(triples: Iterable[Triple], file: IO[bytes]) -> None:
    """Writes triples that come subject by subject, a thing a line, without named graphs."""
    file.write(b'{\n"@context": ' + _line(context()) + b',\n"@graph": [\n')
    file.write(b",\n".join(map(_line, _nodes(triples))))
    file.write(b"\n]}\n")


def _opening(graph: NamedNode | DefaultGraph | Any) -> bytes:
    named = b'"@id": ' + _line(_address(graph.value)) + b", " if isinstance(graph, NamedNode) else b""
    return b"{" + named + b'"@graph": ['


def _nodes(quads: Iterable[Quad | Triple]) -> Iterator[dict[str, Any]]:
    for subject, said in groupby(quads, key=lambda quad: quad.subject):
        assert isinstance(subject, NamedNode)  # noqa: S101 - we write no blank nodes
        values: dict[str, list[Any]] = defaultdict(list)
        for quad in said:
            key, value = _pair(quad.predicate, quad.object)
            values[key].append(value)
        yield {"@id": _address(subject.value)} | {
            key: found[0] if len(found) == 1 else found for key, found in values.items()
        }


def _pair(predicate: NamedNode, value: Any) -> tuple[str, Any]:
    if predicate == TYPE:
        return "@type", _class(value.value)
    key, kind = _term(predicate.value)
    return key, _value(value, kind)


def _value(value: Any, kind: str) -> Any:
    if isinstance(value, NamedNode):
        return _address(value.value) if kind == "@id" else {"@id": _address(value.value)}
    assert isinstance(value, Literal)  # noqa: S101 - an object is a node or a literal
    if value.language:
        return {"@language": value.language, "@value": value.value}
    datatype = value.datatype.value
    if datatype == kind:
        return int(value.value) if datatype == _INTEGER else value.value
    if datatype == _STRING and not kind:
        return value.value
    return {"@type": _address(datatype), "@value": value.value}


@lru_cache(maxsize=4096)
def _term(predicate: str) -> tuple[str, str]:
    """The name of a property in the context and the type of its values; without a name, its compact address."""
    return _names().get(predicate) or (_address(predicate), "")


@lru_cache(maxsize=4096)
def _class(address: str) -> str:
    return _names().get(address, (_address(address), ""))[0]


@cache
def _names() -> dict[str, tuple[str, str]]:
    terms = ((name, rules) for name, rules in context().items() if isinstance(rules, dict))
    return {rules["@id"]: (name, rules.get("@type", "")) for name, rules in terms}


@lru_cache(maxsize=65_536)
def _address(full: str) -> str:
    """`thing:city/saida-lb` where a prefix fits, else the address as it is."""
    for prefix, namespace in _prefixes():
        local = full.removeprefix(namespace)
        if local and local != full:
            return f"{prefix}:{local}"
    return full


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    """The prefixes, longest namespace first."""
    simple = [(prefix, rules) for prefix, rules in context().items() if isinstance(rules, str)]
    return tuple(sorted(simple, key=lambda pair: -len(pair[1])))


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
