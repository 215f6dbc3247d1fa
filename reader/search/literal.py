"""Titles that hold the query as it is typed."""

from collections.abc import Sequence

import numpy as np

from reader.search.found import Found, whole
from reader.search.segment import Segment

# The order people expect (DESIGN §7): exact, prefix, word start, contiguous.
# A Chinese character may begin a word anywhere. The best of each is kept for what is spelled just as it was typed.
EXACT, PREFIX, WORD, HAN, INSIDE = 99, 94, 90, 88, 80


def literal(segment: Segment, codes: Sequence[int]) -> Found:
    """Find the characters `codes` side by side; a single letter only where a word begins."""
    start = segment.find(codes)
    if len(codes) == 1:
        start = start[segment.unit[start]]
    stop = start + np.int32(len(codes))
    begins = segment.text[start - 1] == 0
    ends = segment.text[stop] == 0
    score = np.where(segment.word[start], WORD, INSIDE)
    score = np.where(segment.unit[start] & ~segment.word[start], HAN, score)
    score = np.where(begins, np.where(ends, EXACT, PREFIX), score)
    return Found(start, stop, score.astype(np.float32), whole)
