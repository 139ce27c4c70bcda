"""`keys`: the secret is shown once, lists show none, and revoking says so."""

from __future__ import annotations

from pathlib import Path

from practice_atlas.api.store import open_store
from tests.cli.running import Atlas


def test_a_key_is_made_listed_and_revoked(empty: Atlas) -> None:
    made = empty("keys", "make", "Hub tool", "--scope", "hub")
    secret = made.out.strip()
    listed = empty("keys", "list")
    json = empty("keys", "list", "--json")
    revoked = empty("keys", "revoke", "Hub tool")

    assert (made.code, listed.code, revoked.code) == (0, 0, 0)
    assert "nobody can tell it again" in made.err
    assert secret.startswith("atlas_")
    assert secret not in listed.out + json.out + revoked.out
    assert json.json[0]["name"] == "Hub tool"
    assert "Hub tool" in listed.out
    file = Path(empty.engine.removeprefix("embedded:")) / "store.sqlite"
    assert file.stat().st_mode & 0o077 == 0
    with open_store(f"sqlite:{file}") as store:
        assert store.keys.find(secret) is None
    assert empty("keys", "list", "--json").json[0]["revoked"]


def test_a_key_as_json(empty: Atlas) -> None:
    made = empty("keys", "make", "Hub tool", "--json").json

    assert made["secret"].startswith(f"atlas_{made['prefix']}_")
    assert made["scope"] == "reader"
    assert "hash" not in made


def test_what_cannot_be_done_is_told(empty: Atlas, tmp_path: Path) -> None:
    nothing = empty("keys", "list")
    empty("keys", "make", "Hub tool")
    twice, unknown = empty("keys", "make", "Hub tool"), empty("keys", "revoke", "Nobody")
    bad = empty("keys", "list", "--store", "mysql://somewhere/x")

    assert (nothing.code, twice.code, unknown.code, bad.code) == (3, 1, 1, 3)
    assert "There is no store" in nothing.err
    assert "already" in twice.err
    assert "Nobody" in unknown.err
    assert "sqlite:FILE" in bad.err
    assert not (tmp_path / "mysql:").exists()
