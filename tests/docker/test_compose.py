"""docker-compose.yml without Docker: its schema, what it promises about secrets and rights, and Neo4j's settings."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.neo4j_release import RELEASES, REPOSITORY
from tests.support.neo4j_server import Neo4jServer

COMPOSE = REPOSITORY / "docker-compose.yml"
#: Variables that the image of Neo4j reads itself; every other NEO4J_… becomes a line of neo4j.conf.
NOT_SETTINGS = {"NEO4J_AUTH"}


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE.read_text())["services"]
    return found


def test_it_conforms_to_the_compose_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_key_would_be_found(tmp_path: Path) -> None:
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(COMPOSE.read_text().replace("depends_on:", "depend_on:"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(wrong)]

    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_passwords_come_from_the_environment_and_must_be_given() -> None:
    lines = [line for line in COMPOSE.read_text().splitlines() if re.search(r"^\s+\w*(PASSWORD|AUTH)\w*:", line)]

    assert len(lines) == 2
    assert all(re.search(r"\$\{NEO4J_PASSWORD:\?[^}]+\}$", line) for line in lines), lines


def test_the_service_waits_for_a_healthy_neo4j_and_tells_its_own_health(services: dict[str, dict[str, Any]]) -> None:
    assert services["service"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "/v1/health" in services["service"]["healthcheck"]["test"][-1]
    assert "cypher-shell" in services["neo4j"]["healthcheck"]["test"][-1]


def test_the_service_has_no_more_rights_than_it_needs(services: dict[str, dict[str, Any]]) -> None:
    service = services["service"]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert not {"privileged", "cap_add", "user", "pid", "network_mode"} & service.keys()
    assert [entry["security_opt"] for entry in services.values()] == [["no-new-privileges:true"]] * 2


def test_nothing_listens_beyond_this_machine(services: dict[str, dict[str, Any]]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]

    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_what_is_kept_is_in_volumes(services: dict[str, dict[str, Any]]) -> None:
    declared = yaml.safe_load(COMPOSE.read_text())["volumes"].keys()

    assert {name: service["volumes"] for name, service in services.items()} == {
        "neo4j": ["neo4j:/data"],
        "service": ["state:/state"],
    }
    assert declared == {"neo4j", "state"}


@pytest.mark.neo4j
def test_neo4j_accepts_the_settings(services: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    settings = {
        _setting(name): re.sub(r"^\$\{\w+:-(.*)\}$", r"\1", value)
        for name, value in services["neo4j"]["environment"].items()
        if name not in NOT_SETTINGS
    }
    release = RELEASES["5.26"]
    assert services["neo4j"]["image"] == f"neo4j:{release.name}-community"

    with Neo4jServer(tmp_path, release=release, settings=settings) as server, server.engine() as engine:
        rows = engine.read("SHOW SETTINGS YIELD name, isExplicitlySet WHERE isExplicitlySet RETURN name")

    assert settings
    assert settings.keys() <= {row["name"] for row in rows}


def _setting(variable: str) -> str:
    """The image's rule: without the prefix, `__` is an underscore and `_` a point."""
    return variable.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
