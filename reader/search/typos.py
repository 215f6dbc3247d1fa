"""Typos: the query as it would stand in a title, up to a few wrong, missing, additional or exchanged characters.

With k mistakes allowed, one of k + 1 parts of the query is intact; from each place where one stands, the rest of the
query is followed to both sides, at all places at once, bit-parallel (Wu and Manber, "Fast text searching allowing
errors", CACM 35(10), 1992; exchanged neighbours added as in Hyyrö 2003).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, Levenshtein

from reader.search.folding import folded
from reader.search.found import NOWHERE, Found, Scores, last
from reader.search.joined import WORD, Positions
from reader.search.literal import Typed
from reader.search.segment import Segment
from reader.search.spans import Spans

LONGEST_TYPED = 60
# Most places looked at, so that a query of very common letters stays fast, and most compared with their spaces.
_MOST_PLACES, _MOST_COMPARED = 20_000, 60
_NEAR, _MISTAKE, _UNCOMPARED, _AT_WORD = 7000, 1000, 300, 50
_States = npt.NDArray[Any]
Mistakes = npt.NDArray[np.int16]


def typos(segment: Segment, typed: Typed, text: str, mistakes: int) -> Found:
    """Find where `typed` (at most LONGEST_TYPED letters of the folded `text`) stands with at most `mistakes`."""
    codes = [segment.codes.get(character, -1) for character in typed.letters]
    parts = list(_intact(segment, codes, mistakes))
    start = np.concatenate([NOWHERE, *(part.start for part in parts)])
    sizes = [len(part.start) for part in parts]
    begin, end, wrong = (np.repeat(values, sizes) for values in np.array([part[1:] for part in parts], np.int32).T)
    stop = start + end - begin
    taken, after = _follow(segment, codes, (stop, end), mistakes, 1)
    stop, wrong = stop + taken, wrong + after
    kept = (wrong <= mistakes).nonzero()[0]
    start, stop, begin, wrong = start[kept], stop[kept], begin[kept], wrong[kept]
    taken, before = _follow(segment, codes[::-1], (start - np.int32(1), np.int32(len(codes)) - begin), mistakes, -1)
    start, wrong = start - taken, wrong + before
    kept = (wrong <= mistakes).nonzero()[0]
    start, stop, wrong = start[kept], stop[kept], wrong[kept]
    score = _score(segment, text, mistakes, (start, stop, wrong))
    return Found(start, stop, score, lambda begin, end: _trace(segment, codes, end))


class _Part(NamedTuple):
    """A part of the query, begin..end, that stands unaltered at `start` after `wrong` mistakes were made to it."""

    start: Positions
    begin: int
    end: int
    wrong: int


def _intact(segment: Segment, codes: Sequence[int], mistakes: int) -> Iterator[_Part]:
    """Yield parts of the query of which one is intact wherever it stands with so many mistakes."""
    cuts = _cuts(segment, codes, mistakes + 1)
    for begin, end in pairwise(cuts):
        yield _Part(_places(segment, codes[begin:end]), begin, end, 0)
    for cut in cuts[1:-1]:
        exchanged = [*codes[: cut - 1], codes[cut], codes[cut - 1], *codes[cut + 1 :]]
        # The other mistakes are all on one side of it or there are none.
        sides = sorted([(0, cut + 1), (cut - 1, len(codes))], key=lambda side: segment.most_of(exchanged[slice(*side)]))
        for begin, end in sides[:mistakes]:
            yield _Part(_places(segment, exchanged[begin:end]), begin, end, 1)


def _places(segment: Segment, codes: Sequence[int]) -> Positions:
    return last(segment.find(codes), _MOST_PLACES) if min(codes) > 0 else NOWHERE


def _cuts(segment: Segment, codes: Sequence[int], parts: int) -> list[int]:
    """Return where to cut the query in parts: evenly, but two parts so that they stand in the fewest places."""
    even = [len(codes) * part // parts for part in range(parts + 1)]
    if parts > 2 or len(codes) < 6:
        return even
    counts = [segment.pair_count(*pair) for pair in pairwise(codes)]
    cut = min(range(2, len(codes) - 1), key=lambda at: (min(counts[: at - 1]) + min(counts[at:]), abs(at - even[1])))
    return [0, cut, len(codes)]


def _follow(
    segment: Segment, codes: Sequence[int], edges: tuple[Positions, Positions], mistakes: int, direction: int
) -> tuple[Positions, Mistakes]:
    """Return how many characters from each edge on match the rest of `codes`, and with how many mistakes.

    edges: where to go on, and how many of `codes` are matched there. direction: 1 to the right, -1 to the left.
    Places with more than `mistakes` mistakes say so, by one.
    """
    edge, matched = edges
    kind: Any = next(kind for kind in (np.uint16, np.uint32, np.uint64) if len(codes) <= np.iinfo(kind).bits)
    one, full = kind(1), kind(1 << len(codes) - 1)
    masks = np.zeros(len(segment.alphabet), kind)
    for bit, code in enumerate(codes):
        if code > 0:
            masks[code] |= kind(1 << bit)
    taken = np.zeros(len(edge), np.int32)
    wrong = np.full(len(edge), mistakes + 1, np.int16)
    alive = np.arange(len(edge))
    # Bit i of row d: the first i + 1 characters were matched with at most d mistakes.
    rows: list[_States] = [one << (matched - np.int32(1)).astype(kind)]
    for _ in range(mistakes):
        rows.append(rows[-1] | rows[-1] << one)
    before, last_mask = rows, np.zeros(len(edge), kind)
    for offset in range(len(codes) + mistakes):
        for d in range(mistakes + 1):
            better = ((rows[d] & full != 0) & (wrong[alive] > d)).nonzero()[0]
            wrong[alive[better]] = d
            taken[alive[better]] = offset
        here = segment.text[edge[alive] + np.int32(direction * offset)]
        mask = masks[here]
        new: list[_States] = [rows[0] << one & mask]
        for d in range(1, mistakes + 1):
            row = rows[d] << one & mask | rows[d - 1] | rows[d - 1] << one | new[d - 1] << one
            if offset:
                row |= (before[d - 1] << one & mask & last_mask >> one) << one
            new.append(row)
        kept = ((here != 0) & (new[mistakes] != 0)).nonzero()[0]
        if not len(kept):
            break
        alive, last_mask = alive[kept], mask[kept]
        before, rows = [row[kept] for row in rows], [row[kept] for row in new]
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


def _trace(segment: Segment, codes: Sequence[int], stop: int) -> Spans:
    """Return the ranges of positions before `stop` that are in the query, by the closest alignment."""
    low = int(segment.first[segment.owner[stop - 1]])
    text = segment.text[max(low, stop - len(codes) - 2) : stop].tolist()
    tails = [text[begin:] for begin in range(len(text))]
    tail = min(tails, key=lambda tail: (Levenshtein.distance(codes, tail), abs(len(tail) - len(codes))))
    blocks = Levenshtein.editops(codes, tail).as_matching_blocks()
    return [(stop - len(tail) + block.b, stop - len(tail) + block.b + block.size) for block in blocks if block.size]
