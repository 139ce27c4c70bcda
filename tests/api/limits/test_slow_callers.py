"""Callers who let the service wait, and very many at once: over sockets, against a process of its own."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from tests.support.service import DEMANDING, ServiceProcess

pytestmark = pytest.mark.alone

#: Seconds that a head, a body, or an answer that nobody takes, have here.
PATIENCE = 1
#: Seconds by which a connection must be over: its time, and when it is looked at.
BY = 4


@pytest.fixture(scope="module")
def process(sample_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """A service with little patience."""
    with ServiceProcess(
        sample_address,
        tmp_path_factory.mktemp("service"),
        program=DEMANDING,
        head_seconds=PATIENCE,
        body_seconds=PATIENCE,
        stalled_seconds=PATIENCE,
        rate_per_address=0,
        questions_at_once=4,
    ) as running:
        yield running


def _told(connection: socket.socket, dribble: bytes = b"") -> tuple[bytes, float]:
    """What is said before the connection ends, while a byte is sent now and then; and after how many seconds."""
    began, said = time.monotonic(), b""
    connection.settimeout(0.2)
    while time.monotonic() - began < 20:
        try:
            got = connection.recv(65536)
            if not got:
                break
            said += got
        except TimeoutError:
            if dribble:
                connection.sendall(dribble)
        except ConnectionError:
            break
    return said, time.monotonic() - began


@pytest.mark.parametrize("begun", [b"", b"GET /v1/cities HT"], ids=["silent", "begun"])
def test_a_head_has_to_come(process: ServiceProcess, begun: bytes) -> None:
    with process.connect() as connection:
        connection.sendall(begun)
        said, seconds = _told(connection)

    assert said.startswith(b"HTTP/1.1 408 ")
    assert PATIENCE * 0.9 < seconds < BY


def test_a_head_does_not_come_byte_by_byte(process: ServiceProcess) -> None:
    with process.connect() as connection:
        connection.sendall(b"GET /v1/cities HTTP/1.1\r\nHost: x\r\nX-A: ")
        said, seconds = _told(connection, b"a")

    assert said.startswith(b"HTTP/1.1 408 ")
    assert seconds < BY


def test_nor_does_that_of_a_second_request(process: ServiceProcess) -> None:
    with process.connect() as connection:
        connection.sendall(b"GET /v1/health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.3)
        connection.sendall(b"GET /v1/hea")
        said, seconds = _told(connection, b"l")

    assert said.startswith(b"HTTP/1.1 200 ")
    assert b"HTTP/1.1 408 " in said
    assert seconds < BY


@pytest.mark.parametrize("path", ["/v1/echo", "/v1/cities", "/nothing"])
def test_a_body_has_to_come(process: ServiceProcess, path: str) -> None:
    with process.connect() as connection:
        connection.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nbegun".encode())
        said, seconds = _told(connection, b"a")

    assert said.startswith(b"HTTP/1.1 408 ")
    assert seconds < BY


def test_a_head_is_not_endless(process: ServiceProcess) -> None:
    with process.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 100_000)
        said, seconds = _told(connection)

    assert said.startswith(b"HTTP/1.1 431 ") or said == b""  # reset, where what was said came too late
    assert seconds < BY


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /v1/cities HTTP/9\r\n\r\n", 400),
        (b"GET /v1/cities?q=" + b"a" * 17_000 + b" HTTP/1.1\r\nHost: x\r\n", 431),
    ],
    ids=["no HTTP", "a long address"],
)
def test_what_reaches_no_route_is_refused_with_a_problem_too(process: ServiceProcess, sent: bytes, status: int) -> None:
    with process.connect() as connection:
        connection.sendall(sent)
        said, _ = _told(connection)
    head, _, body = said.partition(b"\r\n\r\n")

    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"content-type: application/problem+json" in head
    assert json.loads(body)["status"] == status


def test_an_answer_has_to_be_taken(process: ServiceProcess) -> None:
    with process.connect() as connection:
        connection.sendall(b"GET /v1/large HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(BY)
        said, _ = _told(connection)

    assert said.startswith(b"HTTP/1.1 200 ")
    assert len(said) < 60 << 20


def test_who_takes_it_gets_it_whole(process: ServiceProcess) -> None:
    """In more time than one who takes nothing would have."""
    taken = 0
    with httpx.stream("GET", f"{process.base}/v1/large", trust_env=False, timeout=30) as answer:
        for number, part in enumerate(answer.iter_raw(1 << 20)):
            taken += len(part)
            time.sleep(0.05 if number % 2 else 0)

    assert taken == 64 << 20


def test_others_are_answered_meanwhile(process: ServiceProcess) -> None:
    waiting = [process.connect() for _ in range(100)]
    for number, connection in enumerate(waiting):
        connection.sendall(
            (b"GET / HTT", b"POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")[number % 2]
        )
    began = time.monotonic()
    statuses = [process.get("/v1/cities", timeout=5).status_code for _ in range(5)]
    seconds = time.monotonic() - began
    for connection in waiting:
        connection.close()

    assert statuses == [200] * 5
    assert seconds < 3


def test_two_hundred_at_once_are_answered_or_told_to_come_again(
    sample_address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("busy")
    with ServiceProcess(
        sample_address, folder, program=DEMANDING, rate_per_address=0, questions_at_once=4, longest_wait=1
    ) as process:
        began = time.monotonic()
        answers = asyncio.run(_many(process.port, ["/v1/cities?limit=5", "/v1/slow?seconds=0.05"]))
    seconds = time.monotonic() - began
    counted = Counter(status for status, _ in answers)

    assert sum(counted.values()) == 400
    assert set(counted) <= {200, 503}
    assert counted[200] >= 50
    assert all(b"\r\nretry-after: " in head.lower() for status, head in answers if status == 503)
    assert seconds < 40


async def _many(port: int, paths: list[str]) -> list[tuple[int, bytes]]:
    """Status and head of each path asked 200 times, on 200 connections at once.

    Over bare sockets: a client library with so many connections takes seconds to send what it wants to ask, and is
    then told that its head came too late.
    """
    free = asyncio.Semaphore(200)

    async def ask(path: str) -> tuple[int, bytes]:
        async with free:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.read()
            writer.close()
            return int(head.split(maxsplit=2)[1]), head

    return await asyncio.gather(*(ask(path) for path in paths for _ in range(200)))
