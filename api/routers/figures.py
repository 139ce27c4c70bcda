"""Figures for Prometheus, for whom the operator lets read them."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from practice_atlas.api.callers import Role, requires
from practice_atlas.api.metrics import Metrics
from practice_atlas.api.settings import MetricsFor, Settings

router = APIRouter(include_in_schema=False)
_admin = requires(Role.ADMIN)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Of all workers together."""
    settings: Settings = request.app.state.settings
    if settings.metrics is MetricsFor.NOBODY:
        raise HTTPException(404)
    if settings.metrics is MetricsFor.ADMIN:
        _admin(request)
    told: Metrics = request.app.state.metrics
    return Response(told.text(), media_type=CONTENT_TYPE_LATEST)
