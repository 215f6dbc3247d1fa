"""The indexes over the rows of the latest catalog, and what they do not know of a later one."""

from collections.abc import Callable, Sequence
from heapq import merge
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.core.catalog import Catalog, Row
from reader.core.query import Match
from reader.core.shelves import names_of

if TYPE_CHECKING:
    from reader.search.index import TitleIndex
    from reader.search.names import NameIndex


class _Indexes(Struct):
    """Indexes over one catalog. bookmarked: those titles alone, which come before their equals."""

    titles: "TitleIndex"
    bookmarked: "TitleIndex"
    names: "NameIndex"
    catalog: Catalog


class RowIndex:
    """Finds rows by title, and names. Safe to use from several threads: searches never wait for what is taken in."""

    def __init__(self) -> None:
        self._indexes: _Indexes | None = None
        self._writing = Lock()

    def prepare(self, catalog: Catalog) -> bool:
        """Build the indexes, which takes long for a large library, or bring them up to date with `catalog`.

        Returns whether there was anything to take in.
        """
        with self._writing:
            if self._indexes is None:
                self._indexes = _built(catalog)
                return True
            return self._indexes.catalog is not catalog and self._follow(self._indexes, catalog)

    def titles(
        self,
        catalog: Catalog,
        text: str,
        limit: int,
        keeps: Callable[[str], bool] | None,
        cancelled: Callable[[], bool],
    ) -> tuple[list[Match], Sequence[Row]]:
        """Return the closest titles, and the rows whose titles are not indexed yet, which remain to be searched.

        keeps: asked for ids, where not every article is wanted. Of too many that are equally close, the bookmarked and
        the last added ones are returned.
        """
        if (indexes := self._indexes) is None:
            return [], catalog.rows
        others = _retitled(indexes.catalog, catalog)
        found = indexes.titles.search(text, limit=limit, keeps=keeps, cancelled=cancelled)
        if len(found) == limit:
            bookmarked = indexes.bookmarked.search(text, limit=limit, keeps=keeps, cancelled=cancelled)
            found = _with_equals(found, bookmarked)
        ids = {row.id for row in others}
        return [match for match in found if match.id not in ids] if ids else found, others

    def names(self, text: str) -> list[Match]:
        """Return the names of sources and tags that hold `text` closely; a match's id is the name."""
        return self._indexes.names.search(text) if self._indexes else []

    def _follow(self, indexes: _Indexes, catalog: Catalog) -> bool:
        """Take in what changed; whether there was anything."""
        old = indexes.catalog
        changed = catalog.changes_since(old)
        for row in old.rows if changed is None else ():
            if catalog.place_of(row.id) is None:
                indexes.titles.discard(row.id)
                indexes.bookmarked.discard(row.id)
        others = _retitled(old, catalog)
        indexes.titles.extend((row.id, row.article.title) for row in others)
        rows = catalog.rows if changed is None else [row for _, row in changed]
        for row in rows:
            was = old.get(row.id)
            if was is not None and _is_bookmarked(was):
                indexes.bookmarked.discard(row.id)
        bookmarked = [(row.id, row.article.title) for row in rows if _is_bookmarked(row)]
        indexes.bookmarked.extend(bookmarked)
        has_names = indexes.names.add(name for row in rows for _, name in names_of(row))
        indexes.catalog = catalog
        return changed is None or bool(others) or has_names


def _built(catalog: Catalog) -> _Indexes:
    from reader.search.index import TitleIndex
    from reader.search.names import NameIndex

    return _Indexes(
        titles=TitleIndex.build((row.id, row.article.title) for row in catalog.rows),
        bookmarked=TitleIndex.build((row.id, row.article.title) for row in catalog.rows if _is_bookmarked(row)),
        names=NameIndex(name for row in catalog.rows for _, name in names_of(row)),
        catalog=catalog,
    )


def _is_bookmarked(row: Row) -> bool:
    return row.state.bookmarked is not None


def _with_equals(found: list[Match], bookmarked: list[Match]) -> list[Match]:
    """Add those that are as close as what was found, though so much was found that they were cut off."""
    known, least = {match.id for match in found}, min(match.score for match in found)
    others = [match for match in bookmarked if match.score >= least and match.id not in known]
    return list(merge(found, others, key=lambda match: -match.score))


def _retitled(old: Catalog, new: Catalog) -> Sequence[Row]:
    """Return the rows of `new` whose titles `old` does not have, oldest first."""
    changed = new.changes_since(old)
    if changed is None:
        return [row for row in new.rows if old.title_of(row.id) != row.article.title]
    return [row for was, row in changed if was is None or was.article.title != row.article.title]
