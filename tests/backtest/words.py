"""Which measure of how like two texts are serves best? TF-IDF, which the product has, against small local models.

`python -m tests.backtest.words [FOLDER] [--vectors]`: FOLDER has SPID (`adoptions.csv`, `policies.csv`), else where it
lies beside this checkout. `--vectors` takes in static word vectors, of the package `wordllama` (MIT, 16 MB of weights),
which the product does not need: install it first.

Two tasks. Of a policy in a year, which states take it up: states score by how like the policy's description is to those
of policies that they have (the five likest, and all). And of the report: which practice is it that a description of an
implementation, or a summary of what a city wants, is about. Differences are to TF-IDF, question by question, with the
middle 95 % of what other policies, or other texts, would have given.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from practice_atlas.graph.backtests import measures
from practice_atlas.graph.backtests.adoptions import questions_of
from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.loaders.observations import AdoptionColumns, read_adoptions
from practice_atlas.loaders.read import read_dataset
from practice_atlas.ontology import model
from tests.architecture.repository import ROOT
from tests.backtest.known import ARGUMENTS, SPID, YEARS
from tests.bench.printing import table

Matrix = NDArray[np.float64]
#: How like each of some texts is to each of those that are known.
Likeness = Callable[[Sequence[str], Sequence[str]], Matrix]

_DIMENSIONS: Final = (20, 100)
_LIKEST: Final = 5
HEADINGS: Final = ("words", "AUC or reciprocal rank", "difference to TF-IDF", "95 %")


def tfidf(texts: Sequence[str], known: Sequence[str]) -> Matrix:
    """As the product has it (`graph/pairings/taxonomy.py`)."""
    vectoriser = _vectoriser()
    rows = vectoriser.fit_transform(known)  # type: ignore[no-untyped-call]
    return np.asarray((vectoriser.transform(texts) @ rows.T).toarray())  # type: ignore[no-untyped-call]


def lsa(dimensions: int) -> Likeness:
    """Latent semantic analysis: TF-IDF in fewer dimensions, so that words that come together count as alike."""

    def likeness(texts: Sequence[str], known: Sequence[str]) -> Matrix:
        vectoriser = _vectoriser()
        rows = vectoriser.fit_transform(known)  # type: ignore[no-untyped-call]
        fewer = TruncatedSVD(min(dimensions, min(rows.shape) - 1), random_state=1).fit(rows)  # type: ignore[no-untyped-call]
        return _cosines(fewer.transform(vectoriser.transform(texts)), fewer.transform(rows))  # type: ignore[no-untyped-call]

    return likeness


def vectors(texts: Sequence[str], known: Sequence[str]) -> Matrix:
    """The mean of static word vectors, learned elsewhere from much English text."""
    import wordllama  # type: ignore[import-not-found]

    # The package looks for its tokenizer beside its weights under another name, unless it is told where it has both.
    loaded = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    return _cosines(loaded.embed(list(texts)), loaded.embed(list(known)))


def of_states(folder: Path, ways: Mapping[str, Likeness]) -> Iterator[tuple[str, ...]]:
    """The first task."""
    file = folder / "adoptions.csv"
    known = Adoptions.of(read_adoptions(file, AdoptionColumns(*ARGUMENTS[1::2]), today=datetime.now(UTC).date()))
    with (folder / "policies.csv").open(encoding="utf-8") as rows:
        said = {row["policy"]: row["description"] for row in csv.DictReader(rows)}
    texts = [said[policy] for policy in known.practices]
    asked = [question for year in range(YEARS[0], YEARS[1] + 1) for question in questions_of(known, year)]
    groups = np.array([question.practice for question in asked])
    for likest in (_LIKEST, len(texts)):
        reached = {}
        for name, way in ways.items():
            like = way(texts, texts)
            np.fill_diagonal(like, 0.0)
            reached[name] = np.array([
                measures.auc(
                    _of_those_held(like[question.practice], known.before(question.year)[question.candidates], likest),
                    question.taken,
                )
                for question in asked
            ])  # fmt: skip
        which = f"the {likest} likest" if likest < len(texts) else "all"
        yield from _rows(f"{len(asked)} policies in a year, {which}", reached, groups)


def _of_those_held(like: Matrix, held: NDArray[np.bool_], likest: int) -> Matrix:
    """The mean likeness of the likest that each candidate has."""
    ordered = -np.sort(-np.where(held, like[None, :], -np.inf), axis=1)[:, :likest]
    counts = np.isfinite(ordered)
    return np.asarray(np.where(counts, ordered, 0.0).sum(axis=1) / np.maximum(counts.sum(axis=1), 1))


def of_the_report(ways: Mapping[str, Likeness]) -> Iterator[tuple[str, ...]]:
    """The second task."""
    told = read_report().values()
    practices = {item.id: f"{item.name} {item.definition or ''}" for item in told if isinstance(item, model.Practice)}
    done = [(item.description, item.practice) for item in told if isinstance(item, model.Implementation)]
    wanted = [(item.summary, item.practice) for item in told if isinstance(item, model.Intention)]
    asked = [(text, practice) for text, practice in (*done, *wanted) if text and practice in practices]
    place = {practice: number for number, practice in enumerate(practices)}
    right = np.array([place[practice] for _, practice in asked])
    reached = {}
    for name, way in ways.items():
        like = way([text for text, _ in asked], [*practices.values()])
        own = like[np.arange(len(asked)), right][:, None]
        above, same = (like > own).sum(axis=1), (like == own).sum(axis=1)
        reached[name] = 1 / (1 + above + (same - 1) / 2)  # of those alike, the middle place
    yield from _rows(f"{len(asked)} texts of the report, {len(practices)} practices", reached, np.arange(len(asked)))


def read_report() -> Mapping[str, model.Record]:
    """The records of the report that comes with the program."""
    dataset = read_dataset(ROOT / "datasets" / "strong-cities-mena").dataset
    if dataset is None:
        raise SystemExit("The report's data set has problems: practice-atlas check tells which.")
    return dataset.records


def _rows(what: str, reached: Mapping[str, Matrix], groups: NDArray[np.int64]) -> Iterator[tuple[str, ...]]:
    base = reached["TF-IDF"]
    for name, values in reached.items():
        low, high = measures.paired_interval(values - base, groups)
        yield f"{what}: {name}", f"{values.mean():.3f}", f"{(values - base).mean():+.3f}", f"{low:+.3f} to {high:+.3f}"


def _vectoriser() -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", token_pattern=r"\w+")  # type: ignore[no-untyped-call]  # noqa: S106


def _cosines(some: Matrix, others: Matrix) -> Matrix:
    lengths = [np.linalg.norm(rows, axis=1, keepdims=True) for rows in (some, others)]
    one, other = (
        np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)
        for rows, length in zip((some, others), lengths, strict=True)
    )
    return np.asarray(one @ other.T, np.float64)


def main(arguments: Sequence[str]) -> None:
    """Prints both tables."""
    ways: dict[str, Likeness] = {"TF-IDF": tfidf}
    ways |= {f"LSA, {dimensions} dimensions": lsa(dimensions) for dimensions in _DIMENSIONS}
    if "--vectors" in arguments:
        ways["static word vectors"] = vectors
    folders = [Path(one) for one in arguments if not one.startswith("--")]
    table(
        "Who takes up a policy, by its description", HEADINGS, of_states(folders[0] if folders else SPID.parent, ways)
    )
    table("Which practice a text is about", HEADINGS, of_the_report(ways))


if __name__ == "__main__":
    main(sys.argv[1:])
