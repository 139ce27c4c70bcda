"""A graph of synthetic data with its store, loaded and served as people do it: by the program itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final

from tests.bench.loads import files
from tests.support.neo4j_release import REPOSITORY
from tests.support.service import ServiceProcess

_LOAD: Final = ("-c", "from practice_atlas.cli.main import run; run()", "load")


@dataclass(frozen=True, slots=True)
class ServedGraph:
    """A graph at `address`; in `folder` lie its store, logs and dumps. `environment` holds what the engine needs."""

    address: str
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def embedded(cls, folder: Path, flows: int) -> ServedGraph:
        """In a folder, loaded where it is not there yet."""
        here = folder / f"graph-{flows}"
        graph = cls(f"embedded:{here}", here)
        if not (here / "graph.kgl").exists():
            here.mkdir(parents=True)
            graph.load(flows)
        return graph

    def load(self, flows: int) -> float:
        """Loads so many flows with all that belongs to them; the seconds of it."""
        with TemporaryDirectory() as folder:
            made = files(Path(folder), flows, "csv")["csv"]
            begun = time.perf_counter()
            named = {"PRACTICE_ATLAS_ENGINE": self.address, "PRACTICE_ATLAS_STORE": self._store}
            subprocess.run(
                [sys.executable, *_LOAD, str(made)],
                cwd=REPOSITORY,
                env={**os.environ, **self.environment, **named},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
            )
            return time.perf_counter() - begun

    def served(self, workers: int, settings: Mapping[str, str] = MappingProxyType({})) -> ServiceProcess:
        """The service, not started yet, which asks nobody to ask less; `settings` are variables of the environment."""
        return ServiceProcess(
            self.address,
            self.folder,
            environment={**self.environment, **settings},
            workers=workers,
            store=self._store,
            dumps=self.folder / "dumps",
            rate_per_address=0,
            metrics="everybody",
        )

    @property
    def _store(self) -> str:
        return f"sqlite:{self.folder / 'store.sqlite'}"
