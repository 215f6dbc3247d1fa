"""Chinese abbreviations: the query's characters in their order with a few others between (降的开 in 降临的开端)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from reader.search.found import Found
from reader.search.segment import Segment
from reader.search.spans import Spans

# Characters looked over for the next one, and by how much the whole may be longer than the query.
_REACH = 6
_MOST_PLACES = 20_000
_NEAR, _SKIPPED, _LEAST = 7400, 150, 5000


def gaps(segment: Segment, codes: Sequence[int], longest: int) -> Found:
    """Find where the characters `codes` stand in order within `longest` positions of one title."""
    rarest = min(range(len(codes)), key=lambda at: len(segment.positions_of(codes[at])))
    anchors = np.sort(segment.positions_of(codes[rarest]))[-_MOST_PLACES:]
    start, stop = anchors, anchors
    for code in codes[rarest + 1 :]:
        kept, stop = _next(segment, stop, code, 1)
        start = start[kept]
    for code in reversed(codes[:rarest]):
        kept, start = _next(segment, start, code, -1)
        stop = stop[kept]
    stop = stop + np.int32(1)
    near = (segment.owner[start] == segment.owner[stop - 1]) & (stop - start <= longest)
    start, stop = start[near], stop[near]
    skipped = stop - start - len(codes)
    score = np.maximum(_NEAR - _SKIPPED * skipped, _LEAST).astype(np.int16)
    return Found(start, stop, score, lambda begin, end: _trace(segment, codes, begin, end))


def _next(
    segment: Segment, places: npt.NDArray[np.int32], code: int, direction: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return which places have `code` within reach, and where it is nearest."""
    around = places[:, None] + np.arange(1, _REACH + 1, dtype=np.int32) * np.int32(direction)
    same = segment.text[np.maximum(around, 0)] == code
    nearest = same.argmax(axis=1)
    kept = np.flatnonzero(same[np.arange(len(places)), nearest])
    return kept, around[kept, nearest[kept]]


def _trace(segment: Segment, codes: Sequence[int], start: int, stop: int) -> Spans:
    """Return the positions of `codes` between `start` and `stop`, each as a range."""
    text = segment.text[start:stop].tolist()
    spans, at = [], 0
    for code in codes:
        at = text.index(code, at) + 1
        spans.append((start + at - 1, start + at))
    return spans
