"""Regions of the world as the United Nations count them (M49): regions, sub-regions and what lies between.

Which country lies where comes from CLDR, as its name does: `regions.json` holds what CLDR 47 says of territories that
contain others (deprecated ones, the world, and the grouping 003 that M49 does not have, left out) and a slug for each,
which stays when CLDR words a name otherwise. Antarctica lies in none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from babel.core import Locale

from practice_atlas.ontology.countries import LANGUAGES
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.folding import fold

_FILE: Final = "regions.json"


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its slug, its M49 code, its English name, and the codes of all countries in it, in capitals."""

    slug: str
    code: str
    name: str
    countries: frozenset[str]


@cache
def regions() -> Mapping[str, Region]:
    """All regions by slug, by the order of their codes."""
    told = json.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))["regions"]
    names = _names("en")
    found = {
        entry["slug"]: Region(entry["slug"], code, names[code], frozenset(_inside(told, code)))
        for code, entry in told.items()
    }
    return MappingProxyType(found)


def region_name(slug: str, language: str = "en") -> str:
    """The name of a region in a language. Raises KeyError for a slug that is none."""
    region = regions()[slug]
    return _names(language).get(region.code, region.name)


@cache
def regions_of(country: str) -> tuple[str, ...]:
    """The slugs of the regions that a country lies in, from the narrowest to the widest: `ma` → Northern Africa,
    Africa.
    """
    around = [region for region in regions().values() if country.upper() in region.countries]
    return tuple(region.slug for region in sorted(around, key=lambda region: (len(region.countries), region.code)))


def region_named(text: str) -> str:
    """The slug of the region that is meant by a slug, an M49 code, or a name. Raises UnknownEntityError."""
    known = _known()
    found = known.get(text.strip()) or known.get(fold(text))
    if found is None:
        near = get_close_matches(fold(text)[:100], known, n=8, cutoff=0.6)
        suggestions = list(dict.fromkeys(known[name] for name in near))[:3] or _widest()
        raise UnknownEntityError(f"{text[:80]!r} is no region of UN M49.", suggestions=suggestions)
    return found


@cache
def _known() -> dict[str, str]:
    """What a region may be called → its slug."""
    called = {name: slug for slug, region in regions().items() for name in (slug, region.code, fold(slug))}
    for language in LANGUAGES:
        names = _names(language)
        called |= {fold(names[region.code]): slug for slug, region in regions().items()}
    return called


def _widest() -> list[str]:
    """The regions that lie in no other."""
    everything = regions().values()
    return [inner.slug for inner in everything if not any(inner.countries < outer.countries for outer in everything)]


def _inside(told: Mapping[str, Any], code: str) -> Iterator[str]:
    for inner in told[code]["contains"]:
        yield from _inside(told, inner) if inner in told else (inner,)


@cache
def _names(language: str) -> Mapping[str, str]:
    return Locale.parse(language).territories
