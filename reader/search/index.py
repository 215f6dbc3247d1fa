"""The title index: every way of searching over every segment, ranked together."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

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
# How many times as many hits are looked at when too few of them are wanted.
_MORE = 10


class _Part(Struct, frozen=True):
    """A segment, the number of its first title in the whole index, and which of its titles are still there."""

    segment: Segment
    begin: int
    alive: npt.NDArray[np.bool_]


class TitleIndex:
    """Finds titles. One thread at a time may add and discard; any number may search meanwhile."""

    def __init__(self) -> None:
        self._parts: tuple[_Part, ...] = ()
        self._ids: list[str] = []
        self._numbers: dict[str, int] | None = None  # by id; made when something changes for the first time

    @classmethod
    def build(cls, titles: Iterable[tuple[str, str]]) -> "TitleIndex":
        """Return an index of (id, title) pairs, oldest first; the later of two equal ids wins."""
        index = cls()
        index.extend(titles)
        return index

    def __len__(self) -> int:
        return sum(int(part.alive.sum()) for part in self._parts)

    def add(self, id: str, title: str) -> None:
        """Add a title, the most recent one; it takes the place of an earlier one of the same id."""
        self.extend([(id, title)])

    def extend(self, titles: Iterable[tuple[str, str]]) -> None:
        """Add (id, title) pairs, the most recent last; each takes the place of an earlier one of the same id."""
        latest: dict[str, str] = {}
        for id, title in titles:
            latest.pop(id, None)
            latest[id] = title
        if not latest:
            return
        begin = len(self._ids)
        if begin:
            for id in latest:
                self.discard(id)
            self._known().update((id, begin + number) for number, id in enumerate(latest))
        self._ids += latest
        parts = [*self._parts, _part(list(latest.values()), begin)]
        while len(parts) > 1 and _should_merge(*parts[-2:]):
            last = parts.pop()
            parts.append(_joined(parts.pop(), last))
        self._parts = tuple(parts)

    def discard(self, id: str) -> None:
        """Forget article `id`, if it is known."""
        number = self._known().pop(id, None)
        if number is not None:
            part = next(part for part in reversed(self._parts) if part.begin <= number)
            part.alive[number - part.begin] = False
            if not part.alive.any():
                self._parts = tuple(other for other in self._parts if other is not part)

    def _known(self) -> dict[str, int]:
        """Return the numbers of the titles that are still there, by id."""
        if self._numbers is None:
            alive = (part.begin + at for part in self._parts for at in part.alive.nonzero()[0].tolist())
            self._numbers = {self._ids[number]: number for number in alive}
        return self._numbers

    def search(
        self,
        query: str,
        *,
        limit: int = 200,
        keeps: Callable[[str], bool] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Match]:
        """Return the titles that answer `query`, best first; of equals the most recent first.

        keeps: asked for the ids of what was found, the best first, until `limit` were kept.
        cancelled: asked now and then; once true, what was found so far is returned.
        """
        text = folded(query[:QUERY_LIMIT])[:QUERY_LIMIT]
        ids = self._ids
        wanted = (lambda number: keeps(ids[number])) if keeps else None
        hits = [hit for part in self._parts for hit in _hits(part, text, limit, wanted, cancelled or bool)]
        matches, score = [], 10_000
        for hit in ranked(hits)[:limit]:
            score = min(score, hit.score)
            matches.append(Match(id=ids[hit.number], spans=hit.spans(), score=score / 100))
        return matches


def _hits(
    part: _Part, text: str, limit: int, wanted: Callable[[int], bool] | None, cancelled: Callable[[], bool]
) -> list[Hit]:
    """Return the best hits of one part. Typed punctuation is looked for in more of them than are wanted."""
    typed = text.strip()
    is_punctuated = any(not is_searched(character) and not character.isspace() for character in typed)
    enough = len(part.alive) if wanted else limit
    places = Places(part.segment, search(part.segment, text, enough, cancelled))
    size = _SPARE * limit if is_punctuated else limit
    while True:
        hits = best(places, part.alive, size, part.begin)
        kept = [hit for hit in hits if wanted(hit.number)] if wanted else hits
        if len(kept) >= limit or len(hits) < size or cancelled():
            break
        size *= _MORE
    return [hit.spelled(typed) for hit in kept] if is_punctuated else kept


def _part(titles: Sequence[str], begin: int) -> _Part:
    return _Part(Segment(titles), begin, np.ones(len(titles), bool))


def _joined(before: _Part, last: _Part) -> _Part:
    segment = Segment(before.segment.titles + last.segment.titles)
    return _Part(segment, before.begin, np.concatenate([before.alive, last.alive]))


def _should_merge(before: _Part, last: _Part) -> bool:
    size = len(before.alive)
    return size <= _LARGEST_MERGED and size <= _FAN_OUT * len(last.alive)
