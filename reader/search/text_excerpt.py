"""A few words of a text around what was found in it."""

import unicodedata
from collections.abc import Sequence
from heapq import merge

from reader.core.query import Excerpt, Place
from reader.search.spans import merged

CELLS = 120
"""Cells of an excerpt, about: a line of a wide list."""

_BEFORE = CELLS // 4  # cells before the first match
_PLACES = 50  # of a word that are looked at


def excerpt(text: str, folded: str, words: Sequence[str]) -> Excerpt:
    """Return the piece of `text` in which most of the words stand, the first of such, on one line.

    folded: the text as it is searched, as long as `text`. words: folded; the text holds all of them. Without any, the
    piece is the beginning of the text.
    """
    begin = _best(folded, words) if words else 0
    start = _back(text, begin, _BEFORE)
    longest = max((len(word) for word in words if folded.startswith(word, begin)), default=0)
    stop = max(_forth(text, start, CELLS), begin + longest)
    before = "…" if start > 0 else ""
    after = "…" if stop < len(text) else ""
    found = ((at + len(before), len(word)) for word in words for at in _all(folded[start:stop], word))
    spans = merged((at, at + length) for at, length in found)
    shown = text[start:stop].replace("\n", " ")
    return Excerpt(place=Place.TEXT, text=f"{before}{shown}{after}", spans=tuple(spans))


def _best(folded: str, words: Sequence[str]) -> int:
    """Return where the words stand closest together: the first place with most of them in the cells that follow."""
    places = [[(at, number) for at in _all(folded, word)[:_PLACES]] for number, word in enumerate(words)]
    ordered = list(merge(*places))
    room = (CELLS - _BEFORE) // 2
    best, most, left = ordered[0][0], 0, 0
    for right, (at, _) in enumerate(ordered):
        while at - ordered[left][0] > room:
            left += 1
        if (count := len({number for _, number in ordered[left : right + 1]})) > most:
            best, most = ordered[left][0], count
    return best


def _all(text: str, word: str) -> list[int]:
    """Return where `word` stands, without overlaps."""
    found: list[int] = []
    at = text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + len(word))
    return found


def _back(text: str, at: int, cells: int) -> int:
    """Return the start of a piece that ends at `at` and takes at most so many cells; no Latin word is split."""
    start = at
    while start > 0 and text[start - 1] != "\n" and (cells := cells - _width(text[start - 1])) >= 0:
        start -= 1
    while 0 < start < at and (text[start] == " " or _in_word(text, start)):
        start += 1
    return start


def _forth(text: str, at: int, cells: int) -> int:
    """Return the end of a piece that begins at `at` and takes at most so many cells."""
    stop = at
    while stop < len(text) and (cells := cells - _width(text[stop])) >= 0:
        stop += 1
    return stop


def _in_word(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at].isalnum() and text[at - 1].isascii() and text[at].isascii()


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
