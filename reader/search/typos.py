"""Typos: the query as it would stand in a title, up to a few wrong, missing, additional or exchanged characters.

With k mistakes allowed, one of k + 1 parts of the query is intact; around each place where one stands, all places are
compared at once, bit-parallel (Wu and Manber, "Fast text searching allowing errors", CACM 35(10), 1992; exchanged
neighbours added as in Hyyrö 2003).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, Levenshtein

from reader.search.folding import folded
from reader.search.found import Found, Scores, Spans, last
from reader.search.literal import Typed
from reader.search.segment import WORD, Positions, Segment

LONGEST = 60
# Most places looked at, so that a query of very common letters stays fast, and most compared with their spaces.
_MOST_PLACES, _MOST_COMPARED = 20_000, 60
_NEAR, _MISTAKE, _UNCOMPARED, _AT_WORD = 7000, 1000, 300, 50
_States = npt.NDArray[Any]


def typos(segment: Segment, typed: Typed, text: str, mistakes: int) -> Found:
    """Find where `typed` (at most LONGEST letters of the folded `text`) stands with at most `mistakes` mistakes."""
    codes = [segment.codes.get(character, -1) for character in typed.letters]
    windows = _windows(segment, codes, mistakes)
    stop, wrong = _compare(segment, codes, mistakes, windows)
    good = np.flatnonzero(wrong <= mistakes)
    stop, wrong = stop[good], wrong[good]
    start = np.maximum(stop - np.int32(len(codes)), segment.first[segment.owner[stop - 1]])
    score = _score(segment, text, mistakes, (start, stop, wrong))
    return Found(start, stop, score, lambda begin, end: trace(segment, codes, end))


def _windows(segment: Segment, codes: Sequence[int], mistakes: int) -> Positions:
    """Return where to begin comparing: before each intact part."""
    found = [np.zeros(0, np.int32)]
    for begin, end in pairwise(_cuts(segment, codes, mistakes + 1)):
        parts_here = (codes[begin:end], _exchanged(codes, begin, end))
        found += [segment.find(part) - np.int32(begin + mistakes) for part in parts_here if min(part) > 0]
    windows = np.sort(last(np.maximum(np.concatenate(found), 0), _MOST_PLACES))
    distinct: Positions = windows[np.diff(windows, prepend=-1) != 0]
    return distinct


def _cuts(segment: Segment, codes: Sequence[int], parts: int) -> list[int]:
    """Return where to cut the query in parts: evenly, but two parts so that they stand in the fewest places."""
    even = [len(codes) * part // parts for part in range(parts + 1)]
    if parts > 2 or len(codes) < 6:
        return even
    counts = [segment.pair_count(*pair) for pair in pairwise(codes)]
    cut = min(range(2, len(codes) - 1), key=lambda at: (min(counts[: at - 1]) + min(counts[at:]), abs(at - even[1])))
    return [0, cut, len(codes)]


def _exchanged(codes: Sequence[int], begin: int, end: int) -> list[int]:
    """Return the part as it stands when its last character and the next one were exchanged."""
    return [*codes[begin : end - 1], *codes[end : end + 1]] or [-1]


def _compare(
    segment: Segment, codes: Sequence[int], mistakes: int, windows: Positions
) -> tuple[Positions, npt.NDArray[np.int16]]:
    """Return the end of the best match in each window, and its mistakes (more than allowed: none)."""
    kind = next(kind for kind in (np.uint16, np.uint32, np.uint64) if len(codes) <= np.iinfo(kind).bits)
    one, full = kind(1), kind(1 << len(codes) - 1)
    masks = np.zeros(len(segment.alphabet), kind)
    for offset, code in enumerate(codes):
        if code > 0:
            masks[code] |= kind(1 << offset)
    begun = [kind((1 << d) - 1) for d in range(mistakes + 1)]
    wrong = np.full(len(windows), mistakes + 1, np.int16)
    stop = windows.copy()
    alive = np.arange(len(windows))
    rows: list[_States] = [np.full(len(windows), row) for row in begun]
    before_last = rows
    last_mask: _States = np.zeros(len(windows), kind)
    for offset in range(len(codes) + 2 * mistakes):
        here = segment.text[windows[alive] + np.int32(offset)]
        mask = masks[here]
        # A match begins no later than this: what has none of the query by then is dropped.
        seed = one if offset <= 2 * mistakes else kind(0)
        shifted = [row << one | seed for row in rows]
        new: list[_States] = [shifted[0] & mask]
        for d in range(1, mistakes + 1):
            exchanged = (before_last[d - 1] << one | seed) & mask & (last_mask >> one)
            new.append(shifted[d] & mask | rows[d - 1] | shifted[d - 1] | new[d - 1] << one | seed | exchanged << one)
        between = (here == 0).nonzero()[0]
        for d in range(mistakes + 1):
            new[d][between] = begun[d] if seed else 0
        # No match is shorter than what may be missing of the query.
        if offset >= len(codes) - mistakes - 1:
            for d in range(mistakes + 1):
                better = ((new[d] & full != 0) & (wrong[alive] > d) & (here != 0)).nonzero()[0]
                wrong[alive[better]] = d
                stop[alive[better]] = windows[alive[better]] + np.int32(offset + 1)
        before_last, rows, last_mask = rows, new, mask
        if not seed:
            kept = rows[mistakes].nonzero()[0]
            if 2 * len(kept) < len(alive):
                alive, last_mask = alive[kept], last_mask[kept]
                rows, before_last = [row[kept] for row in rows], [row[kept] for row in before_last]
    return stop, wrong


def _score(
    segment: Segment, text: str, mistakes: int, found: tuple[Positions, Positions, npt.NDArray[np.int16]]
) -> Scores:
    """Score by mistakes; the best of the last titles by how they are spelled, spaces and punctuation among it."""
    start, stop, wrong = found
    score = (_NEAR - _UNCOMPARED - _MISTAKE * wrong).astype(np.int16)
    for place in np.lexsort((-stop, wrong))[:_MOST_COMPARED].tolist():
        spelled = _spelling(segment, int(start[place]), int(stop[place]), mistakes)
        distance = min(OSA.distance(text, each, score_cutoff=mistakes + 1) for each in spelled)
        score[place] = _NEAR - _MISTAKE * max(distance, int(wrong[place]))
    score[(segment.flags[start] & WORD) != 0] += _AT_WORD
    return score


def _spelling(segment: Segment, start: int, stop: int, mistakes: int) -> list[str]:
    """Return how a match may be spelled in its title, which begins at or a few characters beside `start`."""
    number = int(segment.owner[stop - 1])
    low = int(segment.first[number])
    title = segment.titles[number]
    end = int(segment.origin[stop - 1]) + 1
    begins = range(max(low, start - mistakes), min(start + mistakes + 1, stop))
    return [folded(title[int(segment.origin[begin]) : end]) for begin in begins]


def trace(segment: Segment, codes: Sequence[int], stop: int) -> Spans:
    """Return the ranges of positions before `stop` that are in the query, by the closest alignment."""
    low = int(segment.first[segment.owner[stop - 1]])
    text = segment.text[max(low, stop - len(codes) - 2) : stop].tolist()
    tails = [text[begin:] for begin in range(len(text))]
    tail = min(tails, key=lambda tail: (Levenshtein.distance(codes, tail), abs(len(tail) - len(codes))))
    blocks = Levenshtein.editops(codes, tail).as_matching_blocks()
    return [(stop - len(tail) + block.b, stop - len(tail) + block.b + block.size) for block in blocks if block.size]
