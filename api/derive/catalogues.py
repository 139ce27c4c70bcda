"""The catalogues of languages with just the messages that pages say: what is translated stays, what is new is empty."""

from __future__ import annotations

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from practice_atlas.api.derive.saying import said
from practice_atlas.visualisations.languages.catalogues import catalogue
from practice_atlas.visualisations.languages.language import Language


def merged(language: Language) -> str:
    """The text of a language's file. A message whose English was changed is a new one, to be translated anew."""
    before = catalogue(language)
    after = Catalog(locale=language.value, header_comment=before.header_comment, fuzzy=False)
    for text, places in said().items():
        key = text if isinstance(text, str) else text[0]
        old = before.get(key)
        kept = old.string if old and isinstance(old.string, str) == isinstance(text, str) else None
        after.add(text, kept, auto_comments=[", ".join(places[:4])])
    out = io.BytesIO()
    write_po(out, after, width=120, omit_header=True)
    head = f'{before.header_comment}\nmsgid ""\nmsgstr ""\n'
    fields = {"Language": language.value, "Content-Type": "text/plain; charset=utf-8",
              "Content-Transfer-Encoding": "8bit", "Plural-Forms": after.plural_forms}  # fmt: skip
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f"{head}{lines}\n{out.getvalue().decode()}"
