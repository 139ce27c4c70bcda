"""Which addresses open which engine, and which are refused without showing what they carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.embedded import EmbeddedEngine
from practice_atlas.graph.engines.errors import EngineAddressError


def test_embedded_opens_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with open_engine("embedded:relative/graph", writable=True) as engine:
        assert isinstance(engine, EmbeddedEngine)
        assert engine.describe().address == f"embedded:{tmp_path}/relative/graph"


def test_embedded_opens_a_folder_below_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    with open_engine("embedded:~/graph", writable=True) as engine:
        assert engine.describe().address == f"embedded:{tmp_path}/graph"


def test_embedded_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(EngineAddressError, match="not a folder"):
        open_engine(f"embedded:{tmp_path / 'file'}", writable=True)


@pytest.mark.parametrize(
    "address",
    ["", "embedded:", "graph.kgl", "http://localhost:7474", "neo4j:", "neo4j://", "neo4j://host:port", "bolt://[::1"],
)
def test_what_is_not_an_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(EngineAddressError) as caught:
        open_engine(address)

    assert "embedded:" in caught.value.fix


@pytest.mark.parametrize(
    "address",
    ["neo4j://neo4j:hunter2@host:7687", "bolt://:hunter2@host", "http://me:hunter2@host", "neo4j+s://hunter2@host"],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(EngineAddressError) as caught:
        open_engine(address)

    assert "hunter2" not in f"{caught.value!r} {caught.value.fix}"


def test_a_routing_context_is_passed_on_and_a_bad_one_refused() -> None:
    with pytest.raises(EngineAddressError):
        open_engine("bolt://127.0.0.1:1?region=eu")
