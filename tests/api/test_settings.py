"""Settings come from the environment, what is given goes before it, and secrets stay where they are."""

from __future__ import annotations

import pytest

from practice_atlas.api.settings import MetricsFor, Settings, SettingsError, settings_of
from practice_atlas.graph.engines.address import DATABASE, PASSWORD, USER

SECRET = "a-secret-word"  # noqa: S105  nothing is behind it


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_ATLAS_ENGINE", "neo4j://graph.example.org")
    monkeypatch.setenv("PRACTICE_ATLAS_METRICS", "admin")
    monkeypatch.setenv("PRACTICE_ATLAS_CORS_ORIGINS", "https://a.example, https://b.example")
    monkeypatch.setenv("PRACTICE_ATLAS_TRUSTED_PROXIES", "127.0.0.1,fd00::/8")

    settings = settings_of()

    assert settings.engine == "neo4j://graph.example.org"
    assert settings.metrics is MetricsFor.ADMIN
    assert settings.cors_origins == ("https://a.example", "https://b.example")
    assert [str(network) for network in settings.trusted_proxies] == ["127.0.0.1/32", "fd00::/8"]


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_ATLAS_PORT", "9001")

    assert settings_of(engine="embedded:x").port == 9001
    assert settings_of(engine="embedded:x", port=9002).port == 9002
    assert settings_of(engine="embedded:x", port=None).port == 9001


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_ATLAS_PORT", "")

    assert settings_of(engine="embedded:x").port == 8000


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "70000"),
        ("AUDIENCE", "everyone"),
        ("TRUSTED_PROXIES", "nohost"),
        ("ADDRESS", "atlas"),
        ("WORKERS", "0"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(f"PRACTICE_ATLAS_{variable}", value)

    with pytest.raises(SettingsError, match=f"PRACTICE_ATLAS_{variable}") as refused:
        settings_of(engine="embedded:x")

    assert refused.value.fix


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="PRACTICE_ATLAS_COLOUR"):
        settings_of(engine="embedded:x", colour="red")


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, SECRET)
    monkeypatch.setenv("PRACTICE_ATLAS_STORE_PASSWORD", SECRET)

    settings = settings_of(engine="embedded:x")

    assert SECRET not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert settings.environment() == {PASSWORD: SECRET, "PRACTICE_ATLAS_STORE_PASSWORD": SECRET}


def test_engines_get_what_the_settings_say() -> None:
    settings = Settings(engine="neo4j://h", neo4j_user="ann", neo4j_database="atlas")

    assert settings.environment() == {USER: "ann", DATABASE: "atlas"}
