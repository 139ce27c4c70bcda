"""Rows that pass filters, counted by what else they could be chosen by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import DATED
from practice_atlas.graph.tables.table import Mask, Relation, relation, table

#: Facet → values, of which a row must have one.
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Choice:
    """The rows of a kind that pass each filter, by filter, so that one can be left out."""

    kind: str
    as_of: date | None
    masks: Mapping[str, Mask]
    dated: Mask
    left_out: int

    def passing(self, *, without: str | None = None) -> Mask:
        """The rows that pass all filters, or all but one."""
        mask = self.dated
        for name, one in self.masks.items():
            if name != without:
                mask = mask & one
        return mask


def choose(reader: Reader, kind: str, filters: Filters, named: Mask | None, as_of: date | None) -> Choice:
    """Puts the filters to the rows of a kind; `named` are those whose names fit, where a name was asked for."""
    rows = table(reader, kind)
    dated = np.ones(len(rows.ids), dtype=np.bool_)
    if as_of is not None and kind in DATED:
        dated = (rows.days > 0) & (rows.days <= as_of.toordinal())
    masks = {
        name: _having(relation(reader, kind, name), values, len(rows.ids), as_of) for name, values in filters.items()
    }
    if named is not None:
        masks["q"] = named
    left_out = Choice(kind, as_of, masks, ~dated & (rows.days == 0), 0).passing().sum()
    return Choice(kind, as_of, masks, dated, int(left_out))


def _having(values: Relation, wanted: Sequence[str], rows: int, as_of: date | None) -> Mask:
    codes = [code for code, text in enumerate(values.named) if text in set(wanted)]
    entries = values.valid(as_of) & np.isin(values.values, codes)
    mask = np.zeros(rows, dtype=np.bool_)
    mask[values.rows[entries]] = True
    return mask


def counts(reader: Reader, choice: Choice, facet: str) -> list[tuple[str, int]]:
    """How many of the rows have each value of a facet, whatever is chosen of that facet itself, most first."""
    values = relation(reader, choice.kind, facet)
    entries = values.valid(choice.as_of) & choice.passing(without=facet)[values.rows]
    width = max(len(values.named), 1)
    codes = values.values[entries]
    if not values.once:
        codes = np.unique(values.rows[entries].astype(np.int64) * width + codes) % width
    totals = np.bincount(codes, minlength=width)
    found = [(text, int(totals[code])) for code, text in enumerate(values.named) if totals[code]]
    return sorted(found, key=lambda item: (-item[1], item[0]))
