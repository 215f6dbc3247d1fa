"""From a query to a view of the catalog: filters, title search, order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import merge
from itertools import groupby, islice
from threading import Lock
from time import perf_counter

from msgspec import Struct
from msgspec.structs import replace

from reader.core.catalog import Catalog, Row
from reader.core.facets import Facets, facets
from reader.core.groups import groups_of
from reader.core.order import dated, instant, ranking
from reader.core.query import Excerpt, Grouping, Match, Place, Query, Shelf, Sort, View
from reader.core.query_language import Parsed, parse
from reader.core.shelves import Shelves, on_shelf, put, sorted_shelf
from reader.search.filters import Filter
from reader.search.folding import folded
from reader.search.plain import plain
from reader.search.rows import RowIndex
from reader.texts import Cancelled, Texts
from reader.wording import tr

FOUND_AT_MOST = 200
"""Titles a text query shows: nobody pages further, they type another letter."""

LOOKED_AT_MOST = 10 * FOUND_AT_MOST
"""Articles of sources and tags that are looked at for those that filters let pass."""

_SLICE = 1_000
"""Rows looked at between two questions whether the answer is still wanted; a third of a frame of plain search."""

_GROWTH = 4
"""How many times as many titles each further slice of plain search has: each of its answers is drawn."""

_Answer = tuple[Sequence[Row], Mapping[str, Match], str]
"""Rows, matches and progress of a view."""


class _Asked(Struct, frozen=True, kw_only=True):
    """What rows have to be to answer a query, whatever its words."""

    catalog: Catalog
    shelf: Shelf
    filter: Filter
    pinned: str | None
    cancelled: Cancelled

    def keeps(self, row: Row) -> bool:
        return (on_shelf(self.shelf, row) and self.filter.keeps(row)) or row.article.id == self.pinned


class Finder:
    """Answers queries over catalogs, keeping the title index and the sorted shelves of the latest one.

    Safe to use from several threads. No call holds the interpreter for more than some milliseconds at 100,000 rows.
    """

    def __init__(self, texts: Texts | None = None) -> None:
        """texts: what answers queries `in:text`; without it, they are asked of titles."""
        self._texts = texts
        self._index = RowIndex()
        self._shelves = Shelves()
        self._lock = Lock()  # for the shelves

    def prepare(self, catalog: Catalog) -> bool:
        """Build the title index, or bring it up to date with `catalog`; whether that was needed."""
        is_new = self._index.prepare(catalog)
        with self._lock:
            self._shelves.named(catalog, Shelf.ALL)
        if is_new:
            self._sort(catalog)
        return is_new

    def _sort(self, catalog: Catalog) -> None:
        """Have every shelf, and all articles in every order, ready before they are asked for."""
        for shelf, sort in [*((Shelf.ALL, sort) for sort in Sort), *((shelf, Sort.NEWEST) for shelf in Shelf)]:
            rows = sorted_shelf(catalog, shelf, sort)
            with self._lock:
                if self._shelves.catalog is catalog:
                    self._shelves.take(shelf, sort, rows)

    def facets(self, catalog: Catalog, shelf: Shelf) -> Facets:
        """Return the sources, tags and months of a shelf, counted as filters count them.

        What it counts is kept up to date; the first time takes 0.2 s for 100,000 articles.
        """
        with self._lock:
            named = [(name, len(rows)) for name, rows in self._shelves.named(catalog, shelf).items() if rows]
        with self._lock:
            rows = self._shelves.rows(catalog, shelf, Sort.NEWEST, Grouping.MONTH)
        return facets(named, groups_of(rows, Grouping.MONTH, Sort.NEWEST), len(rows), folded)

    def view(self, catalog: Catalog, query: Query, now: datetime, cancelled: Cancelled = lambda: False) -> View:
        """Return the last of `views`."""
        view = View(query=query)
        for view in self.views(catalog, query, now, cancelled):  # noqa: B007 - the last one counts
            pass
        return view

    def views(
        self, catalog: Catalog, query: Query, now: datetime, cancelled: Cancelled = lambda: False
    ) -> Iterator[View]:
        """Answer `query`, in growing views: the closest titles first when it has words, else in the order it asks for.

        cancelled: asked now and then; once true, no more is looked for.
        """
        start = perf_counter()
        parsed = parse(query.text, now.date())
        if not self._texts:
            parsed = replace(parsed, in_text=False)
        asked = _Asked(
            catalog=catalog,
            shelf=parsed.shelf or query.shelf,
            filter=Filter(parsed),
            pinned=query.pinned,
            cancelled=cancelled,
        )
        grouping = Grouping.NONE if self._is_ranked(parsed) else query.grouping
        standing = self._standing(asked, query.sort, grouping)
        for rows, matches, progress in self._answers(asked, parsed, standing):
            yield View(
                query=query,
                rows=tuple(rows),
                matches=matches,
                groups=groups_of(rows, grouping, query.sort),
                total=len(standing),
                seconds=perf_counter() - start,
                progress=progress,
            )

    def _is_ranked(self, parsed: Parsed) -> bool:
        """Whether what is found stands in an order of its own."""
        return bool(parsed.text or (self._texts and parsed.in_text and parsed.without))

    def _standing(self, asked: _Asked, sort: Sort, grouping: Grouping) -> Sequence[Row]:
        """Return the shelf asked for, and the pinned article in its place if it has left it."""
        with self._lock:
            rows = self._shelves.rows(asked.catalog, asked.shelf, sort, grouping)
        pinned = asked.catalog.get(asked.pinned) if asked.pinned else None
        if pinned is None or on_shelf(asked.shelf, pinned):
            return rows
        more = list(rows)
        put(pinned, more, ranking(sort, asked.catalog, grouping))
        return more

    def _answers(self, asked: _Asked, parsed: Parsed, standing: Sequence[Row]) -> Iterator[_Answer]:
        if self._texts and parsed.in_text and (parsed.text or parsed.without):
            yield from self._in_texts(self._texts, asked, parsed)
        elif parsed.text:
            yield from self._in_titles(asked, parsed.text)
        elif asked.filter.narrows:
            keeps, pinned = asked.filter.keeps, asked.pinned
            slices = _slices(standing, _SLICE, 1, asked.cancelled)
            yield [row for part in slices for row in part if keeps(row) or row.article.id == pinned], {}, ""
        else:
            yield standing, {}, ""

    def _in_texts(self, texts: Texts, asked: _Asked, parsed: Parsed) -> Iterator[_Answer]:
        words = (*parsed.words, *parsed.exact)
        for found in texts.search(asked.catalog, words, asked.keeps, asked.cancelled, without=parsed.without):
            pairs = _rows(found.matches, asked)
            yield [row for row, _ in pairs], {row.id: match for row, match in pairs}, found.progress

    def _in_titles(self, asked: _Asked, text: str) -> Iterator[_Answer]:
        """Yield what the index finds; as long as titles are not indexed, look at them plainly, the latest first."""
        found, others = self._indexed(asked, text)
        left, plainly = len(others), list[tuple[Row, Match]]()
        for part in _slices(others[::-1], _SLICE, _GROWTH, asked.cancelled):
            titles = ((row.id, row.article.title) for row in reversed(part) if asked.keeps(row))
            plainly += _rows(plain(titles, text, FOUND_AT_MOST - len(plainly)), asked)
            plainly.sort(key=lambda pair: -pair[1].score)
            left = left - len(part) if len(plainly) < FOUND_AT_MOST else 0
            both = list(merge(found, plainly, key=lambda pair: -pair[1].score))
            yield self._shown(asked, text, both, tr("{count:,} titles to go", count=left) if left else "")
            if not left:
                break
        if not others:
            yield self._shown(asked, text, found, "")

    def _indexed(self, asked: _Asked, text: str) -> tuple[list[tuple[Row, Match]], Sequence[Row]]:
        """Return the rows that the index finds, closest first, and those that it does not know."""

        def keeps(id: str) -> bool:
            row = asked.catalog.get(id)
            return row is not None and asked.keeps(row)

        found: list[tuple[Row, Match]] = []
        others: Sequence[Row] = ()
        # Most articles stand on the shelf of all: that others are asked for matters only where those crowd them out.
        is_narrow = asked.filter.narrows or asked.shelf is not Shelf.ALL
        for wanted in (keeps,) if is_narrow else (None, keeps):
            matches, others = self._index.titles(asked.catalog, text, FOUND_AT_MOST, wanted, asked.cancelled)
            found = _rows(matches, asked)
            if len(matches) < FOUND_AT_MOST or 2 * len(found) >= FOUND_AT_MOST:
                break
        return found, others

    def _shown(self, asked: _Asked, text: str, found: list[tuple[Row, Match]], progress: str) -> _Answer:
        """Return titles first, ranked, and as many articles of sources and with tags named so as there is room for."""
        shown = {row.id: (row, match) for row, match in islice(_with_equals_ranked(found), FOUND_AT_MOST)}
        if len(shown) < FOUND_AT_MOST and (names := self._index.names(text)):
            with self._lock:
                for row, match in islice(self._named(asked, names), LOOKED_AT_MOST):
                    if len(shown) == FOUND_AT_MOST:
                        break
                    if asked.filter.keeps(row):
                        shown.setdefault(row.id, (row, match))
        return [row for row, _ in shown.values()], {id: match for id, (_, match) in shown.items()}, progress

    def _named(self, asked: _Asked, names: Sequence[Match]) -> Iterator[tuple[Row, Match]]:
        """Yield the articles of the sources and with the tags `names`, the newest first."""
        named = self._shelves.named(asked.catalog, asked.shelf)
        rank = ranking(Sort.NEWEST, asked.catalog)
        groups = (
            _matched(named.get((place, name.id), ()), place, name)
            for name in names
            for place in (Place.SOURCE, Place.TAG)
        )
        return merge(*groups, key=lambda pair: rank(pair[0]))


def _rows(matches: Iterable[Match], asked: _Asked) -> list[tuple[Row, Match]]:
    """Return the rows of matches that answer the query."""
    pairs = ((asked.catalog.get(match.id), match) for match in matches)
    return [(row, match) for row, match in pairs if row is not None and asked.keeps(row)]


def _with_equals_ranked(found: Iterable[tuple[Row, Match]]) -> Iterator[tuple[Row, Match]]:
    """Yield rows in the order given, but of those equally close, to a whole score, bookmarked and recent ones first."""
    for _, equals in groupby(found, key=lambda pair: round(pair[1].score)):
        yield from sorted(equals, key=lambda pair: (pair[0].state.bookmarked is None, -instant(dated(pair[0]))))


def _matched(rows: Iterable[Row], place: Place, name: Match) -> Iterator[tuple[Row, Match]]:
    excerpt = Excerpt(place=place, text=name.id, spans=name.spans)
    return ((row, Match(id=row.id, score=name.score, excerpt=excerpt)) for row in rows)


def _slices(rows: Sequence[Row], size: int, growth: int, cancelled: Cancelled) -> Iterator[Sequence[Row]]:
    """Yield `rows` in slices, each `growth` times as long as the one before, until the answer is no longer wanted."""
    start = 0
    while start < len(rows) and not cancelled():
        yield rows[start : start + size]
        start, size = start + size, size * growth
