"""What one way of searching finds in a segment."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reader.search.segment import Positions, Segment

Spans = list[tuple[int, int]]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """Places that answer a query, any number per title.

    start, stop: half-open ranges of positions. score: 0..100 each.
    trace: the matched ranges of positions inside start..stop, for highlighting.
    """

    start: Positions
    stop: Positions
    score: Scores
    trace: Callable[[int, int], Spans]


class Places:
    """All that several ways found in a segment, and the best place of each title.

    place: by title number, an index into the other arrays, -1 where the title has none.
    """

    def __init__(self, segment: Segment, founds: Sequence[Found]) -> None:
        self.founds = founds
        self.start = np.concatenate([found.start for found in founds] or [_NOWHERE])
        self.stop = np.concatenate([found.stop for found in founds] or [_NOWHERE])
        self.score = np.concatenate([found.score for found in founds] or [_NOWHERE.astype(np.float32)])
        self._ends = np.cumsum([len(found.start) for found in founds])
        self.titles = segment.owner[self.start]
        self.place = np.full(len(segment.titles), -1, np.int32)
        # Hundredths in 16 bits are sorted by radix, many times faster than floats.
        ascending = np.argsort((self.score * 100).astype(np.uint16), kind="stable")
        self.place[self.titles[ascending]] = ascending

    def trace(self, place: int) -> Spans:
        """Return the matched ranges of positions of a place, ascending and disjoint."""
        found = self.founds[int(np.searchsorted(self._ends, place, side="right"))]
        return merged(found.trace(int(self.start[place]), int(self.stop[place])))

    def best(self, alive: npt.NDArray[np.bool_], limit: int) -> list[int]:
        """Return the best places of the living titles, best first, of equals the most recent first."""
        places = self.place[alive & (self.place >= 0)]
        if len(places) > limit:
            places = places[self.score[places] >= np.partition(self.score[places], -limit)[-limit]]
        order = np.lexsort((-self.titles[places], -self.score[places]))[:limit]
        return [int(place) for place in places[order]]


def whole(start: int, stop: int) -> Spans:
    """Trace a match that is matched from end to end."""
    return [(start, stop)]


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return ranges ascending and disjoint; those that touch become one."""
    result: Spans = []
    for start, stop in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(stop, result[-1][1]))
        else:
            result.append((start, stop))
    return result


_NOWHERE = np.zeros(0, np.int32)
