"""Every thing at its address, as a page, as JSON, and as RDF in three forms (w3id.org leads here: decisions/0010)."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode, Triple

from practice_atlas.api.addresses import base_of
from practice_atlas.api.asking import Ask, Asking
from practice_atlas.api.linked import LinkedRoute, query_of
from practice_atlas.api.negotiating import Form
from practice_atlas.api.parameters import After, AsOf
from practice_atlas.api.routers import pages
from practice_atlas.api.settings import Settings
from practice_atlas.graph.questions.answers import CountryAnswer, EntityAnswer
from practice_atlas.graph.questions.country import country
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.rdf.about import About, about
from practice_atlas.graph.rdf.fields import TYPE
from practice_atlas.graph.rdf.forms import written
from practice_atlas.graph.rdf.nodes import named, standard, thing
from practice_atlas.graph.rdf.rebasing import rebased
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.revisions import Revision
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.identifiers import is_identifier, kind_of
from practice_atlas.ontology.links import parts
from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.parts import part_identifier
from practice_atlas.ontology.shape import parts_of
from practice_atlas.ontology.terms import THINGS
from practice_atlas.visualisations.pages.addresses import page_of

router = APIRouter(include_in_schema=False)
linked = APIRouter(include_in_schema=False, route_class=LinkedRoute)

_VOID = "/.well-known/void"


@router.get("/id/{identifier}")
def by_identifier(request: Request, identifier: str) -> Response:
    """`/id/city:saida-lb` leads to its address. The schemes of practices and themes are told of with the data set."""
    if identifier in ("practice", "theme"):
        return RedirectResponse(_VOID, 303)
    if not is_identifier(identifier):
        raise UnknownEntityError(f"Nothing is known under {identifier[:120]!r}.")
    return RedirectResponse(_asked_alike(request, identifier), 308)


@router.get("/id/dataset/{slug}")
def dataset(slug: str) -> Response:  # noqa: ARG001  all are told of in one place
    """A data set is told of where all are."""
    return RedirectResponse(_VOID, 303)


@linked.get("/id/{kind}/{slug}", response_model=None)
def one(request: Request, ask: Asking, kind: str, slug: str, as_of: AsOf = None, after: After = None) -> Response:
    """A thing in the form that was chosen. A part is told of with what it is part of."""
    identifier = f"{kind}:{slug}"
    owner = _owner(identifier)
    if owner and ask(lambda reader: _is_part(reader, identifier, owner)):
        return RedirectResponse(_asked_alike(request, owner), 303)
    match request.state.form:
        case "html":
            return _page(request, ask, kind, slug, as_of, after)
        case "json":
            return _as_json(ask, identifier, as_of, after)
        case form:
            return _as_rdf(request, ask, identifier, form)


router.include_router(linked)


def _asked_alike(request: Request, identifier: str) -> str:
    """The page of a thing, asked for what the request asks: of the same time, and the same part of it."""
    return page_of(identifier) + query_of(request.query_params.multi_items())


def _page(request: Request, ask: Ask, kind: str, slug: str, as_of: str | None, after: str | None) -> Response:
    match kind:
        case "practice":
            return pages.practice(request, ask, slug, as_of, after)
        case "country":
            return pages.one_country(request, ask, slug, after)
        case "evidence":
            return pages.piece(request, ask, slug)
        case _:
            return pages.thing(request, ask, kind, slug, as_of, after)


def _as_json(ask: Ask, identifier: str, as_of: str | None, after: str | None) -> Response:
    """As /v1/entities has it."""
    day, page = as_of_day(as_of), Page(USUAL, after)

    def question(reader: Reader) -> EntityAnswer | CountryAnswer:
        if kind_of(identifier) == "country":
            return country(reader, identifier, page=page)
        return entity(reader, identifier, as_of=day, page=page)

    return Response(ask(question).model_dump_json(), media_type="application/json")


def _as_rdf(request: Request, ask: Ask, identifier: str, form: str) -> Response:
    settings: Settings = request.app.state.settings
    found = ask(lambda reader: about(reader, identifier))
    document = f"{base_of(request)}{page_of(identifier)}.{form}"
    triples = [*found.triples, *_of_document(document, found, ask.revision)]
    content = written(list(rebased(triples, settings.things)), form, settings.things)
    return Response(content, media_type=_form(form).content_type)


def _form(name: str) -> Form:
    return next(form for form in LinkedRoute.forms if form.name == name)


def _of_document(address: str, found: About, revision: Revision) -> list[Triple]:
    """What the document is, of what, and how much of what refers to the thing is in it."""
    document = NamedNode(address)
    facts = [
        Triple(document, TYPE, standard("foaf:Document")),
        Triple(document, standard("foaf:primaryTopic"), thing(found.identifier)),
        *(Triple(document, standard("void:inDataset"), NamedNode(f"{THINGS}dataset/{name}"))
          for name in sorted(revision.datasets)),
    ]  # fmt: skip
    if found.told < found.total:
        told = f"{found.told} of the {found.total} records that refer to it are told here; all are in the dumps."
        facts.append(Triple(document, standard("rdfs:comment"), named(told, "en")))
    return facts


def _owner(identifier: str) -> str | None:
    """Of what a thing is a part, by its identifier: `implementation:x.stages.3f…` → `implementation:x`."""
    owner, _, rest = identifier.rpartition(".")
    owner, _, table = owner.rpartition(".")
    if not (rest and is_identifier(owner) and kind_of(owner) in BY_KIND):
        return None
    tables = {shape.part.table for shape in parts_of(BY_KIND[kind_of(owner)]) if shape.part}
    return owner if table in tables else None


def _is_part(reader: Reader, identifier: str, owner: str) -> bool:
    try:
        record = reader.get(owner).record
    except UnknownEntityError:
        return False
    return any(part_identifier(record, part) == identifier for _, _, part in parts(record))
