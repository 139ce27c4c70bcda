"""Reads a folder of YAML files: `dataset.yaml` and one list of records per table, parts inside their records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from practice_atlas.loaders.formats.text_file import read_text
from practice_atlas.loaders.formats.yaml_events import Block, Refusal, Remark, YamlReader
from practice_atlas.loaders.formats.yaml_pieces import Piece, batches, items_of
from practice_atlas.loaders.raw import Origin, Raw, Reading
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.identifiers import PATTERN
from practice_atlas.ontology.model import RECORDS, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.problems import Place, Problem
from practice_atlas.ontology.progress import Progress
from practice_atlas.ontology.shape import fields_of

_BATCH: Final = 500
#: A list that cannot be cut into items is read in one go up to this size; nobody writes such a list by hand.
_LARGEST_WHOLE: Final = 4 * 1024 * 1024
_ID_LINE: Final = re.compile(rf"^(?:- +| +)[\"']?id[\"']?: *[\"']?({PATTERN[1:-1]})", re.M)


def read_yaml_folder(folder: Path, progress: Progress) -> Reading:
    """All that the folder's files hold, with the problems of their form."""
    reading = Reading()
    _read_info(folder / f"{DatasetInfo.table}.yaml", reading)
    for model in RECORDS:
        path = folder / f"{model.table}.yaml"
        if path.is_file():
            _Table(model, Origin(path.name), reading, progress).read(path)
    return reading


def _read_info(path: Path, reading: Reading) -> None:
    text = read_text(path, path.name)
    if isinstance(text, Problem):
        reading.problems.append(text)
        return
    origin, reader = Origin(path.name), YamlReader()
    try:
        value = reader.read(text)
    except Refusal as refusal:
        reading.problems.append(problem_of(origin, refusal.remark, 0))
        return
    reading.problems += [problem_of(origin, remark, 0) for remark in reader.remarks]
    if isinstance(value, Block):
        reading.info = raw_of(DatasetInfo, value, origin, 0)
    else:
        fix = "Write one field per line, for example title: Cities of the coast."
        reading.problems.append(Problem(origin.place(1), "yaml.mapping", "this is no list of fields", fix))


class _Table:
    """Reads the file of one kind of record."""

    def __init__(self, model: type[Record], origin: Origin, reading: Reading, progress: Progress) -> None:
        self._model = model
        self._origin = origin
        self._reading = reading
        self._progress = progress
        self._reader = YamlReader()

    def read(self, path: Path) -> None:
        text = read_text(path, path.name)
        if isinstance(text, Problem):
            self._give_up(text)
            return
        items = items_of(text)
        if items:
            self._read_items(items)
        elif len(text) > _LARGEST_WHOLE:
            self._give_up(self._no_list("a list of this size must have each record on lines of its own"))
        else:
            self._read_whole(Piece(text, 0))

    def _read_items(self, items: Sequence[Piece]) -> None:
        done = 0
        for batch, members in batches(items, _BATCH):
            try:
                self._keep(self._reader.read(batch.text), batch.lines_before, members)
            except Refusal as refusal:
                self._reader.remarks.clear()
                self._read_one_by_one(members, problem_of(self._origin, refusal.remark, batch.lines_before))
            done += len(members)
            self._progress(f"Reading {self._origin.file}", done, len(items))

    def _read_one_by_one(self, members: Sequence[Piece], problem: Problem) -> None:
        """Reads the items of a batch that could not be read, so that only those at fault are lost."""
        refused = 0
        for item in members:
            try:
                self._keep(self._reader.read(item.text), item.lines_before, (item,))
            except Refusal as refusal:
                refused += 1
                self._reading.problems.append(problem_of(self._origin, refusal.remark, item.lines_before))
                self._lose(item.text)
        if not refused:
            self._give_up(problem)

    def _read_whole(self, piece: Piece) -> None:
        try:
            value = self._reader.read(piece.text)
        except Refusal as refusal:
            self._give_up(problem_of(self._origin, refusal.remark, 0))
            return
        if isinstance(value, list):
            self._keep(value, 0)
        elif value is None:
            self._give_up(Problem(self._origin.place(1), "file.empty", "the file holds no record", "Remove it."))
        else:
            self._give_up(self._no_list("this is no list of records"))

    def _keep(self, values: Sequence[Any], lines_before: int, members: Sequence[Piece] = ()) -> None:
        for remark in self._reader.remarks:
            self._reading.problems.append(problem_of(self._origin, remark, lines_before))
        self._reader.remarks.clear()
        for value, member in zip_longest(values, members):
            if isinstance(value, Block):
                self._reading.records.append(raw_of(self._model, value, self._origin, lines_before))
            else:
                line = member.lines_before if member else lines_before
                self._reading.problems.append(self._no_record(value, line + 1))

    def _no_record(self, value: Any, line: int) -> Problem:
        message = "an empty item" if value is None else f"an item that is no record: {value!r:.60}"
        return Problem(self._origin.place(line), "yaml.mapping", message, "Write its fields, or remove it.")

    def _no_list(self, message: str) -> Problem:
        return Problem(self._origin.place(1), "yaml.list", message, "Start each record with a hyphen: - id: …")

    def _lose(self, text: str) -> None:
        found = _ID_LINE.search(text)
        if found:
            self._reading.lost.add(found[1])
        else:
            self._reading.unread.add(self._model.kind)

    def _give_up(self, problem: Problem) -> None:
        self._reading.problems.append(problem)
        self._reading.unread.add(self._model.kind)


def raw_of(model: type[Model], block: Block, origin: Origin, lines_before: int) -> Raw:
    """A mapping as a record or part, with the lines of its fields."""
    values = {name: value for name, value in block.values.items() if value is not None}
    for shape in fields_of(model):
        if shape.part is not None and isinstance(values.get(shape.name), list):
            values[shape.name] = [
                raw_of(shape.part, part, origin, lines_before) if isinstance(part, Block) else part
                for part in values[shape.name]
            ]
    return Raw(model, values, origin, lines_before + block.line + 1, block.lines)


def problem_of(origin: Origin, remark: Remark, lines_before: int) -> Problem:
    """What the reader remarked, at its line of the file."""
    place = Place(origin.file, line=lines_before + remark.line + 1)
    return Problem(place, remark.rule, remark.message, remark.fix)
