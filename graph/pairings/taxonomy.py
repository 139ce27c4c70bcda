"""How close practices are to each other, by taxonomy and by their words. Made once a revision and audience."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.catalogue import overview, pairing
from practice_atlas.graph.pairings.weights import Closeness
from practice_atlas.graph.questions.columns import Numbering
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology import model

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Taxonomy:
    """Practices by name, which of them is a form of which, the practices of each theme, what practices and themes say
    of themselves, and the same of each practice as a row of `words` (TF-IDF), which `columns` has as columns; `rows`
    finds it by the text.
    """

    practices: Numbering
    above: Mapping[str, str]
    below: Mapping[str, tuple[str, ...]]
    of_theme: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]
    vectoriser: TfidfVectorizer
    words: Any
    columns: Any
    rows: Mapping[str, int]

    def close_to(self, subject: str, rules: Closeness) -> dict[int, float]:
        """How close practices are to a practice or a theme, by number; those that are not close are not there."""
        if subject.startswith("theme:"):
            return dict.fromkeys(map(self.practices.known, self.of_theme.get(subject, ())), rules.theme)
        found = {self.practices.known(form): rules.same * rules.narrower**steps for form, steps in self._forms(subject)}
        if subject in self.above:
            found.setdefault(self.practices.known(self.above[subject]), rules.broader)
        return found

    def forms_of(self, subject: str) -> list[str]:
        """The practice and its forms, or the practices of a theme."""
        if subject.startswith("theme:"):
            return list(self.of_theme.get(subject, ()))
        return [practice for practice, _ in self._forms(subject)]

    def _forms(self, practice: str) -> list[tuple[str, int]]:
        """A practice and its forms, the forms of these, and so on, with how many steps each is below it."""
        found, frontier = {practice: 0}, [practice]
        while frontier:
            below = [(form, found[above] + 1) for above in frontier for form in self.below.get(above, ())]
            frontier = [form for form, _ in below if form not in found]
            found = dict(below) | found
        return list(found.items())

    def text_of(self, subjects: Iterable[str]) -> str:
        """What these practices and themes say of themselves."""
        return " ".join(self.texts.get(subject, "") for subject in subjects)

    def alike(self, texts: Sequence[str]) -> Values:
        """How like each text each practice's own words are, a row for each text: the cosine of their TF-IDF vectors,
        between 0 and 1.
        """
        if not texts or not len(self.practices):
            return np.zeros((len(texts), len(self.practices)))
        # Whoever wants one practice asks with its own words: to weigh them again takes as long as all the rest.
        own = [self.rows.get(text) for text in texts]
        if len(own) == 1 and own[0] is not None:
            return self._alike_practice(own[0])
        known = all(row is not None for row in own)
        asked = self.words[own] if known else self.vectoriser.transform(texts)  # type: ignore[no-untyped-call]
        return np.asarray((asked @ self.columns).toarray(), np.float64)

    def _alike_practice(self, row: int) -> Values:
        """The same of one practice, in a quarter of the time that it takes to cut a row out of a sparse table."""
        words, (first, end) = self.words, self.words.indptr[row : row + 2]
        asked = np.zeros(words.shape[1])
        asked[words.indices[first:end]] = words.data[first:end]
        return np.asarray(words @ asked, np.float64)[None]


def taxonomy(reader: Reader) -> Taxonomy:
    """The practices that the audience may see."""
    return kept(reader, ("taxonomy", reader.audience.level), _made)


def _made(reader: Reader) -> Taxonomy:
    # Here, because it takes a second and 60 MB that who asks for no pairings does not pay.
    from sklearn.feature_extraction.text import TfidfVectorizer

    names = by_name(reader, "practice")
    practices = Numbering(identifier for _, identifier in names)
    rows = [row for row in reader.rows(pairing.BROADER) if practices.known(row["id"]) >= 0]
    above = {row["id"]: row["other"] for row in rows if practices.known(row["other"]) >= 0}
    below: defaultdict[str, list[str]] = defaultdict(list)
    for narrower, broader in sorted(above.items()):
        below[broader].append(narrower)
    themes = reader.rows(overview.themes("Practice"))
    level = reader.audience.level
    of_theme: defaultdict[str, list[str]] = defaultdict(list)
    for row in sorted(themes, key=lambda row: (row["other"], row["id"])):
        if max(row["level"], row["other_level"]) <= level:
            of_theme[row["other"]].append(row["id"])
    named = [*practices.identifiers, *(identifier for _, identifier in by_name(reader, "theme"))]
    told = {found.record.id: _words(found.record) for found in reader.many(named)}
    vectoriser = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", token_pattern=r"\w+")  # type: ignore[no-untyped-call]  # noqa: S106
    # Names hold letters, so there is a word; where there is no practice, nothing is like anything.
    texts = [told.get(practice, "") for practice in practices.identifiers] or ["nothing"]
    words = vectoriser.fit_transform(texts)  # type: ignore[no-untyped-call]
    return Taxonomy(
        practices=practices,
        above=above,
        below={broader: tuple(found) for broader, found in below.items()},
        of_theme={theme: tuple(found) for theme, found in of_theme.items()},
        texts=told,
        vectoriser=vectoriser,
        words=words,
        columns=words.T.tocsr(),
        rows={text: row for row, text in enumerate(texts)},
    )


def _words(record: model.Record) -> str:
    match record:
        case model.Practice() | model.Theme():
            return f"{record.name} {record.definition or ''}"
        case _:
            return ""
