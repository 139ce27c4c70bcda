"""Accept headers as RFC 9110 has them, and as programs send them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.api.negotiating import Form, best

HTML = Form("html", "HTML", ("text/html",))
JSON = Form("json", "JSON", ("application/json",))
TURTLE = Form("ttl", "Turtle", ("text/turtle", "application/x-turtle"))
FORMS = (HTML, JSON, TURTLE)


@pytest.mark.parametrize(
    ("header", "form"),
    [
        (None, HTML), ("", HTML), ("*/*", HTML), ("text/turtle", TURTLE), ("TEXT/Turtle", TURTLE),
        ("application/x-turtle", TURTLE), ("application/json, text/turtle;q=0.9", JSON),
        ("application/json;q=0.8, text/turtle;q=0.9", TURTLE), ("text/*", HTML), ("text/*, text/html;q=0", TURTLE),
        ("text/*;q=0.5, application/*", JSON), ("*/*, text/html;q=0.1", JSON), ("image/png", None),
        ("text/html;q=0", None), ("*/*;q=0", None), ("image/png, */*;q=0.01", HTML), ("nonsense", HTML), (",;,", HTML),
        ("text/turtle;q=2, application/json;q=0.1", JSON), ("text/turtle;q=x", HTML),
        ('text/turtle;a="x, text/html;q=1";q=0.7', TURTLE), ("text/turtle;version=1.2", TURTLE),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", HTML),
        ("application/rdf+xml;q=0.9, text/turtle, */*;q=0.1", TURTLE),
    ],
)  # fmt: skip
def test_the_form_that_is_liked_best(header: str | None, form: Form | None) -> None:
    assert best(header, FORMS) == form


@given(st.text(alphabet='*/,;q=01. texhmlapcionjsur"\\-+', max_size=60))
def test_no_header_breaks_it(header: str) -> None:
    assert best(header, FORMS) in (*FORMS, None)


@given(st.lists(st.tuples(st.sampled_from(FORMS), st.integers(0, 1000)), min_size=1, unique_by=lambda pair: pair[0]))
def test_what_is_named_is_weighed_by_quality(liked: list[tuple[Form, int]]) -> None:
    header = ", ".join(f"{form.types[0]};q={quality / 1000:.3f}" for form, quality in liked)
    most = max(quality for _, quality in liked)

    assert best(header, FORMS) == next((form for form in FORMS if most and (form, most) in liked), None)
