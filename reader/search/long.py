"""Long queries, such as a pasted headline with changes: titles that share most of their rare pairs, then rapidfuzz."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from reader.search.found import Found
from reader.search.segment import Segment
from reader.search.spans import Spans

# Pairs looked up, titles scored, and the least similarity (0..100) that counts.
_PAIRS, _TITLES, _LEAST = 16, 40, 72
_NEAR = 75  # hundredths of a score for each of rapidfuzz's


def long(segment: Segment, query: str) -> Found:
    """Find titles that hold most of `query`, or that `query` holds most of."""
    codes = [code for character in query if (code := segment.codes.get(character))]
    pairs = set(pairwise(codes))
    rarest = sorted((count, pair) for pair in pairs if (count := segment.pair_count(*pair)))[:_PAIRS]
    shared = np.zeros(len(segment.titles), np.int32)
    for _, pair in rarest:
        shared[segment.owner[segment.positions_of_pair(*pair)]] += 1
    most = np.flatnonzero(shared * 4 >= max(len(rarest), 4))
    most = most[np.argsort(shared[most], kind="stable")[-_TITLES:]]
    text = "".join(map(chr, codes))
    places = [
        (start, stop, fuzz.partial_ratio(text, segment.letters(start, stop)))
        for start, stop in map(segment.extent, most.tolist())
    ]
    good = [place for place in places if place[2] >= _LEAST and (place[1] - place[0]) * 2 >= len(query)]
    table = np.array(good, float).reshape(-1, 3)
    start, stop = table[:, 0].astype(np.int32), table[:, 1].astype(np.int32)
    return Found(
        start, stop, (table[:, 2] * _NEAR).astype(np.int16), lambda begin, end: _trace(segment, codes, begin, end)
    )


def _trace(segment: Segment, codes: Sequence[int], start: int, stop: int) -> Spans:
    blocks = Indel.editops("".join(map(chr, codes)), segment.letters(start, stop)).as_matching_blocks()
    return [(start + block.b, start + block.b + block.size) for block in blocks if block.size]
