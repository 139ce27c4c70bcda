"""Dumps that newer ones replaced while they were asked for: the caller is told to come back, and nothing fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from practice_atlas.api.dumps import DumpMaker
from practice_atlas.api.errors import NotReadyError
from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.rdf.dumping import make
from practice_atlas.graph.revisions import current_revision
from practice_atlas.ontology.vocabularies import Audience


def test_they_are_being_made_anew(sample_address: str, tmp_path: Path) -> None:
    settings = Settings(engine=sample_address, dumps=tmp_path)
    folder = make(sample_address, Audience.PUBLIC, tmp_path, settings.things)
    maker = DumpMaker(settings)
    with open_engine(sample_address) as engine:
        dumps = maker.of(current_revision(engine), Audience.PUBLIC)
    assert dumps.description
    shutil.rmtree(folder)

    with pytest.raises(NotReadyError):
        _ = dumps.description
    maker.close()
