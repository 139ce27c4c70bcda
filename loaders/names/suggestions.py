"""Ranked suggestions for a name or identifier that nothing answers to, for a person to choose from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from typing import Final, TypeAlias

from practice_atlas.loaders.names.countries import codes_by_name
from practice_atlas.loaders.names.index import Identity, IdentityIndex
from practice_atlas.loaders.names.lookup import without_country
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.folding import fold, skeleton
from practice_atlas.ontology.identifiers import kind_of

_Search: TypeAlias = Callable[[str, tuple[str, ...]], list[str]]

_MOST: Final = 4
#: Comparing one name with 10,000 takes some 50 ms, so that only so many unknown names get suggestions.
_MOST_SEARCHES: Final = 50


@dataclass
class Suggestions:
    """Suggests identities from the index; stops searching after many unknown names, when a column is wrong anyway."""

    index: IdentityIndex
    _answers: dict[tuple[str, tuple[str, ...]], list[str]] = field(default_factory=dict)

    def for_name(self, written: str, kinds: tuple[str, ...]) -> list[str]:
        """Identities whose name sounds or looks like the one written, the likeliest first."""
        return self._answer(written, kinds, self._search_names)

    def for_identifier(self, written: str, kinds: tuple[str, ...]) -> list[str]:
        """Identifiers that look like the one written."""
        return self._answer(written, kinds, self._search_identifiers)

    def _answer(self, written: str, kinds: tuple[str, ...], search: _Search) -> list[str]:
        key = written, kinds
        if key not in self._answers:
            self._answers[key] = search(written, kinds) if len(self._answers) < _MOST_SEARCHES else []
        return self._answers[key]

    def _search_names(self, written: str, kinds: tuple[str, ...]) -> list[str]:
        folded = fold(without_country(written)[0])
        close = get_close_matches(folded, self.index.folded, n=_MOST * 3, cutoff=0.72) if len(folded) < 80 else []
        found = [identity for name in close for identity in self.index.folded[name]]
        found += self._by_sound.get(skeleton(folded), [])
        found += _countries(folded)
        allowed = {identity.id: identity for identity in found if not kinds or identity.kind in kinds}
        ranked = sorted(allowed.values(), key=lambda identity: (-_likeness(folded, identity.names), identity.id))
        return [str(identity) for identity in ranked[:_MOST]]

    def _search_identifiers(self, written: str, kinds: tuple[str, ...]) -> list[str]:
        same_kind = self._ids_by_kind.get(kind_of(written), [])
        return get_close_matches(written, same_kind, n=_MOST, cutoff=0.8) or self._search_names(
            written.partition(":")[2].replace("-", " "), kinds
        )

    @cached_property
    def _by_sound(self) -> dict[str, list[Identity]]:
        sounds: dict[str, list[Identity]] = defaultdict(list)
        for identities in self.index.folded.values():
            for identity in identities:
                for name in identity.names:
                    sounds[skeleton(name)].append(identity)
        return sounds

    @cached_property
    def _ids_by_kind(self) -> dict[str, list[str]]:
        ids: dict[str, list[str]] = defaultdict(list)
        for identifier in sorted(self.index.ids):
            ids[kind_of(identifier)].append(identifier)
        return ids


def _countries(folded: str) -> list[Identity]:
    close = get_close_matches(folded, codes_by_name(), n=1, cutoff=0.8)
    return [Identity(f"country:{codes_by_name()[name]}", (country_name(codes_by_name()[name]),), "") for name in close]


def _likeness(folded: str, names: Sequence[str]) -> float:
    return max((SequenceMatcher(None, folded, fold(name)).ratio() for name in names), default=0.0)
