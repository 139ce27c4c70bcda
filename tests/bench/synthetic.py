"""Synthetic but realistic records:

skewed degrees, evidence on everything, stages, engagements. The same seed, the same rows.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND

Row = dict[str, Any]

COUNTRIES = ("ma", "lb", "jo", "iq", "ly", "tn", "fr", "de", "gb", "ke", "co", "id")
KINDS = ("exposed", "exposed", "inspired", "inspired", "adapted")
STAGES = ("designing", "piloting", "adopted", "in-use", "paused")


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make."""

    cities: int
    practices: int
    flows: int

    @classmethod
    def of(cls, flows: int) -> Size:
        """A tenth as many cities as flows; for 100,000 of them 500 practices."""
        return cls(cities=max(flows // 10, 10), practices=max(flows // 200, 10), flows=flows)

    @property
    def engagements(self) -> int:
        """Meetings, at some twelve flows each."""
        return max(1, self.flows // 12)

    @property
    def implementations(self) -> int:
        """Instances of practices."""
        return max(1, self.flows // 5)


def tables(size: Size, seed: int = 1) -> dict[str, list[Row]]:
    """Rows by table. Popular cities and practices are popular by a power law, as in real networks."""
    random = Random(seed)
    cities = [f"city:c{number}" for number in range(size.cities)]
    practices = [f"practice:p{number}" for number in range(size.practices)]
    made: dict[str, list[Row]] = {
        "sources": [{"id": "source:s", "title": "Synthetic", "published": "2025-12", "publisher": "institution:hub"}],
        "themes": [{"id": f"theme:t{number}", "name": f"Theme {number}"} for number in range(20)],
        "institutions": [{"id": "institution:hub", "name": "Hub", "institution_kind": "network-office"}],
        "cities": [_city(identifier, number) for number, identifier in enumerate(cities)],
        "practices": [_practice(identifier, number) for number, identifier in enumerate(practices)],
        "evidence": [],
        "engagements": [],
        "implementations": [],
        "flows": [],
    }
    for number in range(size.engagements):
        actors = {_skewed(random, cities) for _ in range(6)}
        made["engagements"].append(_engagement(random, number, sorted(actors), _evidence(made, f"e{number}")))
    for number in range(size.implementations):
        actor, practice = _skewed(random, cities), _skewed(random, practices)
        cited = _evidence(made, f"i{number}")
        made["implementations"].append(_implementation(random, number, actor, practice, cited))
    told: set[tuple[str, ...]] = set()  # who learned what from whom where: twice the same is a problem
    for number in range(size.flows):
        teacher, learner = _skewed(random, cities), random.choice(cities)
        if teacher == learner:
            learner = cities[(number + 1) % len(cities)] if cities[(number + 1) % len(cities)] != teacher else cities[0]
        row: Row = {
            "id": f"flow:f{number}",
            "learner": learner,
            "teacher": teacher,
            "practice": _skewed(random, practices),
            "flow_kind": random.choice(KINDS),
            "via": [f"engagement:e{random.randrange(size.engagements)}"],
        }
        key = (teacher, learner, row["practice"], *row["via"])
        if teacher != learner and key not in told:
            told.add(key)
            made["flows"].append(row | {"evidence": [_evidence(made, f"f{number}")]})
    return made


def dataset(made: dict[str, list[Row]]) -> Dataset:
    """The rows as a data set, without any file."""
    rows = (row for table in made.values() for row in table)
    return Dataset.of(
        DatasetInfo.model_validate(_info()), (BY_KIND[kind_of(row["id"])].model_validate(row) for row in rows)
    )


def write_csv(made: dict[str, list[Row]], folder: Path) -> None:
    """The rows as one CSV file a table."""
    folder.mkdir(parents=True)
    _csv(folder / "dataset.csv", [_info()])
    for table, rows in made.items():
        parts = {"engagements": ("participations", "engagement"), "implementations": ("stages", "implementation")}
        if table in parts:
            part, owner = parts[table]
            _csv(folder / f"{part}.csv", [{owner: row["id"], **item} for row in rows for item in row[part]])
            rows = [{key: value for key, value in row.items() if key != part} for row in rows]
        _csv(folder / f"{table}.csv", rows)


def write_yaml(made: dict[str, list[Row]], folder: Path) -> None:
    """The rows as one YAML file a table, written as a steward's editor would."""
    folder.mkdir(parents=True)
    (folder / "dataset.yaml").write_text("".join(f"{key}: {json.dumps(value)}\n" for key, value in _info().items()))
    for table, rows in made.items():
        with (folder / f"{table}.yaml").open("w", encoding="utf-8") as file:
            for row in rows:
                file.writelines(_yaml(row))


def _yaml(row: Row) -> Iterator[str]:
    sign = "- "
    for key, value in row.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{sign}{key}:\n"
            for item in value:
                inner = "    - "
                for name, part in item.items():
                    yield f"{inner}{name}: {json.dumps(part)}\n"
                    inner = "      "
        else:
            yield f"{sign}{key}: {json.dumps(value, ensure_ascii=False)}\n"
        sign = "  "


def _csv(path: Path, rows: list[Row]) -> None:
    headings = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        for row in rows:
            writer.writerow({key: "; ".join(value) if isinstance(value, list) else value for key, value in row.items()})


def _info() -> Row:
    return {"id": "synthetic", "title": "Synthetic", "publisher": "Bench", "licence": "CC0-1.0", "version": "1"}


def _skewed(random: Random, items: list[str]) -> str:
    return items[int(len(items) * random.random() ** 3)]


def _city(identifier: str, number: int) -> Row:
    country = COUNTRIES[number % len(COUNTRIES)]
    return {
        "id": identifier, "name": f"City {number}", "country": f"country:{country}",
        "latitude": (number * 7 % 1200) / 10 - 60, "longitude": (number * 13 % 3400) / 10 - 170,
        "population": 1000 + number * 37 % 900_000,
    }  # fmt: skip


def _practice(identifier: str, number: int) -> Row:
    row: Row = {"id": identifier, "name": f"Practice {number}", "themes": [f"theme:t{number % 20}"]}
    if number >= 10:
        row["broader"] = f"practice:p{number % 10}"
    return row


def _evidence(made: dict[str, list[Row]], name: str) -> str:
    identifier = f"evidence:{name}"
    made["evidence"].append(
        {
            "id": identifier,
            "source": "source:s",
            "starts": f"words {name}",
            "ends": f"end {name}",
            "says": f"It says so of {name}.",
        }
    )
    return identifier


def _engagement(random: Random, number: int, actors: list[str], cited: str) -> Row:
    return {
        "id": f"engagement:e{number}", "name": f"Exchange {number}", "engagement_kind": "exchange",
        "when": f"{random.randint(2015, 2025)}-{random.randint(1, 12):02}", "evidence": [cited],
        "participations": [{"actor": actor, "role": "participant"} for actor in actors],
    }  # fmt: skip


def _implementation(random: Random, number: int, actor: str, practice: str, cited: str) -> Row:
    year = random.randint(2015, 2022)
    return {
        "id": f"implementation:i{number}", "name": f"Programme {number}", "actor": actor, "practice": practice,
        "evidence": [cited],
        "stages": [
            {"stage": stage, "when": str(year + position)}
            for position, stage in enumerate(random.sample(STAGES, random.randint(1, 3)))
        ],
    }  # fmt: skip
