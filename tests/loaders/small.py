"""Small data sets for tests, written as YAML folders."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from practice_atlas.loaders import Checked, read_dataset

DESCRIPTION: Final = 'id: small\ntitle: A small data set\npublisher: Practice Atlas\nlicence: CC0-1.0\nversion: "1"\n'
CITIES: Final = """
- {id: city:saida-lb, name: Saida, country: country:lb, geonames: 268064, wikidata: Q163490, names: [صيدا@ar, Sidon@en]}
- {id: city:tripoli-lb, name: Tripoli, country: country:lb, names: [طرابلس@ar]}
- {id: city:tripoli-ly, name: Tripoli, country: Libya}
- {id: city:fes-ma, name: Fes, country: Maroc, names: [فاس@ar, Fès@fr]}
"""
CITED: Final = {
    "sources": "- {id: source:report, title: A report, file: report.txt}\n",
    "evidence": "- {id: evidence:one, source: A report, starts: In March, ends: took part, says: They took part.}\n",
    "practices": "- {id: practice:youth-council, name: Youth council}\n",
}


def flow(learner: str, teacher: str, **more: str) -> str:
    """A flow on the practice of the small data set."""
    fields = "".join(f", {name}: {value}" for name, value in more.items())
    return (
        f"- {{id: flow:one, learner: {learner}, teacher: {teacher}, practice: youth council, flow_kind: inspired, "
        f"evidence: [evidence:one]{fields}}}\n"
    )


def write(folder: Path, tables: Mapping[str, str]) -> Path:
    """Writes the tables, and a description, into a new folder."""
    folder.mkdir(exist_ok=True)
    for name, text in {"dataset": DESCRIPTION, **tables}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def check(folder: Path, **tables: str) -> Checked:
    """Writes and reads a data set of these tables."""
    return read_dataset(write(folder, tables))


def rules(checked: Checked) -> list[str]:
    """The rules that were broken, in order."""
    return [problem.rule for problem in checked.problems]
