"""Finding the names of sources and tags: written, by pinyin or by initials, without mistakes."""

from collections.abc import Iterable

from reader.core.query import Match
from reader.search.index import TitleIndex

LEAST = 82.0
"""The score of initials (runs.Runs), above everything forgiving."""

MOST = 50
"""Names that one query can find."""


class NameIndex:
    """An index of names. One thread at a time may add, any number may search meanwhile."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = set(names)
        self._index = TitleIndex.build((name, name) for name in self._names)

    def add(self, names: Iterable[str]) -> bool:
        """Take in names that it does not hold yet; whether there were any."""
        others = set(names) - self._names
        self._names |= others
        self._index.extend((name, name) for name in others)
        return bool(others)

    def search(self, query: str) -> list[Match]:
        """Return the names that hold `query` itself, its sounds or its initials; a match's id is the name."""
        return [match for match in self._index.search(query, limit=MOST) if match.score >= LEAST]
