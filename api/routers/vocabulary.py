"""The ontology, its shapes, context, schema and codes at their own addresses, and the ontology as a page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import ClassVar, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from practice_atlas.api.asking import matches
from practice_atlas.api.linked import HTML, JSONLD, NTRIPLES, TURTLE, LinkedRoute
from practice_atlas.api.negotiating import Form
from practice_atlas.api.site import site_of
from practice_atlas.graph.rdf import vocabulary
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.semantics import scheme_of, words
from practice_atlas.ontology.terms import ATLAS, CODES
from practice_atlas.ontology.vocabularies import VOCABULARIES
from practice_atlas.visualisations.pages.render import page

#: They change with the program alone.
_KEPT: Final = "public, max-age=3600"


class _Pages(LinkedRoute):
    forms: ClassVar[Sequence[Form]] = (HTML, TURTLE, NTRIPLES, JSONLD)


class _Triples(LinkedRoute):
    forms: ClassVar[Sequence[Form]] = (TURTLE, NTRIPLES, JSONLD)


router = APIRouter(include_in_schema=False)
_pages = APIRouter(route_class=_Pages)
_triples = APIRouter(route_class=_Triples)

_DOWNLOADS: Final = {
    "Turtle": "/ontology.ttl",
    "N-Triples": "/ontology.nt",
    "JSON-LD": "/ontology.jsonld",
    "shapes (SHACL)": "/ontology/shapes.ttl",
    "codes (SKOS)": "/codes.ttl",
    "JSON-LD context": "/context.jsonld",
    "JSON Schema": "/schema.json",
}


def ontology(request: Request) -> Response:
    """As a page, or as OWL."""
    form: str = request.state.form
    if form == "html":
        return _kept(request, _page(request).encode(), HTML.content_type)
    return _kept(request, vocabulary.rendered(vocabulary.ONTOLOGY, form), _type(form))


def shapes(request: Request) -> Response:
    """As SHACL."""
    form: str = request.state.form
    return _kept(request, vocabulary.rendered(vocabulary.SHAPES, form), _type(form))


def all_codes(request: Request) -> Response:
    """All vocabularies as SKOS; the page tells of them under the ontology."""
    form: str = request.state.form
    if form == "html":
        return RedirectResponse("/ontology#codes", 303)
    return _kept(request, vocabulary.rendered(vocabulary.VOCABULARIES, form), _type(form))


@_pages.get("/codes/{name}")
def scheme(request: Request, name: str) -> Response:
    """A vocabulary with its codes."""
    return _codes(request, name)


@_pages.get("/codes/{name}/{code}")
def one_code(request: Request, name: str, code: str) -> Response:
    """One code."""
    return _codes(request, f"{name}/{code}")


@router.get("/context.jsonld")
@router.get("/ontology/context.jsonld")
def context(request: Request) -> Response:
    """The JSON-LD context."""
    return _kept(request, vocabulary.published(vocabulary.CONTEXT), "application/ld+json")


@router.get("/schema.json")
@router.get("/ontology/schema.json")
def schema(request: Request) -> Response:
    """The JSON Schema of the records."""
    return _kept(request, vocabulary.published(vocabulary.SCHEMA), "application/schema+json")


for _path, _answer, _router in (
    ("/ontology", ontology, _pages),
    ("/ontology/shapes", shapes, _triples),
    ("/codes", all_codes, _pages),
):
    for _ending in ("", *(f".{form.name}" for form in _Pages.forms if _router is _pages or form is not HTML)):
        _router.add_api_route(_path + _ending, _answer, methods=["GET"])
router.include_router(_pages)
router.include_router(_triples)


def _codes(request: Request, path: str) -> Response:
    form: str = request.state.form
    content = vocabulary.codes(path, "nt" if form == "html" else form) if path in _PATHS else None
    if content is None:
        raise UnknownEntityError("There is no such vocabulary or code.")
    if form == "html":
        return RedirectResponse(f"/ontology#codes/{path}", 303)
    return _kept(request, content, _type(form))


def titles_of_codes() -> dict[str, str]:
    """What each vocabulary is called, by the end of its address."""
    return {scheme_of(item).removeprefix(CODES): words(item.__name__) for item in VOCABULARIES}


_PATHS: Final = frozenset(titles_of_codes()) | {
    f"{scheme_of(item).removeprefix(CODES)}/{code.value}" for item in VOCABULARIES for code in item
}


def _page(request: Request) -> str:
    titles = titles_of_codes()
    told = [
        (name, titles[name], " ".join((item.__doc__ or "").split()), list(item))
        for item in VOCABULARIES
        if (name := scheme_of(item).removeprefix(CODES))
    ]
    return page(
        "ontology",
        site=site_of(request.app),
        namespace=ATLAS,
        codes=CODES,
        classes=vocabulary.classes(),
        properties=vocabulary.properties(),
        vocabularies=told,
        downloads=_DOWNLOADS,
        alternates=[
            {"type": form.types[0], "href": f"/ontology.{form.name}"} for form in _Pages.forms if form is not HTML
        ],
    )


def _type(form: str) -> str:
    return next(item for item in _Pages.forms if item.name == form).content_type


def _kept(request: Request, content: bytes, content_type: str) -> Response:
    """An answer that caches may keep; its ETag is that of the content."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    request.state.etag = etag
    headers = {"Cache-Control": _KEPT}
    if matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=content_type)
