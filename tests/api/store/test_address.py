"""Where the store is: with the graph unless said otherwise, and no address carries a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.api.store import open_store, store_address
from practice_atlas.api.store.address import ENVIRONMENT, PASSWORD, shown, url_of
from practice_atlas.api.store.errors import StoreAddressError, StoreUnavailableError


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)


def test_an_embedded_graph_has_its_store_in_its_folder(tmp_path: Path) -> None:
    assert store_address(f"embedded:{tmp_path}/graph") == f"sqlite:{tmp_path}/graph/store.sqlite"


def test_each_server_has_a_store_of_its_own_that_names_nobody() -> None:
    one, two = store_address("neo4j://graph.example.org:7687"), store_address("neo4j://other.example.org:7687")

    assert one != two
    assert one == store_address("neo4j://graph.example.org:7687")
    assert one.startswith("sqlite:")
    assert "example" not in one


def test_what_is_set_and_what_is_given_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, "sqlite:set.sqlite")

    assert store_address("embedded:graph") == "sqlite:set.sqlite"
    assert store_address("embedded:graph", "sqlite:given.sqlite") == "sqlite:given.sqlite"


def test_the_password_comes_from_the_environment() -> None:
    url = url_of("postgresql://atlas@db.example.org:5433/state?sslmode=require", {PASSWORD: "p@ss/word"})

    assert (url.password, url.host, url.port, url.database) == ("p@ss/word", "db.example.org", 5433, "state")
    assert url.drivername == "postgresql+psycopg"
    assert url.query == {"sslmode": "require"}
    assert url_of("postgresql://atlas@db/state", {}).password is None


@pytest.mark.parametrize(
    "address",
    ["postgresql://atlas:secret@db/state", "postgresql://db/state?password=secret", "postgresql://a:b:secret@db/state"],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(StoreAddressError) as caught:
        url_of(address, {})

    assert "secret" not in caught.value.message + caught.value.fix
    assert PASSWORD in caught.value.fix


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nothing",
        "mysql://db/x",
        "sqlite:",
        "sqlite::memory:",
        "postgresql://db",
        "postgresql:",
        "postgresql://h:x/y",
    ],
)
def test_what_is_no_address_is_refused_with_the_forms(address: str) -> None:
    with pytest.raises(StoreAddressError) as caught:
        url_of(address, {})

    assert "sqlite:" in caught.value.fix


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreAddressError, match="is a folder"):
        open_store(f"sqlite:{tmp_path}")


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(StoreUnavailableError) as caught:
        open_store("postgresql://atlas@127.0.0.1:1/state", environment={PASSWORD: "hidden-word"})

    assert "127.0.0.1" in caught.value.message
    assert "hidden-word" not in str(caught.value) + repr(caught.value.__cause__)


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    file.write_text("not a database, but a long text about something else" * 50)

    with pytest.raises(StoreUnavailableError, match=r"store\.sqlite"):
        open_store(f"sqlite:{file}")


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreUnavailableError, match="cannot be used"):
        open_store(f"sqlite:{tmp_path}/file/below/store.sqlite")


def test_messages_show_no_password() -> None:
    assert shown("postgresql://a:secret@db/x?sslmode=require") == "postgresql://…@db/x"
    assert shown("sqlite:a@b.sqlite") == "sqlite:a@b.sqlite"
