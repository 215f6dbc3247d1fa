"""From a query to a view of the catalog: filters, title search, order."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

from reader.core.catalog import Catalog, Row
from reader.core.order import ordered
from reader.core.query import Match, Query, Sort, View
from reader.core.query_language import keeps, on_shelf, parse
from reader.search.plain import plain

if TYPE_CHECKING:
    from reader.search import TitleIndex

FOUND_AT_MOST = 200
"""Titles a text query shows: nobody pages further, they type another letter."""

LOOKED_AT_MOST = 10 * FOUND_AT_MOST
"""Titles that the words are asked to find before the shelf and the filters take some away."""


class Finder:
    """Answers queries over catalogs, keeping the title index and the sort orders of the latest one.

    Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._index: TitleIndex | None = None
        self._indexed = Catalog()
        self._orders: dict[Sort, tuple[Mapping[str, int], tuple[int, ...]]] = {}
        self._lock = Lock()

    def prepare(self, catalog: Catalog) -> None:
        """Build the title index, or bring it up to date with `catalog`. Takes long for a large library."""
        if self._index is None:
            from reader.search import TitleIndex

            index = TitleIndex.build((row.id, row.article.title) for row in catalog.rows)
            with self._lock:
                self._index, self._indexed = index, catalog
            return
        with self._lock:
            if self._indexed.places is catalog.places:
                return
            for id in self._indexed.places.keys() - catalog.places.keys():
                self._index.discard(id)
            for row in catalog.rows:
                if self._indexed.title_of(row.id) != row.article.title:
                    self._index.add(row.id, row.article.title)
            self._indexed = catalog

    def view(
        self, catalog: Catalog, query: Query, now: datetime, cancelled: Callable[[], bool] = lambda: False
    ) -> View:
        """Answer `query`: the closest titles first when it has words, else in the order it asks for."""
        start = perf_counter()
        parsed = parse(query.text, now.date())
        understood = "; ".join(filter(None, (parsed.understood, *parsed.hints)))
        shelf = parsed.shelf or query.shelf
        narrows = replace(parsed, shelf=None).is_filtering
        parsed = replace(parsed, shelf=shelf)
        rows = [row for row in self._ordered(catalog, query.sort) if on_shelf(shelf, row) or row.id == query.pinned]
        matches: dict[str, Match] = {}
        if parsed.text:
            on_view = {row.id: row for row in rows if keeps(parsed, row) or row.id == query.pinned}
            found = (match for match in self._found(catalog, parsed.text, cancelled) if match.id in on_view)
            matches = {match.id: match for match in islice(found, FOUND_AT_MOST)}
            shown = tuple(on_view[id] for id in matches)
        elif narrows:
            shown = tuple(row for row in rows if keeps(parsed, row) or row.id == query.pinned)
        else:
            shown = tuple(rows)
        return View(
            query=query,
            rows=shown,
            matches=matches,
            total=len(rows),
            understood=understood,
            seconds=perf_counter() - start,
        )

    def _found(self, catalog: Catalog, words: str, cancelled: Callable[[], bool]) -> list[Match]:
        if self._index is None:
            return plain(((row.id, row.article.title) for row in catalog.rows), words, LOOKED_AT_MOST)
        self.prepare(catalog)
        with self._lock:
            return self._index.search(words, limit=LOOKED_AT_MOST, cancelled=cancelled)

    def _ordered(self, catalog: Catalog, sort: Sort) -> tuple[Row, ...]:
        places, order = self._orders.get(sort, (None, ()))
        if places is not catalog.places:
            order = tuple(catalog.places[row.id] for row in ordered(catalog.rows, sort))
            self._orders[sort] = (catalog.places, order)
        return tuple(catalog.rows[index] for index in order)
