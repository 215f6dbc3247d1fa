"""Typos: the query as it would stand in a title, up to a few wrong, missing, additional or exchanged characters.

With k mistakes allowed, one of k + 1 parts of the query is intact; around each place where one stands, all places are
compared at once, bit-parallel (Wu and Manber, "Fast text searching allowing errors", CACM 35(10), 1992; exchanged
neighbours added as in Hyyrö 2003).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from reader.search.found import Found, Spans
from reader.search.segment import Positions, Segment

LONGEST = 60
# Most places looked at, so that a query of very common letters stays fast.
_MOST_PLACES = 20_000
_NEAR, _MISTAKE = 70.0, 10.0
_Rows = list[npt.NDArray[np.uint64]]


def typos(segment: Segment, query: str, mistakes: int) -> Found:
    """Find where `query` (folded, at most LONGEST characters) stands with at most `mistakes` mistakes."""
    codes = [segment.codes.get(character, -1) for character in query]
    windows = _windows(segment, codes, mistakes)
    stop, wrong = _compare(segment, codes, mistakes, windows)
    good = np.flatnonzero(wrong <= mistakes)
    stop, wrong = stop[good], wrong[good]
    start = np.maximum(stop - np.int32(len(codes)), segment.first[segment.owner[stop - 1]])
    score = (_NEAR - _MISTAKE * wrong).astype(np.float32)
    return Found(start.astype(np.int32), stop, score, lambda begin, end: trace(segment, codes, end))


def _windows(segment: Segment, codes: Sequence[int], mistakes: int) -> Positions:
    """Return where to begin comparing: before each intact part."""
    parts = mistakes + 1
    cuts = [len(codes) * part // parts for part in range(parts + 1)]
    found = [np.zeros(0, np.int32)]
    for begin, end in pairwise(cuts):
        parts_here = (codes[begin:end], _exchanged(codes, begin, end))
        found += [segment.find(part) - np.int32(begin + mistakes) for part in parts_here if min(part) > 0]
    windows = np.unique(np.maximum(np.concatenate(found), 0))
    return windows[-_MOST_PLACES:]


def _exchanged(codes: Sequence[int], begin: int, end: int) -> list[int]:
    """Return the part as it stands when its last character and the next one were exchanged."""
    return [*codes[begin : end - 1], *codes[end : end + 1]] or [-1]


def _compare(
    segment: Segment, codes: Sequence[int], mistakes: int, windows: Positions
) -> tuple[Positions, npt.NDArray[np.int64]]:
    """Return the end of the best match in each window, and its mistakes (more than allowed: none)."""
    one = np.uint64(1)
    masks = np.zeros(len(segment.alphabet), np.uint64)
    for offset, code in enumerate(codes):
        if code > 0:
            masks[code] |= one << np.uint64(offset)
    full = one << np.uint64(len(codes) - 1)
    begun = [np.uint64((1 << d) - 1) for d in range(mistakes + 1)]
    rows: _Rows = [np.full(len(windows), row) for row in begun]
    wrong = np.full(len(windows), mistakes + 1)
    stop = windows.copy()
    before_last: _Rows = rows
    last_mask = np.zeros(len(windows), np.uint64)
    for offset in range(len(codes) + 2 * mistakes):
        here = segment.text[windows + offset]
        mask = masks[here]
        between = here == 0
        shifted = [row << one | one for row in rows]
        new: _Rows = [shifted[0] & mask]
        for d in range(1, mistakes + 1):
            exchanged = (before_last[d - 1] << one | one) & mask & (last_mask >> one)
            new.append(shifted[d] & mask | rows[d - 1] | shifted[d - 1] | new[d - 1] << one | one | exchanged << one)
        for d in range(mistakes + 1):
            new[d][between] = begun[d]
            better = (new[d] & full != 0) & (wrong > d) & ~between
            wrong[better] = d
            stop[better] = windows[better] + offset + 1
        before_last, rows, last_mask = rows, new, mask
    return stop, wrong


def trace(segment: Segment, codes: Sequence[int], stop: int) -> Spans:
    """Return the ranges of positions before `stop` that are in the query, by the closest alignment."""
    low = int(segment.first[segment.owner[stop - 1]])
    text = segment.text[max(low, stop - len(codes) - 2) : stop].tolist()
    tails = [text[begin:] for begin in range(len(text))]
    tail = min(tails, key=lambda tail: (Levenshtein.distance(codes, tail), abs(len(tail) - len(codes))))
    blocks = Levenshtein.editops(codes, tail).as_matching_blocks()
    return [(stop - len(tail) + block.b, stop - len(tail) + block.b + block.size) for block in blocks if block.size]
