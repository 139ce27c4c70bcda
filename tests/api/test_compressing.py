"""Compressed answers: the same text, told apart by caches, only where it is worth it."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.responses import Response, StreamingResponse
from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.api.compressing import SMALLEST, chosen, is_text
from practice_atlas.api.settings import Settings
from tests.api.client import Client, serving

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LONG = "Saida and Fes. " * 50_000


def _extend(app: FastAPI) -> None:
    @app.get("/v1/long")
    def long(size: int = len(LONG), kind: str = "text/plain", encoding: str = "") -> Response:
        """A text of a size."""
        headers = {"Content-Encoding": encoding} if encoding else {}
        return Response(LONG[:size], media_type=kind, headers={"ETag": '"strong"', **headers})

    @app.get("/v1/stream")
    def stream() -> StreamingResponse:
        """A text in parts."""
        return StreamingResponse(
            (LONG[start : start + 7000] for start in range(0, len(LONG), 7000)), media_type="text/csv"
        )


@pytest.fixture(scope="module")
def service(sample_address: str) -> Iterator[Client]:
    """The service with long answers."""
    with serving(Settings(engine=sample_address), _extend) as client:
        yield client


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("gzip;q=0, zstd;q=0", None),
        ("*", "zstd"),
        ("*;q=0", None),
        ("zstd;q=0, *", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("GZIP", "gzip"),
        ("br", None),
        ("gzip;q=abc", None),
    ],
)
def test_the_caller_chooses(accepted: str, encoding: str | None) -> None:
    assert chosen(accepted) == encoding


@given(st.text(max_size=40))
def test_any_header_is_understood_somehow(accepted: str) -> None:
    assert chosen(accepted) in (None, "gzip", "zstd")


def _plain(content: bytes, encoding: str) -> str:
    return (zlib.decompress(content, 31) if encoding == "gzip" else zstd.decompress(content)).decode()


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
@pytest.mark.parametrize("path", ["/v1/long", "/v1/long?size=2000", "/v1/stream"])
def test_the_text_is_the_same(service: Client, path: str, encoding: str) -> None:
    answer, raw = service.raw(path, accept_encoding=encoding)
    expected = LONG[:2000] if "size" in path else LONG

    assert answer.headers["content-encoding"] == encoding
    assert _plain(raw, encoding) == expected
    assert len(raw) < len(expected) / 10
    assert answer.headers.get("content-length", str(len(raw))) == str(len(raw))
    assert "Accept-Encoding" in answer.headers["vary"]


@pytest.mark.parametrize(
    "query", [f"size={SMALLEST - 1}", "kind=image/png", "kind=application/zip", "encoding=br"], ids=lambda query: query
)
def test_other_answers_are_left_as_they_are(service: Client, query: str) -> None:
    answer, raw = service.raw(f"/v1/long?{query}", accept_encoding="gzip, zstd")

    assert answer.headers.get("content-encoding") == ("br" if "br" in query else None)
    assert answer.headers["etag"] == '"strong"'
    assert raw.decode() == LONG[: len(raw)]


def test_caches_can_tell_them_apart(service: Client) -> None:
    plain, packed = service.get("/v1/long", accept_encoding=""), service.get("/v1/long", accept_encoding="gzip")

    assert plain.headers["etag"] == '"strong"'
    assert packed.headers["etag"] == 'W/"strong"'
    assert "Accept-Encoding" in plain.headers["vary"]


@pytest.mark.parametrize("encoding", ["", "gzip", "zstd"])
def test_whoever_has_it_is_told_so_however_he_got_it(service: Client, encoding: str) -> None:
    first = service.get("/v1/cities?limit=500", accept_encoding=encoding)
    again = service.get("/v1/cities?limit=500", accept_encoding=encoding, if_none_match=first.headers["etag"])

    assert again.status_code == 304
    assert again.headers["vary"] == first.headers["vary"]


@pytest.mark.parametrize("path", ["/", "/v1/openapi.json", "/static/atlas.css", "/docs"])
def test_head_has_the_headers_of_the_compressed_answer(service: Client, path: str) -> None:
    get = service.raw(path, accept_encoding="zstd")[0]
    head = service.send("HEAD", path, accept_encoding="zstd")

    assert head.headers["content-encoding"] == get.headers["content-encoding"] == "zstd"
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.content == b""


@pytest.mark.parametrize("kind", ["application/ld+json", "text/turtle", "application/problem+json; charset=utf-8"])
def test_what_is_text(kind: str) -> None:
    assert is_text(kind)
    assert not is_text("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
