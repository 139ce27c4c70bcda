"""Reads and checks a data set: the way in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from practice_atlas.loaders.checked import Checked, KnownIdentity
from practice_atlas.loaders.checks.between import check_between
from practice_atlas.loaders.checks.duplicates import set_aside_duplicates
from practice_atlas.loaders.checks.records import Records
from practice_atlas.loaders.checks.validation import validate
from practice_atlas.loaders.evidence.check import EvidenceCheck
from practice_atlas.loaders.formats.folder import read_any
from practice_atlas.loaders.formats.written import WrittenRecord, reading_of
from practice_atlas.loaders.names.index import IdentityIndex
from practice_atlas.loaders.names.parts import attach_parts
from practice_atlas.loaders.names.resolve import Resolver
from practice_atlas.loaders.raw import Raw, Reading
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.problems import Place, Problem
from practice_atlas.ontology.progress import Progress, silent
from practice_atlas.ontology.shape import parts_of

_STEP: Final = 1000


def read_dataset(
    path: Path, *, known: Sequence[KnownIdentity] = (), sources: Path | None = None, progress: Progress = silent
) -> Checked:
    """Reads a data set and reports everything that is wrong with it: a folder of YAML or CSV files, a workbook, or one
    document in JSON or YAML.

    `known` are the identities that the graph holds already; `sources` is a folder with the sources' texts, looked at
    before the folder `sources` beside the data set. A bad data set is an answer, not an exception.
    """
    return _check(read_any(path, progress), path.name, known, _source_folders(path, sources), progress)


def read_records(
    info: Mapping[str, Any],
    records: Iterable[WrittenRecord],
    *,
    known: Sequence[KnownIdentity] = (),
    sources: Path | None = None,
    progress: Progress = silent,
) -> Checked:
    """Checks a data set of records that are at hand, by the same rules: those of a graph, some of them changed."""
    reading = reading_of(info, records)
    folders = (sources,) if sources is not None else ()
    return _check(reading, str(info.get("id")), known, folders, progress)


def _check(
    reading: Reading, name: str, known: Sequence[KnownIdentity], folders: Sequence[Path], progress: Progress
) -> Checked:
    problems = reading.problems
    problems += set_aside_duplicates(reading)
    resolver = Resolver(IdentityIndex.of(reading.records, known), reading)
    problems += attach_parts(reading, resolver)
    info = _info(reading)
    records = _validate(reading, resolver, progress)
    problems += check_between(records)
    evidence = EvidenceCheck(records, folders, progress)
    problems += evidence.problems()
    problems += _emptiness(name, reading)
    places = {identifier: raw.place() for identifier, raw in records.raws.items()}
    dataset = Dataset(info, records.valid) if info is not None and not problems else None
    return Checked(dataset, tuple(sorted(problems, key=_order)), evidence.passages, places)


def _info(reading: Reading) -> DatasetInfo | None:
    if reading.info is None:
        return None
    checked = validate(reading.info, DatasetInfo)
    if isinstance(checked, DatasetInfo):
        return checked
    reading.problems += checked
    return None


def _validate(reading: Reading, resolver: Resolver, progress: Progress) -> Records:
    valid: dict[str, Record] = {}
    raws: dict[str, Raw] = {}
    failed: list[Raw] = []
    for done, raw in enumerate(reading.records, start=1):
        reading.problems += resolver.resolve(raw)
        checked = validate(raw, raw.model)
        if isinstance(checked, Record):
            valid[checked.id] = checked
            raws[checked.id] = raw
            _let_go(raw)
        elif isinstance(checked, list):
            reading.problems += checked
            failed.append(raw)
        if done % _STEP == 0 or done == len(reading.records):
            progress("Checking records", done, len(reading.records))
    for orphan in reading.orphans:
        reading.problems += resolver.resolve(orphan)
        checked_part = validate(orphan, orphan.model)
        reading.problems += checked_part if isinstance(checked_part, list) else ()
    return Records(valid, raws, (*failed, *reading.orphans), frozenset(reading.unread_parts), reading.complete)


def _let_go(raw: Raw) -> None:
    """Drops the text of a record that is valid: of 100,000 flows it would keep 200 MB."""
    if not parts_of(raw.model):
        raw.values = {}


def _source_folders(path: Path, sources: Path | None) -> tuple[Path, ...]:
    beside = (path if path.is_dir() else path.parent) / "sources"
    return (sources, beside) if sources is not None else (beside,)


def _emptiness(name: str, reading: Reading) -> Iterator[Problem]:
    if not reading.problems and not reading.records:
        fix = "Add at least one table with records, for example cities."
        yield Problem(Place(name), "dataset.empty", "the data set holds no record", fix)


def _order(problem: Problem) -> tuple[Place, str, str]:
    return problem.place, problem.field, problem.rule
