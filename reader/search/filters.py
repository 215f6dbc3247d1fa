"""What a query asks of an article besides its words: source, tags, days, phrases of its title."""

from datetime import date
from functools import lru_cache

from reader.core.catalog import Row
from reader.core.order import dated
from reader.core.query_language import WHOLE, Days, Parsed
from reader.core.shelves import on_shelf
from reader.search.folding import folded


class Filter:
    """The conditions of a query, but for its words and its shelf, made ready to be asked of many rows.

    Names and phrases are folded as titles are. Days are those of the published time as written, else of the time added.
    """

    def __init__(self, parsed: Parsed) -> None:
        self._after, self._before = parsed.after, parsed.before
        self._days, self._without_days = parsed.days, parsed.without_days
        self._sources = _all_folded(parsed.sources)
        self._is_from: dict[str | None, bool] = {}  # by source: a library has few of them
        self._without_sources = _all_folded(parsed.without_sources)
        self._tags, self._without_tags = set(_all_folded(parsed.tags)), set(_all_folded(parsed.without_tags))
        self._exact = () if parsed.in_text else _all_folded(parsed.exact)
        self._without = () if parsed.in_text else _all_folded(parsed.without)
        self._in_title = bool(self._exact or self._without)
        self._shelves = parsed.without_shelves
        self._by_source = bool(self._sources or self._without_sources)
        self._by_tag = bool(self._tags or self._without_tags)
        self._by_day = bool(self._after or self._before or self._days or self._without_days)
        self.narrows = self._by_day or self._by_source or self._by_tag or self._in_title or bool(self._shelves)

    def keeps(self, row: Row) -> bool:
        """Whether a row meets all conditions. Words, phrases and what is left out `in:text` are not asked of titles."""
        if not self.narrows:
            return True
        if self._by_day and not self._suits_day(dated(row).date()):
            return False
        if self._by_source and not self._suits_source(row.article.source):
            return False
        if self._by_tag:
            tags = set(map(_folded, row.state.tags))
            if not self._tags <= tags or self._without_tags & tags:
                return False
        if any(on_shelf(shelf, row) for shelf in self._shelves):
            return False
        return not self._in_title or self._suits(row.article.title)

    def _suits_day(self, day: date) -> bool:
        if (self._after and day < self._after) or (self._before and day >= self._before):
            return False
        return (not self._days or _is_in(day, self._days)) and not _is_in(day, self._without_days)

    def _suits_source(self, source: str | None) -> bool:
        if (known := self._is_from.get(source)) is None:
            name = _folded(source or "")
            wanted = not self._sources or _is_named(name, self._sources)
            known = self._is_from[source] = wanted and not _is_named(name, self._without_sources)
        return known

    def _suits(self, title: str) -> bool:
        text = title.lower() if title.isascii() else folded(title)
        return all(phrase in text for phrase in self._exact) and not any(phrase in text for phrase in self._without)


def _is_in(day: date, periods: tuple[Days, ...]) -> bool:
    return any(start <= day < stop for start, stop in periods)


def _is_named(name: str, asked: tuple[str, ...]) -> bool:
    """Whether any of `asked` is a part of a name or, behind WHOLE, all of it; all of them folded."""
    return any(name == part[len(WHOLE) :] if part.startswith(WHOLE) else part in name for part in asked)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return text.lower() if text.isascii() else folded(text)


def _all_folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts folded, without those of which nothing is left: an accent alone would be in every title."""
    return tuple(filter(None, map(_folded, texts)))
