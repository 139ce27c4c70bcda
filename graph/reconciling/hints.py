"""What a table says beside the name, in whatever words: which country is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Final

from babel.core import get_global

from practice_atlas.ontology.countries import LANGUAGES, country_codes, country_name
from practice_atlas.ontology.folding import fold

#: What countries are called beside their names in CLDR.
_ALSO: Final = {
    "palestine": "PS", "palestinian territory": "PS", "فلسطين": "PS", "syrian arab republic": "SY", "ksa": "SA",
    "kingdom of saudi arabia": "SA", "uk": "GB", "great britain": "GB", "usa": "US", "uae": "AE", "emirates": "AE",
    "republic of iraq": "IQ", "kingdom of morocco": "MA", "royaume du maroc": "MA", "hashemite kingdom of jordan": "JO",
    "lebanese republic": "LB", "republique libanaise": "LB", "state of libya": "LY", "republic of tunisia": "TN",
    "turkey": "TR", "turquie": "TR", "holland": "NL", "the netherlands": "NL", "المملكه المغربيه": "MA",
    "جمهوريه العراق": "IQ", "المملكه الاردنيه الهاشميه": "JO", "الجمهوريه اللبنانيه": "LB", "دوله ليبيا": "LY",
}  # fmt: skip
_BEHIND_NAME: Final = re.compile(r"^(?P<name>[^,،(]+?)\s*[,،(]\s*(?P<rest>[^)]+?)\)?$")


def country_of(words: str) -> str | None:
    """The code, in small letters, of the country meant by a code, an identifier or a name in a known language."""
    return _countries().get(fold(words.strip().removeprefix("country:")))


def parted(name: str) -> tuple[str, str]:
    """`Tripoli, Lebanon` → the name, and what stands behind it; nothing where there is no comma and no bracket."""
    found = _BEHIND_NAME.match(name.strip())
    return (found["name"], found["rest"]) if found else (name, "")


@cache
def _countries() -> dict[str, str]:
    names = {fold(country_name(code, language)): code for code in country_codes() for language in LANGUAGES}
    names |= {code.casefold(): code for code in country_codes()}
    names |= {code.casefold(): alpha2 for code, alpha2 in _three_letters().items()} | _ALSO
    return {name: code.lower() for name, code in names.items()}


def _three_letters() -> dict[str, str]:
    """ISO 3166-1 alpha-3, where it stands for one country."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, territories in get_global("territory_aliases").items():
        if len(code) == 3 and code.isalpha() and len(territories) == 1 and territories[0] in country_codes():
            found[code].append(territories[0])
    return {code: alpha2 for code, (alpha2,) in found.items()}
