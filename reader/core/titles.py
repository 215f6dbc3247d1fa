"""Finding articles by the title another page gives them: spelled, spaced or cut off in another way."""

import re
import unicodedata
from collections.abc import Iterable

LEAST = 10
"""Letters and digits that a headline cut off by its page must keep to be recognised."""

_APART = re.compile(r"[\W_]+")
_CUT = re.compile(r"\s*(?:…+|\.{2,}|[\[(（【]…[\])）】])\s*$")

_CUT_ENDS = (".", "…", "]", ")", "）", "】")


def title_key(title: str) -> str:
    """Return what two spellings of one title share: its letters and digits (Unicode NFKC), casefolded."""
    return _APART.sub("", unicodedata.normalize("NFKC", title).casefold())


def cut_key(title: str) -> str | None:
    """Return what is left of a title that ends in an ellipsis; None for a whole one, and for too little of one."""
    cut = _CUT.search(title) if title.rstrip()[-1:] in _CUT_ENDS else None
    key = title_key(title[: cut.start()]) if cut else ""
    return key if len(key) >= LEAST else None


class Titles:
    """Articles by title; never changed once made.

    Titles are the same when they have the same `title_key`, or when one is cut off by an ellipsis and the other begins
    as it does.
    """

    def __init__(self, titles: Iterable[tuple[str, str]], also: "Titles | None" = None) -> None:
        """Take in (id, title) pairs, and the articles of `also`.

        A loop over dictionaries: sorting would hold up other threads in one piece.
        """
        self._ids: dict[str, tuple[str, ...]] = dict(also._ids) if also else {}
        self._whole: dict[str, tuple[str, ...]] = dict(also._whole) if also else {}
        self._cut: dict[str, tuple[str, ...]] = dict(also._cut) if also else {}
        for id, title in titles:
            key, keys = title_key(title), self._cut if cut_key(title) else self._whole
            if key not in self._ids:
                keys[key[:LEAST]] = (*keys.get(key[:LEAST], ()), key)
            self._ids[key] = (*self._ids.get(key, ()), id)

    def find(self, title: str) -> tuple[str, ...]:
        """Return the ids of the articles that have this title, those spelled out alike first."""
        key, cut = title_key(title), cut_key(title)
        if not key:
            return ()
        start = key[:LEAST]
        others = [other for other in self._cut.get(start, ()) if key.startswith(other)]
        if cut:
            others += [
                other for keys in (self._whole, self._cut) for other in keys.get(start, ()) if other.startswith(cut)
            ]
        return tuple(id for other in dict.fromkeys((key, *others)) for id in self._ids.get(other, ()))
