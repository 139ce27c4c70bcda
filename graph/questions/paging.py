"""Pages of an answer: so many at a time, in an order that stays.

A page is named by the key of the last item before it, not by a number: when a load adds something earlier, nobody sees
an item twice or misses one. Keys are what items are sorted by, so a page is found by bisection.
"""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from practice_atlas.ontology.errors import QuestionError

T = TypeVar("T")

#: What items are sorted by: texts and numbers, compared from the first on.
Key = tuple[str | int, ...]

#: As many items as people look at before they ask for less (product.md: at most about 60).
USUAL: Final = 40
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Page:
    """At most `limit` items after the cursor `after`; without one from the start."""

    limit: int = USUAL
    after: str | None = None


#: The first page.
FIRST: Final = Page()


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """The items of a page, how many there are in all, and how many come before it.

    `next` and `previous` are the cursors of the neighbouring pages; None where there is none.
    """

    items: Sequence[T]
    total: int
    position: int
    next: str | None
    previous: str | None

    @property
    def place(self) -> dict[str, Any]:
        """The fields that every answer in pages has."""
        return {"total": self.total, "position": self.position, "next": self.next, "previous": self.previous}


def slice_of(items: Sequence[T], page: Page, key: Callable[[T], Key]) -> Slice[T]:
    """The page of items that are sorted by `key`. Raises QuestionError for a cursor that was not given out for these.

    Keys are asked for where the bisection looks, so `items` may be a range over something long.
    """
    position = 0
    if page.after is not None and items:
        after = _read(page.after)
        if after:
            _check(after, key(items[0]))
            position = bisect_right(items, after, key=key)
    end = min(position + page.limit, len(items))
    earlier = position - page.limit - 1
    return Slice(
        items=items[position:end],
        total=len(items),
        position=position,
        next=cursor(key(items[end - 1])) if 0 < end < len(items) else None,
        previous=cursor(key(items[earlier]) if earlier >= 0 else ()) if position else None,
    )


def cursor(key: Key) -> str:
    """The name of the page after `key`: opaque to callers, made of what they were shown."""
    text = json.dumps(key, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(text: str) -> Key:
    try:
        key = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _unknown() from error
    if not isinstance(key, list) or not all(isinstance(part, str | int) for part in key):
        raise _unknown()
    return tuple(key)


def _check(after: Key, real: Key) -> None:
    """A cursor of another list has another form: it is refused, since its place would mean nothing."""
    if [type(part) for part in after] != [type(part) for part in real]:
        raise _unknown()


def _unknown() -> QuestionError:
    return QuestionError(
        "after", "this is no page of this answer", fix="Take `next` or `previous` from an answer, unchanged."
    )
