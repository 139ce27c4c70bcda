"""Everything that pages say: what the catalogues of languages have to translate.

Texts come from templates, from calls of `translated` in the code, and from tables of words. Who adds a table whose
words reach a page adds it here; the tests find a page in another language that says something in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from babel.messages.extract import extract_from_dir

from practice_atlas.api.problems import TITLES
from practice_atlas.api.routers.pages import LISTS
from practice_atlas.api.routers.vocabulary import titles_of_codes
from practice_atlas.graph.pairings.algorithms import algorithms
from practice_atlas.graph.sparql.examples import EXAMPLES
from practice_atlas.ontology import vocabularies
from practice_atlas.ontology.vocabularies import Vocabulary
from practice_atlas.visualisations import curves, diffusion_view, moments, timeline_view
from practice_atlas.visualisations.dates import SEASONS
from practice_atlas.visualisations.filters import KINDS
from practice_atlas.visualisations.lineage_view import STYLES
from practice_atlas.visualisations.messages import ENGLISH
from practice_atlas.visualisations.pages.facts import LABELS
from practice_atlas.visualisations.pages.list_page import COLUMNS
from practice_atlas.visualisations.pages.render import TEMPLATES
from practice_atlas.visualisations.pages.thing_page import UNDER
from practice_atlas.visualisations.palette import LOOKS, STATE_LOOKS

#: A text, or one for one thing and one for several.
Text = str | tuple[str, str]

#: Templates in English alone, or with messages of their own: reports of the terminal, and briefs.
NOT_TRANSLATED: Final = frozenset({"backtest.html", "plots.html", "brief.html", "network_head.html"})
#: Folders of code that speaks to people on pages.
_CODE: Final = (TEMPLATES.parents[1], Path(__file__).parents[1])
_OPTIONS: Final = {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}
_KEYWORDS: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("_", "gettext", "translated")),
    **dict.fromkeys(("ngettext", "translated_many"), (1, 2)),
}


def said() -> dict[Text, list[str]]:
    """Every text with the places that say it, in the order of these."""
    found: dict[Text, list[str]] = {}
    for text, place in (*_in_templates(), *_in_code(), *_in_tables()):
        if text and place not in found.setdefault(text, []):
            found[text].append(place)
    for text in [text for text in found if isinstance(text, tuple)]:
        found[text] += found.pop(text[0], [])  # a catalogue has a text once: who says it alone gets its first form
    return found


def _in_templates() -> Iterator[tuple[Text, str]]:
    for pattern in ("**.html", "**.svg"):
        extracted = extract_from_dir(TEMPLATES, [(pattern, "jinja2")], {pattern: _OPTIONS}, keywords=_KEYWORDS)
        for name, _line, message, _comments, _context in extracted:
            if name not in NOT_TRANSLATED:
                yield _text(message), name


def _in_code() -> Iterator[tuple[Text, str]]:
    for folder in _CODE:
        extracted = extract_from_dir(folder, [("**.py", "python")], keywords=_KEYWORDS)
        for name, _line, message, _comments, _context in extracted:
            yield _text(message), f"{folder.name}/{name}"


def _text(message: str | tuple[str, ...]) -> Text:
    return message if isinstance(message, str) else (message[0], message[1])


def _in_tables() -> Iterator[tuple[Text, str]]:
    for look in LOOKS.values():
        yield (look.label, look.plural), "palette"
    for state in STATE_LOOKS.values():
        yield from ((text, "palette") for text in (state.label, state.meaning))
    for key, text in ENGLISH.items():
        yield text, f"messages: {key}"
    for name, texts in _TABLES.items():
        yield from ((text, name) for text in texts)
    for vocabulary in vars(vocabularies).values():
        if isinstance(vocabulary, type) and issubclass(vocabulary, Vocabulary) and vocabulary is not Vocabulary:
            yield from ((member.label, f"vocabularies: {vocabulary.__name__}") for member in vocabulary)
    for algorithm in algorithms().algorithms:
        yield from ((text, "algorithms") for text in (algorithm.summary, algorithm.takes or ""))


_TABLES: Final[Mapping[str, list[str]]] = {
    "curves": [panel[1] for panel in curves.PANELS],
    "dates": [*SEASONS.values()],
    "diffusion_view": [*diffusion_view.LANES.values()],
    "facts": [*LABELS.values()],
    "filters": [*KINDS.values()],
    "lineage_view": [*STYLES.values()],
    "list_page": [heading for columns in COLUMNS.values() for heading in columns.values()],
    "mentor_form": ["theme"],
    "moments": [*moments.PRECISIONS.values()],
    "pages": [text for _kind, *texts in LISTS.values() for text in texts],
    "problems": [*TITLES.values()],
    "sparql": [example.asks for example in EXAMPLES],
    "thing_page": [heading for headings in UNDER.values() for heading in headings],
    "vocabulary": [*titles_of_codes().values()],
    "timeline_view": [*timeline_view.LANES.values()],
}
