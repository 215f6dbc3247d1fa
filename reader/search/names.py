"""Finding the names of sources and tags: written, by pinyin or by initials, without mistakes."""

from collections.abc import Iterable

from reader.core.query import Match
from reader.search.index import TitleIndex

LEAST = 80.0
"""The score of letters inside a word (literal.INSIDE), below initials and above everything forgiving."""

MOST = 50
"""Names that one query can find."""


class NameIndex:
    """An index of names. Not thread-safe, as the `TitleIndex` in it."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = set(names)
        self._index = TitleIndex.build((name, name) for name in self._names)

    def add(self, names: Iterable[str]) -> bool:
        """Take in names that it does not hold yet; whether there were any."""
        others = set(names) - self._names
        for name in others:
            self._names.add(name)
            self._index.add(name, name)
        return bool(others)

    def search(self, query: str) -> list[Match]:
        """Return the names that hold `query` itself, its sounds or its initials; a match's id is the name."""
        return [match for match in self._index.search(query, limit=MOST) if match.score >= LEAST]
