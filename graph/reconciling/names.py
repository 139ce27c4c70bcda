"""Forms of a name in which two spellings of it may be equal, from the strictest to the loosest."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from practice_atlas.ontology.folding import fold, skeleton

#: Words that say what kind of government it is, and no part of the name. Folded, as names are.
_BEFORE: Final = (
    "municipality", "city", "town", "commune", "governorate", "district", "prefecture", "province", "metropolis",
    "ville", "municipalite", "mairie", "communaute urbaine", "commune urbaine", "gouvernorat", "wilaya",
    "بلديه", "مدينه", "محافظه", "جماعه", "ولايه", "امانه", "قضاء", "г", "город", "муниципалитет",
)  # fmt: skip
_AFTER: Final = (
    "city council", "town council", "city", "municipality", "commune", "governorate", "district", "town", "council",
    "province", "prefecture",
)  # fmt: skip
_LEADING: Final = re.compile(
    rf"^(?:the )?(?:(?:{'|'.join(_BEFORE)}) (?:of |de la |de l |de |du |des |d |d(?=[aeiouy]))?|(?:greater|grand) )"
)
_TRAILING: Final = re.compile(rf" (?:{'|'.join(_AFTER)})$")
_ARTICLES: Final = re.compile(r"\b(?:al|el|as|ash|at|an|ar|ad|az|es|ed|er|ez|il|l) (?=\w)|\bال(?=\w{3})")


@lru_cache(maxsize=65_536)
def bare(folded: str) -> str:
    """A folded name without articles and without words such as *municipality of*."""
    without = _TRAILING.sub("", _LEADING.sub("", folded))
    return _ARTICLES.sub("", without) or folded


@lru_cache(maxsize=65_536)
def latin(folded: str) -> str:
    """A bare folded name in Latin letters, as one word: letters of other scripts by what they usually stand for."""
    return fold(anyascii(bare(folded))).replace(" ", "")


@lru_cache(maxsize=65_536)
def sound(folded: str) -> str:
    """The consonants of a bare folded name. Vowels are what transliterations differ in, and Arabic leaves them out."""
    return skeleton(bare(folded))
