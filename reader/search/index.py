"""The title index: every way of searching over every segment, ranked together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reader.core.query import Match
from reader.search.folding import folded, is_searched
from reader.search.found import Places
from reader.search.ranking import Hit, best, ranked
from reader.search.segment import QUERY_LIMIT, Segment
from reader.search.ways import search

# Segments grow by merging like with like, so adding a title stays cheap; none beyond this size is ever merged.
_FAN_OUT = 16
_LARGEST_MERGED = 8_000
# Hits that typed punctuation is looked for in, for each that is wanted.
_SPARE = 20


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment, the number of its first title in the whole index, and which of its titles are still there."""

    segment: Segment
    begin: int
    alive: npt.NDArray[np.bool_]


class TitleIndex:
    """Finds titles. Not thread-safe: use it from one thread at a time."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}

    @classmethod
    def build(cls, titles: Iterable[tuple[str, str]]) -> "TitleIndex":
        """Return an index of (id, title) pairs, oldest first; the later of two equal ids wins."""
        index = cls()
        latest: dict[str, str] = {}
        for id, title in titles:
            latest.pop(id, None)
            latest[id] = title
        index._ids = list(latest)
        index._numbers = {id: number for number, id in enumerate(index._ids)}
        if latest:
            index._parts.append(_part(list(latest.values()), 0))
        return index

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, id: str, title: str) -> None:
        """Add a title, the most recent one; it takes the place of an earlier one of the same id."""
        self.discard(id)
        self._numbers[id] = len(self._ids)
        self._parts.append(_part([title], len(self._ids)))
        self._ids.append(id)
        while len(self._parts) > 1 and _should_merge(*self._parts[-2:]):
            last = self._parts.pop()
            before = self._parts.pop()
            self._parts.append(_joined(before, last))

    def discard(self, id: str) -> None:
        """Forget article `id`, if it is known."""
        number = self._numbers.pop(id, None)
        if number is not None:
            part = next(part for part in reversed(self._parts) if part.begin <= number)
            part.alive[number - part.begin] = False

    def search(self, query: str, *, limit: int = 200, cancelled: Callable[[], bool] | None = None) -> list[Match]:
        """Return the titles that answer `query`, best first; of equals the most recent first.

        cancelled: asked now and then; once true, what was found so far is returned.
        """
        text = folded(query[:QUERY_LIMIT])[:QUERY_LIMIT]
        hits = [hit for part in self._parts for hit in _hits(part, text, limit, cancelled or bool)]
        return [
            Match(id=self._ids[hit.number], spans=hit.spans(), score=hit.score / 100) for hit in ranked(hits)[:limit]
        ]


def _hits(part: _Part, text: str, limit: int, cancelled: Callable[[], bool]) -> Iterator[Hit]:
    """Yield the best hits of one part. Typed punctuation is looked for in more of them than are wanted."""
    typed = text.strip()
    is_punctuated = any(not is_searched(character) and not character.isspace() for character in typed)
    places = Places(part.segment, search(part.segment, text, limit, cancelled))
    for place in best(places, part.alive, _SPARE * limit if is_punctuated else limit):
        title = part.segment.titles[int(part.segment.owner[places.start[place]])] if is_punctuated else ""
        yield Hit(part.begin, place, places, is_punctuated and typed in folded(title))


def _part(titles: Sequence[str], begin: int) -> _Part:
    return _Part(Segment(titles), begin, np.ones(len(titles), bool))


def _joined(before: _Part, last: _Part) -> _Part:
    segment = Segment(before.segment.titles + last.segment.titles)
    return _Part(segment, before.begin, np.concatenate([before.alive, last.alive]))


def _should_merge(before: _Part, last: _Part) -> bool:
    size = len(before.alive)
    return size <= _LARGEST_MERGED and size <= _FAN_OUT * len(last.alive)
