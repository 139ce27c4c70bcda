"""Folding of names, so that people find Saida as Saïda, صيدا or SAIDA.

Folds case, diacritics, width, punctuation; in Arabic the forms of alef, ya and ta marbuta, hamza seats, tatweel and
vowel signs. It does not translate: *Sidon* finds Saida because the record carries it as a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

_ARABIC: Final = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ء": "", "ـ": "",
    "ک": "ك", "ی": "ي", "ھ": "ه", "گ": "ك",
})  # fmt: skip
_NOT_WORD: Final = re.compile(r"[\W_]+")
_ARTICLE: Final = re.compile(r"\b(?:al|el|as|ash|at|an|ar)\s+(?=\w)")
_ARABIC_ARTICLE: Final = re.compile(r"\bال(?=\w{3})")
_VOWELS: Final = re.compile(r"[aeiouy']+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text as search compares it: words in lower case without marks, parted by single spaces. Idempotent."""
    plain = unicodedata.normalize("NFKD", text)
    # Marks go first, so that alef with hamza above, decomposed by NFKD, is a bare alef like any other.
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.casefold().translate(_ARABIC).replace("'", "").replace("’", "").replace("ʿ", "").replace("ʾ", "")
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", plain)).strip()


@lru_cache(maxsize=65_536)
def skeleton(text: str) -> str:
    """The consonants of the text in Latin letters, for *sounds like* suggestions: Muqdadiyah and Miqdadiya are one."""
    latin = fold(anyascii(_ARABIC_ARTICLE.sub("", fold(text))))
    latin = _ARTICLE.sub("", latin)
    latin = (
        latin.replace("ou", "w")
        .replace("ph", "f")
        .replace("kh", "k")
        .replace("gh", "g")
        .replace("q", "k")
        .replace("c", "k")
    )
    latin = latin.replace("dh", "d").replace("th", "t").replace("sh", "s").replace("z", "s")
    consonants = _VOWELS.sub("", latin).replace(" ", "").replace("h", "").replace("w", "")
    return re.sub(r"(.)\1+", r"\1", consonants)
