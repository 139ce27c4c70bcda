"""All data at once: dumps of the newest revision with checksums, and the description of the data (VoID, DCAT)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from practice_atlas.api.addresses import base_of
from practice_atlas.api.asking import Asking, matches
from practice_atlas.api.callers import CurrentCaller
from practice_atlas.api.dumps import DumpMaker, Dumps
from practice_atlas.api.linked import JSONLD, NTRIPLES, TURTLE, LinkedRoute
from practice_atlas.api.negotiating import Form
from practice_atlas.graph.rdf.forms import by_subject, written
from practice_atlas.graph.rdf.offered import offered
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience

#: A file never changes under its address as long as there is one.
_KEPT: Final = "max-age=86400, immutable"


class _Triples(LinkedRoute):
    forms: ClassVar[Sequence[Form]] = (TURTLE, NTRIPLES, JSONLD)


class DumpOffer(BaseModel):
    """One dump."""

    name: str = Field(examples=["practice-atlas.nq.gz"])
    title: str = Field(examples=["N-Quads, sorted: the canonical form"])
    address: str = Field(examples=["https://atlas.example.org/v1/dumps/3/practice-atlas.nq.gz"])
    media_type: str = Field(description="Of what is in it, once it is unpacked.", examples=["application/n-quads"])
    compression: str = Field("gzip", examples=["gzip"])
    statements: int = Field(description="How many quads or triples are in it.", examples=[8806])
    bytes: int = Field(description="As it is sent.", examples=[120_000])
    sha256: str = Field(description="Of the file as it is sent; also its ETag.", examples=["9f86d081884c7d65"])


class DumpsAnswer(BaseModel):
    """The dumps of the newest revision, of what the caller may see."""

    revision: int = Field(examples=[3])
    content: str = Field(description="The hash of all records of the revision.", examples=["5feceb66ffc86f38"])
    loaded: str = Field(description="When the revision was loaded, in UTC.", examples=["2026-11-23T20:49:15+00:00"])
    audience: Audience
    dumps: tuple[DumpOffer, ...]


_EXAMPLE: Final = {
    200: {
        "content": {
            "application/json": {
                "example": DumpsAnswer(
                    revision=3,
                    content="5feceb66ffc86f38",
                    loaded="2026-11-23T20:49:15+00:00",
                    audience=Audience.PUBLIC,
                    dumps=(
                        DumpOffer(
                            name="practice-atlas.nq.gz",
                            title="N-Quads, sorted: the canonical form",
                            address="https://atlas.example.org/v1/dumps/3/practice-atlas.nq.gz",
                            media_type="application/n-quads",
                            compression="gzip",
                            statements=8806,
                            bytes=120_000,
                            sha256="9f86d081884c7d65",
                        ),
                    ),
                ).model_dump(mode="json")
            }
        }
    }
}

router = APIRouter()
_void = APIRouter(route_class=_Triples, include_in_schema=False)

Number = Annotated[int, Path(ge=0, le=2**53, description="The number of the newest revision.", examples=[3])]
File = Annotated[
    str, Path(description="The name of a file of /v1/dumps.", max_length=80, examples=["practice-atlas.nq.gz"])
]


@router.get("/v1/dumps", tags=["data"], summary="All data as RDF files", responses=_EXAMPLE)  # type: ignore[arg-type]
def dumps(request: Request, ask: Asking) -> DumpsAnswer:
    """The dumps of the newest revision with size, count and checksum; 503 while they are being made."""
    revision = ask.revision
    made = _made(request, revision, ask.caller.audience)
    base = base_of(request)
    return DumpsAnswer(
        revision=revision.number,
        content=revision.content,
        loaded=revision.time,
        audience=ask.caller.audience,
        dumps=tuple(
            DumpOffer(
                name=file.name,
                title=file.title,
                address=f"{base}/v1/dumps/{revision.number}/{file.name}",
                media_type=file.media_type,
                compression="gzip",
                statements=file.statements,
                bytes=file.bytes,
                sha256=file.sha256,
            )
            for file in made.files.values()
        ),
    )


@router.get(
    "/v1/dumps/{revision}/{file}",
    tags=["data"],
    summary="One dump",
    response_class=FileResponse,
    responses={200: {"content": {"application/gzip": {}}}, 206: {"description": "A range of it."}},
)
def dump(request: Request, caller: CurrentCaller, revision: Number, file: File) -> Response:
    """The file, or ranges of it. Only the newest revision has dumps."""
    newest = current_revision(request.app.state.engine)
    found = _made(request, newest, caller.audience).files.get(file) if newest.number == revision else None
    if found is None:
        raise _no_such_dump()
    etag = f'"{found.sha256}"'
    request.state.etag = etag
    kept = f"{'private' if caller.key else 'public'}, {_KEPT}"
    headers = {"ETag": etag, "Cache-Control": kept, "X-Content-SHA256": found.sha256}
    if matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    path = _made(request, newest, caller.audience).folder / file
    return FileResponse(path, headers=headers, media_type="application/gzip", filename=file)


def _description(request: Request, ask: Asking) -> Response:
    """Title, publisher, licence, version, counts, dumps and doors: in VoID and DCAT."""
    revision = ask.revision
    made = _made(request, revision, ask.caller.audience)
    settings = request.app.state.settings
    triples = list(offered(settings.title, base_of(request), revision, made.files, made.description))
    form = next(item for item in _Triples.forms if item.name == request.state.form)
    return Response(written(by_subject(triples), form.name, settings.things), media_type=form.content_type)


for _ending in ("", *(f".{form.name}" for form in _Triples.forms)):
    _void.add_api_route(f"/.well-known/void{_ending}", _description, methods=["GET"], name="void")
router.include_router(_void)


def _made(request: Request, revision: Revision, audience: Audience) -> Dumps:
    maker: DumpMaker = request.app.state.dumps
    if revision != current_revision(request.app.state.engine):  # with `known_at`: nobody makes these any more
        raise _no_such_dump()
    return maker.of(revision, audience)


def _no_such_dump() -> UnknownEntityError:
    return UnknownEntityError("There is no such dump: only the newest revision has dumps, which /v1/dumps lists.")
