"""The whole network as data, for the explorer and for whoever draws it with something else."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from fastapi import APIRouter, Request, Response
from pydantic import TypeAdapter

from practice_atlas.api.asking import Asking
from practice_atlas.api.keeping import KeptRoute
from practice_atlas.api.routers.views import whole
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.languages.speaking import language
from practice_atlas.visualisations.network_data import (
    Choice,
    Choices,
    DataItem,
    DataLink,
    DataLook,
    NetworkData,
)

router = APIRouter(prefix="/v1/views", tags=["views"], route_class=KeptRoute)

#: Written once a revision: at 15,000 links that takes longer than anything else here.
_WRITER: Final = TypeAdapter(NetworkData)
_EXAMPLE: Final = NetworkData(
    items=(
        DataItem("city:fes-ma", "city", "Fes", "City in Morocco", "country:ma", 0.0, 120.5, 34.03, -5.0),
        DataItem("city:saida-lb", "city", "Saida", "City in Lebanon", "country:lb", 130.0, 0.0, 33.56, 35.37),
    ),
    links=(
        DataLink(
            start=1,
            end=0,
            kind="flow",
            learning="inspired",
            label="Youth council",
            says="Fes learned from Saida about Youth council, and was inspired to act.",
            record="flow:saida-fes",
            evidence=("evidence:fes-inspired",),
            grade="C",
            subjects=("practice:youth-council", "theme:youth-participation"),
            day="2025-02-17",
            partners=("institution:ampcc",),
            stages=((None, "requested"), ("2025-02-17", "adopted")),
        ),
    ),
    choices=Choices(
        themes=(Choice("theme:youth-participation", "Youth participation"),),
        practices=(Choice("practice:youth-council", "Youth council"),),
        countries=(Choice("country:lb", "Lebanon"), Choice("country:ma", "Morocco")),
        regions=(Choice("northern-africa", "Northern Africa", ("country:ma",)),),
        kinds=(Choice("flow", "All learning"),),
        grades=(Choice("C", "C"),),
        partners=(Choice("institution:ampcc", "Moroccan Association of Presidents of Communal Councils"),),
        stages=(Choice("requested", "requested"), Choice("adopted", "adopted")),
    ),
    looks={"city": DataLook("City", "#0072B2", "dot")},
    total=2,
    revision=3,
    loaded="2026-01-05T10:00:00Z",
    audience="public",
    notes=("Shows learning that has happened; ties of institutions are drawn thin.",),
)


@router.get(
    "/network",
    summary="The whole network, laid out",
    response_model=NetworkData,
    responses={200: {"content": {"application/json": {"example": asdict(_EXAMPLE)}}}},
)
def whole_network(request: Request, ask: Asking) -> Response:
    """Cities, ministries and partners at their places, with each learning flow and tie between them.

    Places are the same as long as the revision is. Whoever wants a part of it filters by what each link says of itself.
    """

    def question(reader: Reader) -> bytes:
        name = ("network", reader.audience.level, language())
        return kept(reader, name, lambda again: _WRITER.dump_json(whole(request, again)))

    return Response(ask(question), media_type="application/json")
