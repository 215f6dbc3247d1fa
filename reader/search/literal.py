"""Titles that hold the query as it is typed."""

import numpy as np
from msgspec import Struct

from reader.search.folding import is_searched
from reader.search.found import Found, whole
from reader.search.joined import BEGIN, GAP, HAN, SEPARATES, UNIT, WORD, Mask, Positions
from reader.search.segment import Segment

# The order people expect (DESIGN §7): exact, prefix, word start, contiguous. In hundredths.
# A Chinese character may begin a word anywhere.
EXACT, PREFIX, AT_WORD, INSIDE = 9900, 9400, 9000, 8510
# A whole word is closer than the beginning of one. Other spaces and punctuation than were typed are further off, and
# more so when they part a word that the match begins inside of.
_WHOLE_WORD, _OTHERWISE_SPACED, _TORN = 200, 600, 6200
_BASE = np.array([PREFIX if flags & BEGIN else AT_WORD if flags & UNIT else INSIDE for flags in range(256)], np.int16)


class Typed(Struct, frozen=True):
    """A folded text as it is searched for.

    letters: what counts of it. gaps: for each letter, whether something was left out between it and the one before.
    """

    letters: str
    gaps: tuple[bool, ...]

    @classmethod
    def of(cls, text: str) -> "Typed":
        """Leave out of a folded text what does not count."""
        counts = [(index, character) for index, character in enumerate(text) if is_searched(character)]
        before = [-1, *(index for index, _ in counts)]
        gaps = (index - last > 1 for (index, _), last in zip(counts, before, strict=False))
        return cls("".join(character for _, character in counts), (False, *list(gaps)[1:]) if counts else ())


def literal(segment: Segment, typed: Typed, enough: int | None = None, among: Mask | None = None) -> list[Found]:
    """Find the letters side by side; a single one only where a word begins. Nothing if no title holds them.

    enough: titles that begin with a single letter of which so many are all that is wanted. among: the titles that are
    looked at, all by default.
    """
    codes = segment.encode(typed.letters)
    if not codes:
        return []
    start = _single(segment, codes[0], enough) if len(codes) == 1 else segment.find(codes)
    if among is not None:
        start = start[among[segment.owner[start]]]
    if not len(start):
        return []
    stop = start + np.int32(len(codes))
    before, after = segment.flags[start], segment.flags[stop]
    score = _BASE[before]
    score[((before & (WORD | HAN)) == WORD) & ((after & UNIT) != 0)] += _WHOLE_WORD
    score[((before & BEGIN) != 0) & ((after & SEPARATES) != 0)] = EXACT
    other = ~_spaced_alike(segment, start, typed)
    score[other] -= _OTHERWISE_SPACED
    score[other & ((before & UNIT) == 0)] = _TORN
    return [Found(start, stop, score, whole)]


def _single(segment: Segment, code: int, enough: int | None) -> Positions:
    first = segment.first[segment.text[segment.first] == code]
    return first if enough is not None and len(first) >= enough else segment.beginnings(code)


def _spaced_alike(segment: Segment, start: Positions, typed: Typed) -> Mask:
    alike = np.ones(len(start), bool)
    for offset, gap in enumerate(typed.gaps[1:], 1):
        alike &= ((segment.flags[start + np.int32(offset)] & GAP) != 0) == gap
    return alike
