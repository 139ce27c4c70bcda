"""Reads a data set that is one document, in JSON or YAML: `dataset` says what it is, the other keys hold its records.

The keys are the names of the tables (`cities`, `flows`, …), as in the published JSON Schema; under `records` stand
records of any kind, which their identifiers tell apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from practice_atlas.loaders.formats.json_text import JsonRefusal, JsonText, Member
from practice_atlas.loaders.formats.text_file import read_text
from practice_atlas.loaders.formats.yaml_events import Block, Refusal, YamlReader
from practice_atlas.loaders.formats.yaml_folder import problem_of, raw_of
from practice_atlas.loaders.raw import Origin, Raw, Reading
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND, RECORDS, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.problems import Place, Problem
from practice_atlas.ontology.progress import Progress
from practice_atlas.ontology.shape import fields_of

#: The key of records of any kind.
MIXED: Final = "records"
SUFFIXES: Final = (".json", ".yaml", ".yml")
_TABLES: Final[Mapping[str, type[Record]]] = {model.table: model for model in RECORDS}
#: A YAML document is held as a whole, with the line of each field, in some 50 times its size.
LARGEST_YAML: Final = 4 * 1024 * 1024
_STEP: Final = 1000


def read_document(path: Path, progress: Progress) -> Reading:
    """All that the document holds, with the problems of its form."""
    reading = Reading()
    text = read_text(path, path.name)
    if isinstance(text, Problem):
        _give_up(reading, text)
    elif path.suffix.lower() == ".json":
        _read_json(text, path.name, reading, progress)
    else:
        _read_yaml(text, path.name, reading)
    if reading.info is None and not reading.problems:
        fix = "Add dataset: its id, title, publisher, licence and version."
        message = "the document does not say what data set it is"
        reading.problems.append(Problem(Place(path.name), "dataset.missing", message, fix))
    return reading


def _read_json(text: str, file: str, reading: Reading, progress: Progress) -> None:
    document = JsonText(text)
    try:
        for done, member in enumerate(document.members(), start=1):
            _keep(reading, member.key, member.value, _Json(file, member))
            if done % _STEP == 0:
                progress(f"Reading {file}", document.position, len(text))
    except JsonRefusal as refusal:
        fix = "Write it with a program's JSON library, or look at the line."
        problem = Problem(Place(file, line=refusal.line), "json.syntax", f"not JSON: {refusal.message}", fix)
        _give_up(reading, problem)
    progress(f"Reading {file}", len(text), len(text))


def _read_yaml(text: str, file: str, reading: Reading) -> None:
    origin, reader = Origin(file), YamlReader()
    if len(text) > LARGEST_YAML:
        fix = "Send it as JSON, or as a folder with a file for each kind of record."
        message = f"a YAML document of more than {LARGEST_YAML // 1024**2} MB"
        _give_up(reading, Problem(origin.place(1), "file.size", message, fix))
        return
    try:
        value = reader.read(text)
    except Refusal as refusal:
        _give_up(reading, problem_of(origin, refusal.remark, 0))
        return
    reading.problems += [problem_of(origin, remark, 0) for remark in reader.remarks]
    if not isinstance(value, Block):
        fix = "Write dataset: and below it its fields, then cities: and so on."
        _give_up(reading, Problem(origin.place(1), "document.form", "this is no document of a data set", fix))
        return
    for key, items in value.values.items():
        place = _Yaml(origin, value.lines[key] + 1)
        for item in items if isinstance(items, list) and items else [items]:
            _keep(reading, key, item, place)


class _Json:
    """Makes records of what stands at a place of a JSON document."""

    def __init__(self, file: str, member: Member) -> None:
        self.place = Place(file, line=member.line, column=member.pointer)
        self._member = member
        self._file = file

    def problems(self) -> Iterator[Problem]:
        """Keys that stand twice."""
        for key in self._member.repeated:
            yield Problem(self.place, "json.duplicate-key", f"{key} stands twice in the same object", "Keep one.")

    def raw(self, model: type[Model], block: Block) -> Raw:
        """The object as a record."""
        return raw_at(model, block.values, self._file, self._member.pointer, self._member.line)


class _Yaml:
    """Makes records of what stands below a key of a YAML document."""

    def __init__(self, origin: Origin, line: int) -> None:
        self.place = origin.place(line)
        self._origin = origin

    def problems(self) -> Iterable[Problem]:
        """None of its own: the reader remarked them."""
        return ()

    def raw(self, model: type[Model], block: Block) -> Raw:
        """The mapping as a record."""
        return raw_of(model, block, self._origin, 0)


def raw_at(model: type[Model], values: Mapping[str, Any], file: str, pointer: str, line: int = 0) -> Raw:
    """An object that stands at a JSON pointer, as a record or part; objects in it are mappings or Blocks."""
    kept = {name: value for name, value in values.items() if value is not None}
    for shape in fields_of(model):
        parts = kept.get(shape.name)
        if shape.part is not None and isinstance(parts, list):
            where = f"{pointer}/{shape.name}"
            kept[shape.name] = [
                raw_at(shape.part, part.values if isinstance(part, Block) else part, file, f"{where}/{index}", line)
                if isinstance(part, Block | dict)
                else part
                for index, part in enumerate(parts)
            ]
    return Raw(model, kept, Origin(file, "pointers", pointer), line)


def _keep(reading: Reading, key: str, value: Any, at: _Json | _Yaml) -> None:
    reading.problems += at.problems()
    if key == DatasetInfo.table:
        if isinstance(value, Block):
            reading.info = at.raw(DatasetInfo, value)
        else:
            fix = "Write its id, title, publisher, licence and version."
            reading.problems.append(Problem(at.place, "dataset.form", "this does not describe a data set", fix))
    elif key != MIXED and key not in _TABLES:
        _give_up(reading, _unknown(key, at.place))
    elif isinstance(value, Block):
        _keep_record(reading, key, value, at)
    elif value not in ([], None):
        fix = "Write a list of records, each with its fields."
        _give_up(reading, Problem(at.place, "document.record", f"{key} holds something that is no record", fix))


def _keep_record(reading: Reading, key: str, block: Block, at: _Json | _Yaml) -> None:
    model = _TABLES.get(key) or model_of(block.values.get("id"))
    if model is None:
        fix = f"Write what it is before a colon, for example city:example-one. There are {', '.join(BY_KIND)}."
        problem = Problem(at.place, "identifier.form", "the identifier does not say what kind of record this is", fix)
        _give_up(reading, problem)
        return
    reading.records.append(at.raw(model, block))


def model_of(identifier: object) -> type[Record] | None:
    """The kind of record that an identifier names; None where it names none."""
    return BY_KIND.get(kind_of(identifier)) if isinstance(identifier, str) else None


def _unknown(key: str, place: Place) -> Problem:
    names = (DatasetInfo.table, *_TABLES, MIXED)
    close = get_close_matches(key, names, 1, 0.6)
    fix = f"Did you mean {close[0]}?" if close else f"The keys are {', '.join(names)}."
    return Problem(place, "document.key", f"no table is called {key!r:.60}", fix)


def _give_up(reading: Reading, problem: Problem) -> None:
    """Something was lost, and nobody can tell which records: what refers to them is not reported as unknown."""
    reading.problems.append(problem)
    reading.unread |= set(BY_KIND)
