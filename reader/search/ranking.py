"""The order of what was found: closest first, of equals the most recent first, loose finds of two scripts in turn."""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from reader.search.folding import folded
from reader.search.found import Places
from reader.search.joined import HAN, Mask
from reader.search.spans import merged

# Below this score (in hundredths) stand abbreviations, gaps and typos. Which script they were meant for cannot be
# told: `mlai` may be 马来 or "mammoth lyuba arrives in". So both are shown in turn.
_LOOSE = 8500
# What typed punctuation is worth: more than the difference between a title's beginning and a word's.
_SPELLED = 700


class Hit(Struct, frozen=True):
    """A title that was found.

    score: hundredths, 0..10,000. number: of the title in the whole index. title: its number in its segment.
    is_han: whether it was found in Chinese. place: where it was found.
    """

    score: int
    number: int
    title: int
    is_han: bool
    place: int
    places: Places

    def spelled(self, typed: str) -> "Hit":
        """Return the hit, closer if the title holds `typed` (folded) with its punctuation."""
        is_so = typed in folded(self.places.segment.titles[self.title])
        return replace(self, score=min(self.score + _SPELLED, 10_000)) if is_so else self

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the matched ranges of characters of the title, ascending and disjoint."""
        origin = self.places.segment.origin
        ranges = self.places.trace(self.place)
        return tuple(merged((int(origin[start]), int(origin[stop - 1]) + 1) for start, stop in ranges))


def best(places: Places, alive: Mask, limit: int, begin: int) -> list[Hit]:
    """Return the best titles: at most `limit` close ones, and of loose ones of each script.

    begin: number of the segment's first title in the whole index.
    """
    close = places.score >= _LOOSE
    han = (places.segment.flags[places.start] & HAN) != 0
    groups = (close, ~close & han, ~close & ~han)
    chosen = np.concatenate([places.best(among.nonzero()[0], alive, limit) for among in groups])
    titles = places.segment.owner[places.start[chosen]].tolist()
    columns = zip(places.score[chosen].tolist(), titles, han[chosen].tolist(), chosen.tolist(), strict=True)
    return [Hit(score, begin + title, title, is_han, place, places) for score, title, is_han, place in columns]


def ranked(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits in the order to show them, each title once."""
    ordered = sorted(hits, key=lambda hit: (hit.score, hit.number), reverse=True)
    close = [hit for hit in ordered if hit.score >= _LOOSE]
    loose = [hit for hit in ordered if hit.score < _LOOSE]
    once: dict[int, Hit] = {}
    for hit in chain(close, _in_turn(loose)):
        once.setdefault(hit.number, hit)
    return list(once.values())


def _in_turn(loose: Sequence[Hit]) -> Iterable[Hit]:
    first = [hit for hit in loose if hit.is_han is loose[0].is_han]
    second = [hit for hit in loose if hit.is_han is not loose[0].is_han]
    return (hit for hit in chain.from_iterable(zip_longest(first, second)) if hit)
