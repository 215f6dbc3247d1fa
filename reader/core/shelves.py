"""Rows in the orders a list can stand in, kept up to date from one catalog to the next."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from reader.core.catalog import Catalog, Row
from reader.core.groups import parted
from reader.core.order import Rank, key_of, ordered, ranking
from reader.core.query import Grouping, Place, Shelf, Sort

_FEW = 500
"""Changes beyond which sorting anew costs less."""


def on_shelf(shelf: Shelf, row: Row) -> bool:
    """Whether a row stands on `shelf`. The trash is out of sight everywhere else."""
    state = row.state
    if shelf is Shelf.TRASHED:
        return state.trashed is not None
    if state.trashed is not None:
        return False
    if shelf is Shelf.BOOKMARKED:
        return state.bookmarked is not None
    if shelf is Shelf.ARCHIVED:
        return state.archived is not None
    if shelf is Shelf.HIGHLIGHTED:
        return bool(state.highlights)
    if shelf is Shelf.NOTED:
        return any(highlight.note for highlight in state.highlights)
    return state.archived is None and (shelf is Shelf.ALL or row.is_unread)


_Standing = tuple[Shelf, Sort, Grouping]

Name = tuple[Place, str]
"""A source (Place.SOURCE) or a tag (Place.TAG)."""


def names_of(row: Row) -> Iterator[Name]:
    """Yield the names that an article goes by besides its title: its source and its tags."""
    if row.article.source:
        yield Place.SOURCE, row.article.source
    for tag in row.state.tags:
        yield Place.TAG, tag


class Shelves:
    """The rows of shelves in the orders asked for, as one catalog has them. Not thread-safe.

    What was sorted once is kept, and only what changed from one catalog to the next is put in its place.
    catalog: the one asked about last.
    """

    def __init__(self) -> None:
        self.catalog = Catalog()
        self._rows: dict[_Standing, list[Row]] = {}
        self._shown: dict[_Standing, tuple[Row, ...]] = {}
        self._named: dict[Shelf, dict[Name, list[Row]]] = {}

    def rows(self, catalog: Catalog, shelf: Shelf, sort: Sort, grouping: Grouping = Grouping.NONE) -> tuple[Row, ...]:
        """Return the rows of a shelf in an order, group by group."""
        self._follow(catalog)
        key = shelf, sort, grouping
        if key not in self._rows:
            if grouping is not Grouping.NONE:
                self._rows[key] = parted(self.rows(catalog, shelf, sort), grouping, sort)
            elif shelf is Shelf.UNREAD and (known := self._rows.get((Shelf.ALL, sort, grouping))):
                self._rows[key] = [row for row in known if row.is_unread]
            else:
                self._rows[key] = sorted_shelf(catalog, shelf, sort)
        if key not in self._shown:
            self._shown[key] = tuple(self._rows[key])
        return self._shown[key]

    def take(self, shelf: Shelf, sort: Sort, rows: list[Row]) -> None:
        """Keep what `sorted_shelf` returned for `catalog`, made elsewhere, since that takes long."""
        self._rows.setdefault((shelf, sort, Grouping.NONE), rows)

    def named(self, catalog: Catalog, shelf: Shelf) -> Mapping[Name, Sequence[Row]]:
        """Return the rows of a shelf by source and by tag, the newest first. A later call alters them."""
        self._follow(catalog)
        if (known := self._named.get(shelf)) is None:
            known = {}
            for row in self.rows(catalog, shelf, Sort.NEWEST):
                for name in names_of(row):
                    known.setdefault(name, []).append(row)
            self._named[shelf] = known
        return known

    def _follow(self, catalog: Catalog) -> None:
        """Bring all that is kept up to date."""
        if catalog is self.catalog:
            return
        changed = catalog.changes_since(self.catalog)
        self.catalog = catalog
        self._shown.clear()
        if changed is None or len(changed) > _FEW:
            self._rows.clear()
            self._named.clear()
            return
        for (shelf, sort, grouping), rows in self._rows.items():
            rank = ranking(sort, catalog, grouping)
            for old, new in changed:
                if old and on_shelf(shelf, old):
                    _take(old, rows, rank)
                if on_shelf(shelf, new):
                    put(new, rows, rank)
        for shelf, named in self._named.items():
            rank = ranking(Sort.NEWEST, catalog)
            for old, new in changed:
                if old and on_shelf(shelf, old):
                    for name in names_of(old):
                        _take(old, named[name], rank)
                if on_shelf(shelf, new):
                    for name in names_of(new):
                        put(new, named.setdefault(name, []), rank)


def sorted_shelf(catalog: Catalog, shelf: Shelf, sort: Sort) -> list[Row]:
    """Return the rows of a shelf in an order."""
    return ordered([row for row in catalog.rows if on_shelf(shelf, row)], sort)


def amended(top: Sequence[Row], changed: Mapping[str, Row], sort: Sort, *, is_all: bool) -> tuple[Row, ...]:
    """Return the first rows of the shelf of all articles, given those before some rows changed, or were added.

    top: in order `sort`; not PROGRESS, as a row that changed has to keep its rank. changed: by id; what `top` does not
    have counts as added, in this order. is_all: whether `top` was the whole shelf; else what ranks after its last row
    is left out, since there may be others before it.
    """
    key = key_of(sort)
    oldest_first = top if sort is Sort.OLDEST else reversed(top)
    rows = {row.id: row for row in oldest_first}
    rows.update(changed)  # which leaves those that were there where they are among equals
    within = [row for row in rows.values() if on_shelf(Shelf.ALL, row) and (is_all or key(row) <= key(top[-1]))]
    return tuple(ordered(within, sort))


def put(row: Row, rows: list[Row], rank: Rank) -> None:
    """Insert a row where it belongs."""
    rows.insert(bisect_left(rows, rank(row), key=rank), row)


def _take(row: Row, rows: list[Row], rank: Rank) -> None:
    del rows[bisect_left(rows, rank(row), key=rank)]
