"""What one way of searching finds in a segment."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from reader.search.joined import Mask, Positions
from reader.search.segment import Segment
from reader.search.spans import Spans, merged

Scores = npt.NDArray[np.int16]
Numbers = npt.NDArray[np.intp]

# Places looked at first for each title wanted: a title may hold several.
_SPARE = 4


class Found(Struct, frozen=True):
    """Places that answer a query, any number per title.

    start, stop: half-open ranges of positions. score: hundredths, 0..10,000 each.
    trace: the matched ranges of positions inside start..stop, for highlighting.
    """

    start: Positions
    stop: Positions
    score: Scores
    trace: Callable[[int, int], Spans]


class Places:
    """All that several ways found in a segment, place after place."""

    def __init__(self, segment: Segment, founds: Sequence[Found]) -> None:
        self.segment = segment
        self._founds = founds
        self.start = np.concatenate([found.start for found in founds] or [NOWHERE])
        self.stop = np.concatenate([found.stop for found in founds] or [NOWHERE])
        self.score = np.concatenate([found.score for found in founds] or [NOWHERE.astype(np.int16)])
        self._ends = list(accumulate(len(found.start) for found in founds))

    def trace(self, place: int) -> Spans:
        """Return the matched ranges of positions of a place, ascending and disjoint, whatever was left out between."""
        found = self._founds[bisect_right(self._ends, place)]
        return merged(found.trace(int(self.start[place]), int(self.stop[place])))

    def best(self, among: Numbers, alive: Mask, limit: int) -> Numbers:
        """Return the best place of each living title among some places, best first, of equals the most recent first."""
        size = _SPARE * limit
        while len(among):
            chosen = self._closest(among, size)
            titles = self.segment.owner[self.start[chosen]]
            chosen, titles = chosen[alive[titles]], titles[alive[titles]]
            chosen = chosen[np.lexsort((self.start[chosen], -titles, -self.score[chosen]))]
            chosen = _first_of_each(chosen, self.segment.owner[self.start[chosen]])
            if len(chosen) >= limit or size >= len(among):
                return chosen[:limit]
            size *= 8
        return among

    def _closest(self, among: Numbers, size: int) -> Numbers:
        """Return at least `size` of the places (if there are), those of the highest scores, then of the last titles."""
        if len(among) <= size:
            return among
        score = self.score[among]
        least = np.searchsorted(np.cumsum(np.bincount(score)[::-1]), size)
        edge = int(score.max()) - int(least)
        above, ties = among[score > edge], among[score == edge]
        wanted = size - len(above)
        if len(ties) > wanted:
            ties = ties[np.argpartition(self.start[ties], -wanted)[-wanted:]]
        return np.concatenate([above, ties])


def whole(start: int, stop: int) -> Spans:
    """Trace a match that is matched from end to end."""
    return [(start, stop)]


def last(positions: Positions, most: int) -> Positions:
    """Return the positions of the last titles, at most `most` of them, in no order."""
    return positions if len(positions) <= most else np.partition(positions, -most)[-most:]


def _first_of_each(places: Numbers, titles: Positions) -> Numbers:
    return places[np.sort(np.unique(titles, return_index=True)[1])]


NOWHERE = np.zeros(0, np.int32)
