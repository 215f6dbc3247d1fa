"""Typos: the query as it would stand in a title, up to a few wrong, missing, additional or exchanged characters.

With k mistakes allowed, one of k + 1 parts of the query is intact; from each place where one stands, the rest of the
query is followed to both sides, at all places at once, bit-parallel (Wu and Manber, "Fast text searching allowing
errors", CACM 35(10), 1992; exchanged neighbours added as in Hyyrö 2003).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, Levenshtein

from reader.search.folding import folded
from reader.search.found import NOWHERE, Found, Scores, Spans, last
from reader.search.literal import Typed
from reader.search.segment import WORD, Positions, Segment

LONGEST = 60
# Most places looked at, so that a query of very common letters stays fast, and most compared with their spaces.
_MOST_PLACES, _MOST_COMPARED = 20_000, 60
_NEAR, _MISTAKE, _UNCOMPARED, _AT_WORD = 7000, 1000, 300, 50
_States = npt.NDArray[Any]
Mistakes = npt.NDArray[np.int16]


def typos(segment: Segment, typed: Typed, text: str, mistakes: int) -> Found:
    """Find where `typed` (at most LONGEST letters of the folded `text`) stands with at most `mistakes` mistakes."""
    codes = [segment.codes.get(character, -1) for character in typed.letters]
    cuts = _cuts(segment, codes, mistakes + 1)
    found = [_around(segment, codes, part, mistakes) for part in pairwise(cuts)]
    for cut in cuts[1:-1]:
        exchanged = [*codes[: cut - 1], codes[cut], codes[cut - 1], *codes[cut + 1 :]]
        # The other mistakes are all on one side of it or there are none.
        sides = sorted(
            [(0, cut + 1), (cut - 1, len(codes))], key=lambda part: _rarity(segment, exchanged[slice(*part)])
        )
        for side in sides[:mistakes]:
            start, stop, wrong = _around(segment, exchanged, side, mistakes - 1)
            found.append((start, stop, wrong + np.int16(1)))
    start, stop, wrong = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    score = _score(segment, text, mistakes, (start, stop, wrong))
    return Found(start, stop, score, lambda begin, end: trace(segment, codes, end))


def _around(
    segment: Segment, codes: Sequence[int], part: tuple[int, int], mistakes: int
) -> tuple[Positions, Positions, Mistakes]:
    """Return where all of `codes` stands around an intact part: start, stop and mistakes."""
    begin, end = part
    if min(codes[begin:end]) <= 0:
        return NOWHERE, NOWHERE, NOWHERE.astype(np.int16)
    start = last(segment.find(codes[begin:end]), _MOST_PLACES)
    stop = start + np.int32(end - begin)
    wrong = np.zeros(len(start), np.int16)
    for rest, direction in ((codes[end:], 1), (codes[:begin][::-1], -1)):
        if not rest or not len(start):
            continue
        edge = stop if direction > 0 else start - np.int32(1)
        taken, more = _follow(segment, rest, edge, mistakes, direction)
        wrong = wrong + more
        kept = (wrong <= mistakes).nonzero()[0]
        start, stop, wrong, taken = start[kept], stop[kept], wrong[kept], taken[kept]
        start, stop = (start, stop + taken) if direction > 0 else (start - taken, stop)
    return start, stop, wrong


def _rarity(segment: Segment, codes: Sequence[int]) -> int:
    """Return at most how often the codes stand side by side."""
    return min(segment.pair_count(*pair) for pair in pairwise(codes))


def _cuts(segment: Segment, codes: Sequence[int], parts: int) -> list[int]:
    """Return where to cut the query in parts: evenly, but two parts so that they stand in the fewest places."""
    even = [len(codes) * part // parts for part in range(parts + 1)]
    if parts > 2 or len(codes) < 6:
        return even
    counts = [segment.pair_count(*pair) for pair in pairwise(codes)]
    cut = min(range(2, len(codes) - 1), key=lambda at: (min(counts[: at - 1]) + min(counts[at:]), abs(at - even[1])))
    return [0, cut, len(codes)]


def _follow(
    segment: Segment, codes: Sequence[int], edge: Positions, mistakes: int, direction: int
) -> tuple[Positions, Mistakes]:
    """Return how many characters from each `edge` on match all of `codes` (some), and with how many mistakes.

    direction: 1 to the right, -1 to the left. Places with more than `mistakes` mistakes say so, by one.
    """
    taken = np.zeros(len(edge), np.int32)
    wrong = np.full(len(edge), min(len(codes), mistakes + 1), np.int16)
    kind = next(kind for kind in (np.uint16, np.uint32, np.uint64) if len(codes) <= np.iinfo(kind).bits)
    one, full = kind(1), kind(1 << len(codes) - 1)
    masks = np.zeros(len(segment.alphabet), kind)
    for bit, code in enumerate(codes):
        if code > 0:
            masks[code] |= kind(1 << bit)
    alive = np.arange(len(edge))
    # Bit i of row d: the first i + 1 characters were matched with at most d mistakes.
    rows: list[_States] = [np.full(len(edge), kind((1 << d) - 1)) for d in range(mistakes + 1)]
    before = [row[:0] for row in rows]
    last_mask: _States = masks[:0]
    for offset in range(len(codes) + mistakes):
        mask = masks[segment.text[edge[alive] + np.int32(direction * offset)]]
        # As many characters may come before the first as mistakes are allowed.
        seeds = [one if offset <= d else kind(0) for d in range(mistakes + 1)]
        shifted = [row << one | seed for row, seed in zip(rows, seeds, strict=True)]
        new: list[_States] = [shifted[0] & mask]
        for d in range(1, mistakes + 1):
            row = shifted[d] & mask | rows[d - 1] | shifted[d - 1] | new[d - 1] << one
            if offset:
                seed = one if offset <= d else kind(0)
                row |= ((before[d - 1] << one | seed) & mask & (last_mask >> one)) << one
            new.append(row)
        inside = segment.text[edge[alive] + np.int32(direction * offset)] != 0
        kept = (inside & (new[mistakes] != 0)).nonzero()[0]
        alive, last_mask = alive[kept], mask[kept]
        before, rows = [row[kept] for row in rows], [row[kept] for row in new]
        for d in range(mistakes + 1):
            better = ((rows[d] & full != 0) & (wrong[alive] > d)).nonzero()[0]
            wrong[alive[better]] = d
            taken[alive[better]] = offset + 1
        if not len(alive):
            break
    return taken, wrong


def _score(segment: Segment, text: str, mistakes: int, found: tuple[Positions, Positions, Mistakes]) -> Scores:
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
