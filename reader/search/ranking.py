"""The order of what was found: closest first, of equals the most recent first, loose finds of two scripts in turn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from reader.search.found import Places, merged
from reader.search.joined import HAN, Mask

# Below this score (in hundredths) stand abbreviations, gaps and typos. Which script they were meant for cannot be
# told: `mlai` may be 马来 or "mammoth lyuba arrives in". So both are shown in turn.
_LOOSE = 8500
# What typed punctuation is worth: more than the difference between a title's beginning and a word's.
_SPELLED = 700


@dataclass(frozen=True, slots=True)
class Hit:
    """A title that was found.

    begin: number of its segment's first title in the whole index. place: where it was found.
    spelled: whether the title holds the query with the punctuation that was typed.
    """

    begin: int
    place: int
    places: Places
    spelled: bool = False

    @property
    def number(self) -> int:
        """Number of the title in the whole index."""
        return self.begin + int(self.places.segment.owner[self.places.start[self.place]])

    @property
    def title(self) -> str:
        """The title."""
        return self.places.segment.titles[self.number - self.begin]

    @property
    def score(self) -> int:
        """Hundredths, 0..10,000."""
        return min(int(self.places.score[self.place]) + self.spelled * _SPELLED, 10_000)

    @property
    def is_han(self) -> bool:
        """Whether it was found in Chinese."""
        return bool(self.places.segment.flags[self.places.start[self.place]] & HAN)

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the matched ranges of characters of the title, ascending and disjoint."""
        origin = self.places.segment.origin
        ranges = self.places.trace(self.place)
        return tuple(merged((int(origin[start]), int(origin[stop - 1]) + 1) for start, stop in ranges))


def best(places: Places, alive: Mask, limit: int) -> Iterator[int]:
    """Yield the best place of each of the best titles: at most `limit` close ones, and of loose ones of each script."""
    close = places.score >= _LOOSE
    han = (places.segment.flags[places.start] & HAN) != 0
    for among in (close, ~close & han, ~close & ~han):
        yield from places.best(among.nonzero()[0], alive, limit).tolist()


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
