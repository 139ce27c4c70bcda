"""What the store's parser takes for a SERVICE, the guard has refused: both on texts made to be misread."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from practice_atlas.graph.rdf.writing import SHORT
from practice_atlas.graph.sparql.errors import SparqlError
from practice_atlas.graph.sparql.guard import examine, normalised
from practice_atlas.graph.sparql.limits import SparqlLimits

#: The store refuses this port before it opens a socket, and says so: that is how a SERVICE is told that it would ask.
CALL = "SERVICE <http://127.0.0.1:1/> { ?a ?b ?c }"
PIECES = (
    CALL, "SERVICE SILENT", "SERVICE", "<http://127.0.0.1:1/>", "{", "}", "(", ")", ".", ";", ",", " ", "\n", "\r",
    "\t", "\f", "\v", "\x85", "\u2028", "\u00a0", "\ufeff", "\x00", "\x1f", "#", "# ", "'", '"', "'''", '"""', "\\",
    "\\'", '\\"', "\\\\", "\\n", "\\u0022", "\\u0027", "\\u0023", "\\u000A", "\\u000D", "\\u005C", "\\U00000022",
    "\\U0000000A", "\\u007D", "\\u003C", "<", ">", "<#", "<a", "?x", "?s ?p ?o", "?s ?p", "FILTER", "EXISTS",
    "OPTIONAL", "UNION", "GRAPH ?g", "BIND", "AS ?y", "VALUES ?v", "1", "'a'", "@en", "^^", "a:", "a:b", "_:b",
    "SELECT * ", "LIMIT 1", "MINUS", "[", "]", "!", "=", "||", "IN", "true",
)  # fmt: skip


TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def asks_elsewhere(text: str) -> bool:
    """Whether the store would ask another server for this text."""
    try:
        found = Store().query(text, prefixes=SHORT)
        list(found) if not hasattr(found, "__bool__") else bool(found)
    except OSError as error:
        return "port 1 is not allowed" in str(error)
    except (SyntaxError, RuntimeError, ValueError):
        return False
    return False


def allowed(text: str) -> bool:
    try:
        examine(text, SparqlLimits(), SHORT)
    except SparqlError:
        return False
    return True


def test_the_store_would_ask() -> None:
    assert asks_elsewhere(f"SELECT * {{ {CALL} }}")
    assert not asks_elsewhere("SELECT * { ?a ?b ?c }")


def test_each_parser_is_misled_by_what_the_other_reads_rightly() -> None:
    """Why the text is made the same for both: as it comes, rdflib takes this for a comment and the store does not."""
    text = f"SELECT * {{ # comment\r {CALL}\n}}"

    assert asks_elsewhere(text)
    assert not allowed(text)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
)
@example('BIND("\\u0022 # " AS ?y)\n', "")
@example("# \r", "")
@example("# \\u000D", "")
@example("FILTER(?s <?x # >", ")")
@example("?s a:# ", "\n")
def test_what_the_guard_allows_asks_nobody(before: str, after: str) -> None:
    text = f"SELECT * {{ {before} {CALL} {after} }}"

    if allowed(text):
        assert not asks_elsewhere(normalised(text))


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p '\\u00e9' }", "SELECT * { ?s ?p 'a\\r\\nb' }\r\n", "ASK { }"])
def test_what_is_normalised_stays_so(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
